-- A copy of what the gateway reported last of each person's own rules, to show them and to know who sees what. The gateway judges by its own.
create table own_rules (
    principal text   primary key,
    revision  bigint not null check (revision >= 0),
    rules     json   not null
);

-- The delegations among them, to be asked in a query. Replaced as a whole.
create table delegates (
    id          uuid        primary key,
    principal   text        not null references own_rules (principal),
    delegate    text        not null,
    valid_from  timestamptz not null,
    valid_until timestamptz not null,
    tools       text[]      not null
);

create index delegates_of on delegates (delegate, principal);
create index delegates_by on delegates (principal);

-- Whether somebody lets this person decide about a tool, now. Never about own rules.
create function decides_for(person text, whose text, for_tool text) returns boolean language sql stable as $$
    select for_tool not like 'self.%' and exists (
        select from delegates
        where delegate = person and principal = whose
          and valid_from <= clock_timestamp() and clock_timestamp() < valid_until
          and (cardinality(tools) = 0 or for_tool = any(tools)))
$$;
