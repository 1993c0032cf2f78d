-- Whose groups may see and approve an action besides its principal, as the classification says.
alter table approvals add column groups text[] not null default '{}';
update approvals
set groups = array(select json_array_elements_text(obligations -> 'groups'))
where json_typeof(obligations -> 'groups') = 'array';

create index approvals_of_groups on approvals using gin (groups);

-- Which groups a login showed.
alter table presence_evidence add column groups text[] not null default '{}';

-- Approvals that wait for others. Each is for one view and one epoch of halts: under another one it does not count. The ID token
-- is here until the action is decided, and no longer.
create table given_approvals (
    action    uuid        not null references approvals (id),
    approver  text        not null,
    view      text        not null,
    epoch     text        not null,
    groups    text[]      not null,
    id_token  text,
    auth_time timestamptz,
    at        timestamptz not null,
    primary key (action, approver),
    constraint token_has_its_time check (id_token is null or auth_time is not null)
);
