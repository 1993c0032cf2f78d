-- How long a run may go on waiting for its model, what came of its last attempt, and where its person is.

alter table runs
    -- Since when the model could not be reached; null after any answer.
    add failing_since timestamptz,
    -- Answers to the next turn's question that could not be used.
    add bad_answers integer not null default 0 check (bad_answers >= 0),
    -- What the endpoint or the planner says of the failure, for people.
    add failure_words text check (length(failure_words) <= 1000),
    -- IANA name and BCP 47 tag; null where nobody said.
    add time_zone text check (length(time_zone) between 1 and 64),
    add locale text check (length(locale) between 1 and 35);
