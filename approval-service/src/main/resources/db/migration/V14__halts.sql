-- What operators have halted, as the gateway tells. Its own table is what stops calls; this one is for people, and for the
-- epoch that grants name. A row's version counts its changes, so that a live page sees that something changed.
create table halts (
    scope   text        primary key,
    halted  boolean     not null,
    reason  text        not null,
    since   timestamptz not null,
    epoch   bigint      not null check (epoch >= 0),
    version bigint      not null default 1
);

-- A login names the epoch in its nonce. After a resumption it is worthless to the gateway, and here too.
alter table bound_logins add column epoch text;
update bound_logins set epoch = '0' where opened_at is not null;
alter table bound_logins drop constraint opened_is_complete;
alter table bound_logins add constraint opened_is_complete check (
    (opened_at is null) = (state_hash is null)
    and (opened_at is null) = (cookie_hash is null)
    and (opened_at is null) = (code_verifier is null)
    and (opened_at is null) = (epoch is null));
alter table presence_evidence add column epoch text not null default '0';
alter table presence_evidence alter column epoch drop default;
