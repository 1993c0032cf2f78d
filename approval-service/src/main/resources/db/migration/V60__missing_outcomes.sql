-- When the grant of an approved action ends, and since when the gateway's report of it is missing.
alter table approvals
    add column grant_ends_at      timestamptz,
    add column outcome_missing_at timestamptz,
    add constraint only_an_unknown_outcome_is_missing check (
        outcome_missing_at is null or state in ('UNKNOWN', 'RECONCILED'));

create index approvals_under_way on approvals (state) where state in ('APPROVED', 'DISPATCHING');
