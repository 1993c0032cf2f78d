-- What persons have laid down for themselves. A row is the work of one action and has its id; nothing is deleted, only ended.
create table person_limits (
    id         uuid        primary key references ledger (action_id),
    principal  text        not null,
    agent      text,
    tool       text,
    connection text,
    argument   text,
    most       numeric,
    allowed    text[],
    set_at     timestamptz not null default clock_timestamp(),
    removed_at timestamptz,
    removed_by uuid        references ledger (action_id),

    constraint names_something check (coalesce(agent, tool, connection) is not null),
    constraint a_bound_needs_an_argument check ((argument is null) = (most is null and allowed is null)),
    constraint one_bound check (most is null or allowed is null),
    constraint removed_by_an_action check ((removed_at is null) = (removed_by is null))
);

create index person_limits_of on person_limits (principal);

create table delegations (
    id          uuid        primary key references ledger (action_id),
    principal   text        not null,
    delegate    text        not null,
    valid_from  timestamptz not null,
    valid_until timestamptz not null,
    tools       text[]      not null,
    made_at     timestamptz not null default clock_timestamp(),
    ended_at    timestamptz,
    ended_by    uuid        references ledger (action_id),

    constraint not_to_oneself check (principal <> delegate),
    constraint a_span check (valid_from < valid_until),
    constraint ended_by_an_action check ((ended_at is null) = (ended_by is null))
);

create index delegations_of on delegations (principal);

create function own_rules_keep_rows() returns trigger language plpgsql as $$
begin
    raise exception 'own rules keep their rows';
end $$;

create trigger own_rules_keep_rows before delete on person_limits
    for each row execute function own_rules_keep_rows();

create trigger own_rules_keep_rows before delete on delegations
    for each row execute function own_rules_keep_rows();
