-- What a job waits for at the moment, for people to read; null where it waits for nothing.
ALTER TABLE job ADD COLUMN waits_for TEXT COLLATE "C";

-- From when an event ages where its arrival does not decide: of an answer of the REST API the last date that it tells; else null.
ALTER TABLE event ADD COLUMN aged_at BIGINT;
