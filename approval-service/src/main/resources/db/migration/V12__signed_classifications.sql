-- The risk-service's JWS, as it came; the grant carries it on. Empty: held before classifications were signed, and then the
-- gateway refuses the grant.
alter table approvals add column classification text not null default '';
alter table approvals alter column classification drop default;
