-- One attempt to log in for one decision. Ticket, state and cookie are kept as hashes: who reads this table can use none.
create table bound_logins (
    id            uuid primary key,
    action        uuid        not null references approvals (id),
    principal     text        not null,
    digest        text        not null,
    view          text        not null,
    from_page     boolean     not null,
    created_at    timestamptz not null,
    ticket_hash   text        unique,
    opened_at     timestamptz,
    state_hash    text        unique,
    cookie_hash   text,
    code_verifier text,
    used_at       timestamptz,

    constraint opened_is_complete check (
        (opened_at is null) = (state_hash is null)
        and (opened_at is null) = (cookie_hash is null)
        and (opened_at is null) = (code_verifier is null)),
    constraint used_was_opened check (used_at is null or opened_at is not null)
);

create index bound_logins_by_age on bound_logins (created_at);

-- ID tokens of bound logins, between the login and the one decision that uses them up. One a decision.
create table presence_evidence (
    action     uuid        not null references approvals (id),
    principal  text        not null,
    digest     text        not null,
    view       text        not null,
    id_token   text        not null,
    auth_time  timestamptz not null,
    created_at timestamptz not null,
    primary key (action, principal)
);
