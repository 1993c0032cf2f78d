-- What can be said about a person's decisions: one row a person and action. It decides nothing.
create table measured_decisions (
    action        uuid        not null references approvals (id),
    person        text        not null,
    tool          text        not null,
    level         text        not null,
    verdict       text        not null check (verdict in ('APPROVED', 'REJECTED', 'ANSWERED', 'CHANGED')),
    -- policies that raised the level above the tool's floor
    raised_by     text[]      not null,
    like_rejected boolean     not null,
    held_at       timestamptz not null,
    -- null: never shown to the person
    shown_at      timestamptz,
    decided_at    timestamptz not null,
    primary key (action, person)
);

create index measured_decisions_of_a_person on measured_decisions (person, decided_at);
create index measured_decisions_by_age on measured_decisions (decided_at);
