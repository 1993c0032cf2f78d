-- What operators have stopped. Rows stay after a resumption: their epoch is what keeps older grants dead.
create table halt_epoch (
    only_one boolean primary key default true check (only_one),
    epoch    bigint  not null check (epoch >= 0)
);

insert into halt_epoch (epoch) values (0);

create table halts (
    scope        text        primary key,
    halted       boolean     not null,
    -- Of the last change: of a resumption the one who confirmed it.
    reason       text        not null,
    changed_by   text        not null,
    since        timestamptz not null,
    -- The earliest epoch that a grant under this scope may name.
    epoch        bigint      not null default 0 check (epoch >= 0),
    -- Who asked for the resumption; it takes a second operator.
    asked_by     text,
    asked_reason text,
    asked_at     timestamptz,

    constraint asked_is_whole check ((asked_by is null) = (asked_reason is null) and (asked_by is null) = (asked_at is null)),
    constraint resumed_by_two check (halted or (asked_by is not null and asked_by <> changed_by))
);

create index halts_halted on halts (scope) where halted;

create function epochs_only_rise() returns trigger language plpgsql as $$
begin
    if new.epoch < old.epoch then
        raise exception 'an epoch of halts does not go back';
    end if;
    return new;
end $$;

create trigger epochs_only_rise before update on halts
    for each row execute function epochs_only_rise();

create trigger epochs_only_rise before update on halt_epoch
    for each row execute function epochs_only_rise();

create function halts_keep_rows() returns trigger language plpgsql as $$
begin
    raise exception 'halts keep their rows';
end $$;

create trigger halts_keep_rows before delete on halts
    for each row execute function halts_keep_rows();

create trigger halts_keep_rows before delete on halt_epoch
    for each row execute function halts_keep_rows();
