-- What a job is to do, in the words of its kind; null where the kind says it all.
ALTER TABLE job ADD COLUMN parameters TEXT;

-- When a node of this database was there last, in its one row.
CREATE TABLE heartbeat (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    beat_at INTEGER NOT NULL
) STRICT;

-- Times in which callbacks could not be taken in.
CREATE TABLE downtime (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    began_at    INTEGER NOT NULL,
    ended_at    INTEGER NOT NULL,
    reason      TEXT    NOT NULL, -- down: no node was there; unreachable: Twilio said so
    repaired_at INTEGER           -- null while Twilio's lists were not read for it
) STRICT;
CREATE INDEX downtime_unrepaired ON downtime (id) WHERE repaired_at IS NULL;

-- Resources without a final state that Twilio was asked about.
CREATE TABLE last_answer (
    sid         TEXT    NOT NULL,
    account_sid TEXT    NOT NULL,
    answered_at INTEGER,          -- when it last answered; null where it was asked in vain
    attempts    INTEGER NOT NULL, -- in vain since
    next_at     INTEGER NOT NULL, -- when it may be asked again
    PRIMARY KEY (sid, account_sid)
) STRICT, WITHOUT ROWID;

CREATE INDEX recording_open ON recording (account_sid, date_created)
    WHERE status IN ('in-progress', 'paused', 'stopped', 'processing');
CREATE INDEX transcription_open ON transcription (account_sid, date_created) WHERE status = 'in-progress';
