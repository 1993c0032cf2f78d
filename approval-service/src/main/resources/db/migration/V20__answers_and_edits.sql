-- A person may answer the agent instead of running an action, and may change the arguments, which makes another action.
alter table approvals
    add column answer           text,
    add column successor        uuid unique,
    add column successor_digest text,
    drop constraint approvals_state_check,
    drop constraint approvals_verdict_check,
    drop constraint state_follows_verdict,
    add constraint approvals_state_check check (state in ('PENDING', 'APPROVED', 'REJECTED', 'EXPIRED', 'CANCELLED',
        'SUPERSEDED', 'DISPATCHING', 'SUCCEEDED', 'FAILED', 'REFUSED', 'UNKNOWN', 'RECONCILED')),
    add constraint approvals_verdict_check check (verdict in ('APPROVED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'SUPERSEDED')),
    add constraint state_follows_verdict check (
        case state
            when 'PENDING' then verdict is null
            when 'APPROVED' then verdict is not null and verdict = 'APPROVED'
            when 'REJECTED' then verdict is not null and verdict = 'REJECTED'
            when 'EXPIRED' then verdict is not null and verdict = 'EXPIRED'
            when 'CANCELLED' then verdict is not null and verdict = 'CANCELLED'
            when 'SUPERSEDED' then verdict is not null and verdict = 'SUPERSEDED'
            else dispatched_at is not null or outcome is not null
        end),
    add constraint answer_is_a_rejection check (answer is null or (verdict is not null and verdict = 'REJECTED')),
    add constraint edit_names_its_action check (
        (verdict is not null and verdict = 'SUPERSEDED')
            = (decided_by is not null and successor is not null and successor_digest is not null));
