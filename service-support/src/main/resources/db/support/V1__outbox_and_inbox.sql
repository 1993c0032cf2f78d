-- What a service will say: written in the transaction of the change, sent by the one active relay, kept for a day.
create table outbox (
    seq        bigint generated always as identity primary key,
    event_id   uuid        not null unique,
    topic      text        not null,
    key        text        not null,
    headers    jsonb       not null,
    value      bytea       not null,
    created_at timestamptz not null default clock_timestamp(),
    sent_at    timestamptz
);

-- The relay selects by state, never by seq > last: a transaction that commits late has a low seq.
create index outbox_unsent on outbox (seq) where sent_at is null;
create index outbox_created on outbox using brin (created_at);

-- What a service has taken in: written in the transaction of what the event caused. An id counts within its topic, because
-- the broker vouches for a topic's one writer, and nobody may silence another's event by using its id.
create table inbox (
    topic       text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (topic, event_id)
);

create index inbox_received on inbox using brin (received_at);
