-- The compact JWS over the answer, as it was published. Null: answered before classifications were signed.
alter table classification add column jws text check (length(jws) <= 16384);
