-- Long work, with how far it has come: it goes on after a kill, on whichever node.
CREATE TABLE job (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    kind             TEXT    NOT NULL,
    state            TEXT    NOT NULL, -- queued, running, done, failed, canceled
    checkpoint       TEXT,             -- from where it goes on, in the words of its kind
    done             INTEGER NOT NULL,
    total            INTEGER,          -- null while it is not known
    requested_by     TEXT    NOT NULL,
    created_at       INTEGER NOT NULL,
    started_at       INTEGER,
    updated_at       INTEGER NOT NULL,
    finished_at      INTEGER,
    cancel_requested INTEGER NOT NULL,
    result           TEXT
) STRICT;
CREATE INDEX job_unfinished ON job (kind, id) WHERE finished_at IS NULL;
