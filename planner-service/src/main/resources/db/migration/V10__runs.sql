-- Runs of agents: what a person asked for, how far it came, and who is thinking about it right now.

create table runs (
    id              uuid        primary key,
    principal       text        not null,
    agent           text        not null,
    goal            text        not null check (length(goal) between 1 and 4000),
    status          text        not null check (status in ('THINKING', 'WAITING', 'COMPLETED', 'FAILED', 'CANCELLED')),
    turn            integer     not null default 0 check (turn >= 0),
    model_attempts  integer     not null default 0 check (model_attempts >= 0),
    next_attempt_at timestamptz not null default now(),
    lease           uuid,
    lease_until     timestamptz,
    cancel_asked_at timestamptz,
    answer          text,
    failure         text,
    feed_length     bigint      not null default 0,
    correlation_id  text        not null,
    idempotency_key text,
    created_at      timestamptz not null default now(),
    ended_at        timestamptz,
    check ((lease is null) = (lease_until is null)),
    check (lease is null or status = 'THINKING'),
    check ((status in ('COMPLETED', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
    check ((status = 'COMPLETED') = (answer is not null)),
    check ((status = 'FAILED') = (failure is not null)),
    -- One key, one run: a repeated request finds the first one's.
    unique (principal, agent, idempotency_key)
);

-- A person's own runs, newest first: ids are UUIDv7 and sort by time.
create index runs_of_principal on runs (principal, id desc);

-- What may be claimed.
create index runs_to_think_about on runs (next_attempt_at) where status = 'THINKING';

create index runs_open on runs (principal) where ended_at is null;

-- Tool calls of the model. One that became a proposal has the action's id.
create table steps (
    id          uuid        primary key,
    run         uuid        not null references runs,
    turn        integer     not null check (turn > 0),
    position    integer     not null check (position >= 0),
    call_id     text        not null,
    call_name   text        not null,
    tool        text,
    sentence    text,
    state       text        not null check (state in ('PROPOSED', 'PENDING', 'APPROVED', 'DISPATCHING', 'REJECTED', 'EXPIRED',
                                                      'CANCELLED', 'SUCCEEDED', 'FAILED', 'REFUSED', 'UNKNOWN', 'INVALID')),
    digest      text,
    level       text,
    expires_at  timestamptz,
    reason      text,
    -- JSON texts of others: kept as text, since jsonb refuses what JSON allows (\u0000).
    result      text,
    message     text,
    proposed_at timestamptz not null,
    settled_at  timestamptz,
    -- A turn is committed once: a second worker with the same turn cannot propose again.
    unique (run, turn, position),
    check ((state = 'INVALID') = (digest is null)),
    check ((state in ('PROPOSED', 'PENDING', 'APPROVED', 'DISPATCHING')) = (settled_at is null)),
    check ((settled_at is null) = (message is null))
);

-- The conversation with the model, one message a row, as LangChain4j writes it.
create table messages (
    run      uuid    not null references runs,
    position integer not null check (position >= 0),
    message  text    not null,
    primary key (run, position)
);

-- What happened in a run, in order and without gaps: event streams resume from any number.
create table run_events (
    run    uuid        not null references runs,
    number bigint      not null check (number > 0),
    kind   text        not null,
    data   text        not null,
    at     timestamptz not null,
    primary key (run, number)
);
