-- The answers given. One a digest: the same bytes never get a second one. One an action id: the first bytes count.
create table classification (
    digest        text        primary key check (digest like 'sha-256:%'),
    action_id     uuid        not null unique,
    level         text        not null check (level in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
    disposition   text        not null check (disposition in ('HOLD', 'DENY')),
    reasons       jsonb       not null check (jsonb_array_length(reasons) > 0),
    obligations   jsonb       not null,
    policy        text        not null check (policy like 'sha-256:%'),
    classified_at timestamptz not null,
    check (level <> 'CRITICAL' or (obligations ->> 'freshLogin')::boolean)
);

-- What agents proposed, for policies that look at behaviour. Sound proposals only, by this database's clock.
create table tool_proposal (
    action_id uuid        primary key,
    principal text        not null,
    agent     text        not null,
    tool      text        not null,
    seen_at   timestamptz not null default now()
);

create index tool_proposal_recent on tool_proposal (principal, agent, tool, seen_at);
create index tool_proposal_first_use on tool_proposal (agent, tool);
