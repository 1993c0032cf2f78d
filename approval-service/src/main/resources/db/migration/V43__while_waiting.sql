-- Not every line of the feed is a change of state: somebody may have approved, claimed, or been asked besides.
alter table inbox_feed add column moved boolean not null default true;

-- Who looked at the list of their groups, and which groups those are: whom to tell live of what is new there.
create table team_watchers (
    person  text        primary key,
    groups  text[]      not null,
    seen_at timestamptz not null
);

create index team_watchers_of_groups on team_watchers using gin (groups);

-- Who says that they look at an action. It blocks nobody, and ends by itself.
create table claims (
    action uuid        primary key references approvals (id),
    person text        not null,
    name   text        not null,
    since  timestamptz not null,
    until  timestamptz not null,

    constraint ends_after_it_began check (until > since)
);

-- When a person is out of office.
create table absences (
    person   text        primary key,
    from_at  timestamptz not null,
    until_at timestamptz not null,
    note     text        not null,

    constraint comes_back_after_leaving check (until_at > from_at)
);

-- What happens to an action while nobody decides, and what has happened: each at most once. Nothing is due any more where its
-- time is null.
create table deadlines (
    action       uuid        primary key references approvals (id),
    remind_at    timestamptz,
    escalate_at  timestamptz,
    groups       text[]      not null,
    reminded_at  timestamptz,
    escalated_at timestamptz
);

create index deadlines_to_remind on deadlines (remind_at) where remind_at is not null and reminded_at is null;
create index deadlines_to_escalate on deadlines (escalate_at) where escalate_at is not null and escalated_at is null;
