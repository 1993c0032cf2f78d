-- What the gateway reported of an action before the action itself came. Topics overtake each other, and who holds the grant key
-- need not wait until somebody is asked.
create table early_outcomes (
    seq         bigint      generated always as identity primary key,
    action      uuid        not null,
    type        text        not null,
    event       json        not null,
    received_at timestamptz not null default clock_timestamp()
);

create index early_outcomes_of_an_action on early_outcomes (action);
