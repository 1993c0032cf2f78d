-- Ids of which Auth0 said that it has such a user, when somebody wanted to let them decide. They may never have signed in here.
create table tenant_users (
    sub      text primary key,
    added_at timestamptz not null default clock_timestamp()
);

-- Whether an agent has ever asked for anything.
create index approvals_by_agent on approvals (agent);
create index runs_by_agent on runs (agent);
