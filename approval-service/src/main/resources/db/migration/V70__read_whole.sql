-- The view of which a person whose browser runs no scripts said that they read all of it: Approve waits for that word.
alter table shown_actions add column read_view text;
