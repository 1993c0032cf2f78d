-- How earlier like actions were decided: the latest of one person and tool.
create index approvals_alike on approvals (principal, tool, decided_at desc) where verdict is not null;

-- Which of several accounts the principal means.
create table chosen_accounts (
    action  uuid        primary key references approvals (id),
    account text        not null,
    at      timestamptz not null
);
