-- Accounts on their way to be connected or disconnected at Auth0, five minutes a stage. No token stands here: what does is worth
-- nothing without the login, at Auth0, of the person who began it, in the session that began it. The state is kept as a hash.
create table account_errands (
    id               uuid primary key,
    kind             text        not null check (kind in ('CONNECT', 'DISCONNECT')),
    stage            text        not null check (stage in ('LOGIN', 'PROVIDER', 'LOGIN_AGAIN')),
    session_hash     text        not null,
    principal        text        not null,
    connection       text        not null,
    account          text,
    back             text        not null,
    since            timestamptz not null,
    state_hash       text        unique,
    code_verifier    text,
    nonce            text,
    auth_session     text,
    connect_verifier text,
    connect_code     text,

    constraint disconnects_something check (kind = 'CONNECT' or account is not null),
    constraint login_is_complete check (
        (stage = 'PROVIDER') = (code_verifier is null) and (stage = 'PROVIDER') = (nonce is null)),
    constraint request_is_complete check (
        (stage = 'LOGIN') = (auth_session is null) and (stage = 'LOGIN') = (connect_verifier is null)),
    constraint consent_is_complete check ((stage = 'LOGIN_AGAIN') = (connect_code is not null)),
    constraint only_connecting_goes_on check (kind = 'CONNECT' or stage = 'LOGIN')
);

create index account_errands_by_age on account_errands (since);
