-- What a job waits for at the moment, for people to read; null where it waits for nothing.
ALTER TABLE job ADD COLUMN waits_for TEXT;
