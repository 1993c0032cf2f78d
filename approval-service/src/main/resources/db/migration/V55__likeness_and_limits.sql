-- What a person would call the same thing: digest of tool and sentence. Null: held before there was one, and like nothing.
alter table approvals add column likeness text;

create index approvals_like_decided on approvals (principal, likeness, decided_at desc)
    where verdict in ('APPROVED', 'REJECTED');

-- How much an agent asks of a person.
create index approvals_waiting_of_an_agent on approvals (principal, agent) where state = 'PENDING';
create index approvals_asked_by_an_agent on approvals (principal, agent, created_at)
    where decided_by is distinct from 'policy:agent_limit';

-- When it was last reported that an agent asks too much.
create table agent_limit_reports (
    principal text        not null,
    agent     text        not null,
    at        timestamptz not null,
    primary key (principal, agent)
);
