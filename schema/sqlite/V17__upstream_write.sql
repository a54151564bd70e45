-- Writes to Twilio that must not be repeated, while nobody knows what became of them, and for a while after.
CREATE TABLE upstream_write (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    mark         TEXT    NOT NULL UNIQUE, -- stands in the callback URL, where Ringback adds one
    account_sid  TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    method       TEXT    NOT NULL,
    path         TEXT    NOT NULL,        -- with the query
    content_type TEXT,
    body         BLOB    NOT NULL,        -- as the caller sent it; empty once it is decided
    likeness     TEXT    NOT NULL,        -- the same for writes whose children look alike
    by_account   TEXT,
    credential   TEXT    NOT NULL,
    role         TEXT,
    requested_at INTEGER NOT NULL,
    node         TEXT    NOT NULL,
    answer_by    INTEGER NOT NULL,        -- afterwards that node does not wait for an answer any more
    state        TEXT    NOT NULL,        -- pending, unknown, created, not-seen, answered
    sid          TEXT,
    decided_at   INTEGER
) STRICT;
CREATE INDEX upstream_write_likeness ON upstream_write (likeness);
CREATE INDEX upstream_write_undecided ON upstream_write (id) WHERE state IN ('pending', 'unknown');
