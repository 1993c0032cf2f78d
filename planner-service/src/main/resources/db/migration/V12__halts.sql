-- What operators have halted, as the gateway tells. What stands still is not thought about.
create table halts (
    scope  text        primary key,
    halted boolean     not null,
    reason text        not null,
    since  timestamptz not null
);

-- A call that was not proposed because its tool stands still.
alter table steps drop constraint steps_state_check;
alter table steps add constraint steps_state_check check (state in ('PROPOSED', 'PENDING', 'APPROVED', 'DISPATCHING', 'REJECTED',
    'EXPIRED', 'CANCELLED', 'SUCCEEDED', 'FAILED', 'REFUSED', 'UNKNOWN', 'RECONCILED', 'HALTED', 'INVALID'));
alter table steps drop constraint steps_check;
alter table steps add constraint what_was_proposed_has_a_digest check ((state in ('HALTED', 'INVALID')) = (digest is null));
