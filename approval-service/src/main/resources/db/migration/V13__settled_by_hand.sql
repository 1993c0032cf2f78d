-- What a person found who settled an UNKNOWN.
alter table approvals
    add column happened   boolean,
    add column note       text,
    add column settled_by text,
    add column settled_at timestamptz;

alter table approvals drop constraint approvals_state_check;
alter table approvals add constraint approvals_state_check check (state in ('PENDING', 'APPROVED', 'REJECTED', 'EXPIRED',
    'CANCELLED', 'DISPATCHING', 'SUCCEEDED', 'FAILED', 'REFUSED', 'UNKNOWN', 'RECONCILED'));

-- What the gateway reports is a fact, whatever was decided here: who holds the grant key can present a grant for what nobody
-- approved. Such an action has an outcome and no approval, and says so.
alter table approvals drop constraint state_follows_verdict;
alter table approvals add constraint state_follows_verdict check (
    case state
        when 'PENDING' then verdict is null
        when 'APPROVED' then verdict is not null and verdict = 'APPROVED'
        when 'REJECTED' then verdict is not null and verdict = 'REJECTED'
        when 'EXPIRED' then verdict is not null and verdict = 'EXPIRED'
        when 'CANCELLED' then verdict is not null and verdict = 'CANCELLED'
        else dispatched_at is not null or outcome is not null
    end);

alter table approvals add constraint settled_is_complete check (
    (state = 'RECONCILED') = (happened is not null and note is not null and settled_by is not null and settled_at is not null));
