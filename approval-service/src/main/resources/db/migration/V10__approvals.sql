-- Runs, as far as holding their actions needs them. A row may exist before its run is announced: topics overtake each other.
create table runs (
    id              uuid primary key,
    principal       text not null,
    agent           text not null,
    goal            text,
    cancel_asked_at timestamptz,
    ended           text check (ended in ('COMPLETED', 'FAILED', 'CANCELLED'))
);

-- Columns of type json, not jsonb: they are only stored and read back, and jsonb refuses strings with \u0000, which a provider
-- or a model may well produce.
create table approvals (
    id            uuid primary key,
    digest        text        not null,
    action        bytea       not null,
    principal     text        not null,
    agent         text        not null,
    run           uuid        not null,
    tool          text        not null,
    connection    text        not null,

    level         text        not null check (level in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
    level_rank    smallint    not null generated always as
                      (case level when 'LOW' then 0 when 'MEDIUM' then 1 when 'HIGH' then 2 else 3 end) stored,
    policy        text        not null,
    reasons       json        not null,
    obligations   json        not null,
    impact        text        not null,

    title         text        not null,
    sentence      text        not null,
    reversibility text        not null,
    scope_mode    text        not null,
    permissions   json        not null,
    beyond        text,

    rationale     text        not null,
    origins       json        not null,

    state         text        not null check (state in ('PENDING', 'APPROVED', 'REJECTED', 'EXPIRED', 'CANCELLED',
                      'DISPATCHING', 'SUCCEEDED', 'FAILED', 'REFUSED', 'UNKNOWN')),
    created_at    timestamptz not null,
    expires_at    timestamptz not null,

    verdict       text        check (verdict in ('APPROVED', 'REJECTED', 'EXPIRED', 'CANCELLED')),
    decided_at    timestamptz,
    decided_by    text,
    view          text,
    reason        text,
    account       text,
    grant_id      text        unique,
    decision_key  text,

    dispatched_at timestamptz,
    outcome       json,
    outcome_at    timestamptz,

    -- A state says what was decided, and only an approval can have an execution.
    constraint state_follows_verdict check (
        case state
            when 'PENDING' then verdict is null
            when 'REJECTED' then verdict = 'REJECTED'
            when 'EXPIRED' then verdict = 'EXPIRED'
            when 'CANCELLED' then verdict = 'CANCELLED'
            else verdict is not null and verdict = 'APPROVED'
        end),
    constraint verdict_has_its_time check ((verdict is null) = (decided_at is null)),
    constraint approval_is_complete check (
        (verdict is not null and verdict = 'APPROVED')
            = (decided_by is not null and view is not null and account is not null and grant_id is not null)),
    constraint rejection_has_a_reason check (
        (verdict is not null and verdict = 'REJECTED') = (decided_by is not null and reason is not null))
);

create index approvals_of_a_person on approvals (principal, created_at desc, id desc);
create index approvals_of_a_run on approvals (run);
create index approvals_waiting on approvals (expires_at) where state = 'PENDING';

-- What a person's live stream tells. The head's row lock makes a person's numbers follow the order of commits, without gaps,
-- so that "after number n" never misses one.
create table inbox_heads (
    principal text primary key,
    seq       bigint not null
);

create table inbox_feed (
    principal text        not null,
    seq       bigint      not null,
    action    uuid        not null references approvals (id),
    state     text        not null,
    at        timestamptz not null,
    primary key (principal, seq)
);

create index inbox_feed_by_age on inbox_feed (at);
