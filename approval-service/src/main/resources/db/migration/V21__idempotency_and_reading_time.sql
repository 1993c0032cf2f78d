-- What a client was answered under a key of its own. No answer yet: the request under this key decided nothing so far.
create table idempotent_answers (
    caller      text        not null,
    key         text        not null,
    fingerprint text        not null,
    answer      text,
    at          timestamptz not null,
    primary key (caller, key)
);

create index idempotent_answers_by_age on idempotent_answers (at);

-- When a person was first shown an action that wants to be read before it is approved.
create table shown_actions (
    action uuid        not null references approvals (id),
    person text        not null,
    at     timestamptz not null,
    primary key (action, person)
);
