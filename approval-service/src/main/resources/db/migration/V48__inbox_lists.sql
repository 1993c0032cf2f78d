-- Each list of the inbox has an index in its own order, so that the first page costs the same whatever waits behind it.
create index approvals_waiting_by_urgency on approvals (principal, (-level_rank), created_at, id) where state = 'PENDING';
create index approvals_by_decision on approvals
    (principal, (coalesce(decided_at, dispatched_at, outcome_at)) desc, id desc) where state <> 'PENDING';
create index approvals_waiting_for_groups on approvals using gin (groups) where state = 'PENDING';

-- A search finds parts of words. Trigrams come with PostgreSQL; the owner of a database may install them, where the server
-- does not forbid it.
create extension if not exists pg_trgm;
create index approvals_by_words on approvals using gin ((sentence || ' ' || title || ' ' || agent) gin_trgm_ops)
    -- Each search reads what is not sorted in yet, so little may wait for that (kB).
    with (gin_pending_list_limit = 256);
