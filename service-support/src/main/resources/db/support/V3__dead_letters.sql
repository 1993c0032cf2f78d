-- The records that this service passed over, for operators to look at, to have tried again, or to drop. Never the whole record:
-- its digest, its size and its first bytes (of a grant none, because it may carry evidence of a login). The record itself lies on
-- its topic as long as that keeps it.
create table dead_letter (
    topic           text        not null,
    topic_partition integer     not null,
    topic_offset    bigint      not null,
    reason          text        not null,
    digest          text        not null check (digest like 'sha-256:%'),
    size            integer     not null,
    head            bytea       not null check (octet_length(head) <= 256),
    created_at      timestamptz not null default clock_timestamp(),
    state           text        not null default 'OPEN' check (state in ('OPEN', 'REPLAY', 'REPLAYED', 'DROP', 'DROPPED')),
    -- An operator orders by setting REPLAY or DROP and a name; the service does it and says REPLAYED or DROPPED, or OPEN again.
    ordered_by      text,
    ordered_at      timestamptz,
    -- Why the last replay failed; null before one.
    failure         text,
    primary key (topic, topic_partition, topic_offset)
);

create index dead_letter_ordered on dead_letter (topic, topic_partition, topic_offset) where state in ('REPLAY', 'DROP');
