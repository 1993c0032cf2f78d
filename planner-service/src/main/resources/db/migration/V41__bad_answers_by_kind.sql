-- How many answers to the next turn's question could not be used, by the code of the failure they lead to: an empty answer says
-- nothing of how often one was cut short.
alter table runs drop column bad_answers;
alter table runs add column bad_answers jsonb not null default '{}';
