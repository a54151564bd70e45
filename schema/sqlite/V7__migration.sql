-- One row while the log of another database is taken over: which, and up to which of its events; none otherwise.
CREATE TABLE migration (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    source        TEXT    NOT NULL,
    last_event_id INTEGER NOT NULL
) STRICT;
