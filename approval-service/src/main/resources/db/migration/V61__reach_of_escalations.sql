-- How many people an escalation could tell; null for those from before, of which nobody knows.
alter table deadlines add column reached integer check (reached >= 0);
