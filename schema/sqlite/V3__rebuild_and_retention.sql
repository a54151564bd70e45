-- One row from the moment the projections are dropped until all of the log has been replayed; none otherwise.
CREATE TABLE rebuild (
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;

-- What retention could not delete in one step: the rows of the resource are gone, and its events up to this one no longer count.
CREATE TABLE expired_history (
    account_sid   TEXT    NOT NULL,
    sid           TEXT    NOT NULL,
    last_event_id INTEGER NOT NULL,
    PRIMARY KEY (account_sid, sid)
) STRICT, WITHOUT ROWID;
