-- A grant carries the ID tokens of the logins that it stands on. The log, which nothing is ever taken out of, keeps their digests
-- only; the grant itself lies here as it came, and goes after a time (audit.evidence.keep).
create table grant_evidence (
    topic       text        not null,
    event_id    uuid        not null,
    data        json        not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (topic, event_id)
);

create index grant_evidence_recorded on grant_evidence (recorded_at);

-- What the log holds from before. This once the log is changed, because evidence in clear must not stay in it.
insert into grant_evidence (topic, event_id, data, recorded_at)
select topic, event_id, data, recorded_at from audit_entry where topic = 'grants.issued.v1';

alter table audit_entry disable trigger audit_entry_no_change;

update audit_entry
set data = case when type = 'dev.approvalcopilot.grant.issued.v1'
                then json_build_object('id', data -> 'id', 'action', data -> 'action', 'grant', json '{"hidden":true}')
                else json '{"hidden":true}' end
where topic = 'grants.issued.v1';

alter table audit_entry enable trigger audit_entry_no_change;
