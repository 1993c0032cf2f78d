-- A call may take another's place without anybody having changed it: it is only judged anew, by other policies.
alter table steps drop constraint an_edit_names_both;
alter table steps add constraint an_edit_takes_a_place check (edited_arguments is null or supersedes is not null);
