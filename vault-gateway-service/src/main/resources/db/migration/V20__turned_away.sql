-- A call that the provider turned away without an effect, as its documentation promises for this answer, may be sent again or
-- end as refused. The column holds the provider's word until the next call leaves.
alter table ledger add column turned_away text;

alter table ledger add constraint turned_away_was_sent check (turned_away is null or dispatches > 0);
alter table ledger drop constraint refused_was_not_sent;
alter table ledger add constraint refused_changed_nothing
    check (state <> 'REFUSED' or dispatches = 0 or turned_away is not null);
