-- The policies by which the risk-service judged last, as it said itself: one row.
create table policy_in_force (
    only_one boolean     primary key default true check (only_one),
    policy   text        not null,
    at       timestamptz not null
);
