-- The log: one row an event, only ever added. data is json and not jsonb: jsonb cannot hold every string that JSON can (NUL),
-- and drops the order of members; nothing here searches inside it.
create table audit_entry (
    seq             bigint      generated always as identity primary key,
    event_id        uuid        not null,
    type            text        not null,
    source          text        not null,
    topic           text        not null,
    topic_partition integer     not null,
    topic_offset    bigint      not null,
    subject         text        not null,
    action          uuid,
    run             uuid,
    principal       text,
    agent           text,
    tool            text,
    time            timestamptz not null,
    recorded_at     timestamptz not null default clock_timestamp(),
    correlation_id  text        not null,
    data            json        not null,
    value           text        not null check (value like 'sha-256:%'),
    -- An id counts within its topic, as in the inbox: there the broker vouches for the one writer.
    unique (topic, event_id)
);

create index audit_entry_action on audit_entry (action, seq) where action is not null;
create index audit_entry_run on audit_entry (run, seq) where run is not null;
create index audit_entry_principal on audit_entry (principal, seq) where principal is not null;
create index audit_entry_type on audit_entry (type, seq);
create index audit_entry_time on audit_entry (time);

create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only: % refused', tg_op using errcode = 'restrict_violation';
end
$$;

create trigger audit_entry_no_change before update or delete on audit_entry
    for each row execute function audit_entry_is_append_only();

create trigger audit_entry_no_truncate before truncate on audit_entry
    for each statement execute function audit_entry_is_append_only();
