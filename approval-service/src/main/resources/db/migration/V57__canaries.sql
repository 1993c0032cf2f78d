-- Requests that ought to be rejected, made up for people who asked to be tested now and then. What stands here never runs: no
-- decision makes a grant of it.
create table canary_people (
    person  text        primary key,
    next_at timestamptz not null
);

create table canaries (
    action   uuid        primary key,
    person   text        not null,
    made_at  timestamptz not null,
    ended    text        check (ended in ('CAUGHT', 'APPROVED', 'CHANGED')),
    ended_at timestamptz,
    constraint end_has_its_time check ((ended is null) = (ended_at is null))
);

create index canaries_of_a_person on canaries (person, made_at);
