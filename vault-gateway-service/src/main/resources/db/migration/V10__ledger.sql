-- The execution ledger: one row an action, never deleted, since it is what makes a grant work once.
create table ledger (
    action_id      uuid        primary key,
    jti            text        not null unique,
    digest         text        not null,
    run            uuid        not null,
    principal      text        not null,
    agent          text        not null,
    tool           text        not null,
    correlation_id text        not null,
    state          text        not null
        check (state in ('CLAIMED', 'DISPATCHING', 'SUCCEEDED', 'FAILED', 'REFUSED', 'UNKNOWN')),
    code           text,
    -- What arrived, to be checked anew before anything is done; wiped an hour after the end, for it may hold evidence.
    grant_jws      text,
    action_bytes   text,
    expires_at     timestamptz not null,
    claimed_at     timestamptz not null default clock_timestamp(),
    -- A worker's turn.
    lease          uuid,
    lease_until    timestamptz,
    attempts       int         not null default 0,
    try_after      timestamptz not null default clock_timestamp(),
    waiting_for    text,
    -- The call.
    dispatches     int         not null default 0,
    deadline       timestamptz,
    scopes_beyond  text,
    ended_at       timestamptz,

    constraint ended_or_open check ((state in ('CLAIMED', 'DISPATCHING')) = (ended_at is null)),
    constraint open_has_its_grant check (ended_at is not null or (grant_jws is not null and action_bytes is not null)),
    constraint lease_is_whole check ((lease is null) = (lease_until is null)),
    constraint claimed_was_not_sent check (state <> 'CLAIMED' or (dispatches = 0 and deadline is null)),
    constraint refused_was_not_sent check (state <> 'REFUSED' or dispatches = 0),
    constraint sent_has_a_deadline check ((dispatches > 0) = (deadline is not null)),
    constraint outcome_needs_a_call check (state not in ('DISPATCHING', 'SUCCEEDED', 'FAILED', 'UNKNOWN') or dispatches > 0),
    constraint code_where_it_says_why check ((code is not null) = (state in ('FAILED', 'REFUSED')))
);

create index ledger_open on ledger (try_after) where ended_at is null;
create index ledger_to_wipe on ledger (ended_at) where grant_jws is not null;

-- CLAIMED → DISPATCHING → an end, CLAIMED → REFUSED, and never back.
create function ledger_moves_forward() returns trigger language plpgsql as $$
begin
    if old.ended_at is not null and (new.state <> old.state or new.ended_at is distinct from old.ended_at) then
        raise exception 'a ledger row that has ended does not change';
    end if;
    if old.state = 'DISPATCHING' and new.state = 'CLAIMED' then
        raise exception 'a ledger row does not go back';
    end if;
    return new;
end $$;

create trigger ledger_moves_forward before update on ledger
    for each row execute function ledger_moves_forward();

create function ledger_keeps_rows() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger keeps its rows';
end $$;

create trigger ledger_keeps_rows before delete on ledger
    for each row execute function ledger_keeps_rows();
