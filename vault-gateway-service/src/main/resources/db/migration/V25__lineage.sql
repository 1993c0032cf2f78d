-- The database server that the ledger was last seen on. A ledger that is found on another one, or on a later line of the same
-- one's history, may have forgotten what it had recorded (docs/adr/0038).
create table ledger_lineage (
    only_one          boolean     primary key default true check (only_one),
    -- Rises with each such change. What was claimed for a grant of an earlier generation is not run.
    generation        bigint      not null check (generation > 0),
    system_identifier bigint      not null,
    timeline          text        not null,
    started_at        timestamptz not null,
    -- Grants that were issued before belong to the generation before.
    grants_from       timestamptz not null
);

-- The server that this session is connected to. The timeline is the one that is being written: the one in the control file is
-- that of the last checkpoint, which may be minutes old after a promotion. A server that is only copied keeps identifier and
-- timeline, but it has to be started.
create view ledger_server as
select control.system_identifier,
       substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) as timeline,
       pg_postmaster_start_time() as started_at
  from pg_control_system() control;

insert into ledger_lineage (generation, system_identifier, timeline, started_at, grants_from)
select 1, system_identifier, timeline, started_at, now() from ledger_server;

create function ledger_generation() returns bigint language sql stable as $$ select generation from ledger_lineage $$;

-- From now on no grant that was issued before is run. The gateway calls this when it finds itself on another server; so does an
-- operator who knows of a restore that cannot be seen. It waits for the dispatches under way ("halt" in ASCII: the lock that a
-- halt takes). Ten seconds more than now, since the clock of whoever issues grants may be ahead of this one.
create function ledger_begins_anew() returns bigint language plpgsql as $$
declare
    raised bigint;
begin
    perform pg_advisory_xact_lock(x'68616C74'::bigint);
    update ledger_lineage
       set generation = ledger_lineage.generation + 1,
           system_identifier = server.system_identifier,
           timeline = server.timeline,
           started_at = server.started_at,
           grants_from = clock_timestamp() + interval '10 seconds'
      from ledger_server server
    returning ledger_lineage.generation into strict raised;
    return raised;
end $$;

create function lineage_only_rises() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.generation < old.generation then
        raise exception 'a generation of the ledger does not go back';
    end if;
    return new;
end $$;

create trigger lineage_only_rises before update or delete on ledger_lineage
    for each row execute function lineage_only_rises();

-- The generation that the row's grant belongs to.
alter table ledger add column generation bigint not null default ledger_generation();

-- UNKNOWN without a call that this ledger remembers: it may have forgotten one.
alter table ledger drop constraint outcome_needs_a_call;
alter table ledger add constraint outcome_needs_a_call
    check (state not in ('DISPATCHING', 'SUCCEEDED', 'FAILED') or dispatches > 0);
