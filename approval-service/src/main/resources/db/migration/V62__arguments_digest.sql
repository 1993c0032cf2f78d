-- Digest of the canonical arguments, by which identical calls are found; null for what was held before, which cannot be compared.
alter table approvals add column arguments_digest text;
