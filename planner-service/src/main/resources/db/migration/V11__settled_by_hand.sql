-- A person can settle a call whose outcome nobody knew.
alter table steps drop constraint steps_state_check;
alter table steps add constraint steps_state_check check (state in ('PROPOSED', 'PENDING', 'APPROVED', 'DISPATCHING', 'REJECTED',
    'EXPIRED', 'CANCELLED', 'SUCCEEDED', 'FAILED', 'REFUSED', 'UNKNOWN', 'RECONCILED', 'INVALID'));
