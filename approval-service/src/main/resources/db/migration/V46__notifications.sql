-- Who has signed in to the page, as Auth0 told at the latest login. Members of a group and addresses are known from nowhere else.
create table people (
    sub     text primary key,
    name    text,
    -- Only where Auth0 has verified it.
    email   text,
    groups  text[]      not null,
    seen_at timestamptz not null
);

create index people_of_groups on people using gin (groups);

-- What people shall be told: written in the transaction of what happened, gone when it is spread into notifications.
create table notices (
    id      uuid primary key,
    action  uuid        not null references approvals (id),
    kind    text        not null check (kind in ('WAITING', 'REMINDER', 'ESCALATION', 'OUTCOME_UNKNOWN')),
    people  text[]      not null,
    groups  text[]      not null,
    told_at timestamptz not null default clock_timestamp(),
    constraint somebody_is_told check (cardinality(people) + cardinality(groups) > 0)
);

create index notices_by_age on notices (told_at);

-- One message over one channel to one receiver. It holds no text: that is made when it is sent.
create table notifications (
    -- A receiver recognises a repetition by it.
    id         uuid primary key,
    action     uuid        not null references approvals (id),
    kind       text        not null,
    channel    text        not null check (channel in ('MAIL', 'SLACK', 'WEBHOOK')),
    -- The configured endpoint's name; mail has none.
    endpoint   text        not null,
    -- Whom it is for; empty for all who read a Slack channel.
    person     text        not null,
    state      text        not null check (state in ('DUE', 'SENT', 'DROPPED', 'DEAD')),
    attempts   integer     not null default 0,
    due_at     timestamptz not null,
    -- Why it was dropped or is dead, or what its last attempt met: a code of our own.
    reason     text,
    created_at timestamptz not null default clock_timestamp(),
    ended_at   timestamptz,
    constraint end_has_its_time check ((state = 'DUE') = (ended_at is null)),
    constraint end_has_its_reason check (state not in ('DROPPED', 'DEAD') or reason is not null)
);

create index notifications_due on notifications (channel, due_at) where state = 'DUE';
create index notifications_of_a_person on notifications (person, channel, created_at);
create index notifications_by_end on notifications (ended_at) where state <> 'DUE';

-- What a person wants to be told and where. No row: the defaults.
create table notification_preferences (
    person      text primary key,
    preferences json        not null,
    changed_at  timestamptz not null
);
