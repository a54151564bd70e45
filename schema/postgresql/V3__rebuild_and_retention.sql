-- One row from the moment the projections are dropped until all of the log has been replayed; none otherwise.
CREATE TABLE rebuild (
    id INTEGER PRIMARY KEY CHECK (id = 1)
);

-- Retention drops whole months, and needs no note of what it has begun.
