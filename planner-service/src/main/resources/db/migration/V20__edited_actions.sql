-- A person may change the arguments of an action. The step goes on with the action that takes its place.
alter table steps add column supersedes uuid;
-- JSON text, as the step's other texts.
alter table steps add column edited_arguments text;
alter table steps add constraint an_edit_names_both check ((supersedes is null) = (edited_arguments is null));

create index steps_superseding on steps (supersedes) where supersedes is not null;

-- What was said of an action before the edit that made it arrived.
create table early_events (
    number      bigint      generated always as identity primary key,
    action      uuid        not null,
    type        text        not null,
    data        text        not null,
    received_at timestamptz not null default now()
);

create index early_events_of_an_action on early_events (action, number);
