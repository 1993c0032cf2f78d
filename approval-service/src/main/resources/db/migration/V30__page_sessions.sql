-- Sessions of the page. The cookie's value and the browser's are kept as hashes, the ID token encrypted: who reads this table
-- can use none.
create table page_sessions (
    reference_hash text        primary key,
    browser_hash   text        not null,
    principal      text        not null,
    sid            text        not null,
    id_token       text        not null,
    created_at     timestamptz not null,
    seen_at        timestamptz not null,
    ends_at        timestamptz not null,

    constraint ends_after_it_began check (ends_at > created_at)
);

create index page_sessions_by_login on page_sessions (sid);
create index page_sessions_by_person on page_sessions (principal);
create index page_sessions_by_end on page_sessions (ends_at);

-- Logins that Auth0 said are over. No session of theirs counts, also none that begins in the same moment.
create table ended_logins (
    sid      text        primary key,
    ended_at timestamptz not null
);
