-- Runs as their people see them: asked for on the page or elsewhere, and what was told of each, line by line.
alter table runs
    add column created_at        timestamptz not null default clock_timestamp(),
    -- Asked for on the page; until the planner says that it has taken the run up, that is all there is.
    add column requested_at      timestamptz,
    add column request_key       text,
    add column started_at        timestamptz,
    add column stop_requested_at timestamptz,
    add column ended_at          timestamptz,
    add column answer            text,
    add column line_count        integer not null default 0,
    add constraint what_was_requested_has_a_goal check (requested_at is null or goal is not null);

-- One key, one run: a repeated request finds the first one's.
create unique index runs_by_request_key on runs (principal, request_key) where request_key is not null;

-- Newest first: ids are UUIDv7 and sort by time.
create index runs_of_a_person on runs (principal, id desc) where goal is not null;
create index runs_open_of_a_person on runs (principal) where goal is not null and ended is null;

create table run_lines (
    run    uuid        not null references runs (id),
    number integer     not null check (number > 0),
    kind   text        not null check (kind in ('ASKED', 'STARTED', 'STEP', 'STOP_ASKED', 'ENDED')),
    text   text        not null,
    at     timestamptz not null,
    primary key (run, number)
);

-- A person's live stream tells of their runs too.
alter table inbox_feed
    alter column action drop not null,
    alter column state drop not null,
    add column run uuid references runs (id),
    add constraint an_entry_is_of_one_thing check ((action is null) = (run is not null) and (action is null) = (state is null));
