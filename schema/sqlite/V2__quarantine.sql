-- Requests that could not be proved but may be when the settings are mended. Nothing follows from them.
CREATE TABLE quarantine (
    -- Never given twice: a request is removed by it some time after it was read.
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    digest      BLOB    NOT NULL UNIQUE CHECK (length(digest) = 16),
    account_sid TEXT    NOT NULL,
    known       INTEGER NOT NULL, -- 1 if the account is one of the settings
    reason      TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    remote      TEXT    NOT NULL,
    method      TEXT    NOT NULL,
    scheme      TEXT    NOT NULL,
    target      TEXT    NOT NULL,
    headers     TEXT    NOT NULL, -- one to a line, as HTTP writes them
    format      TEXT    NOT NULL,
    body        BLOB    NOT NULL,
    bytes       INTEGER NOT NULL  -- what counts towards the limit
) STRICT;
-- The order in which requests go when there are too many.
CREATE INDEX quarantine_first_out ON quarantine (known, received_at, id);

-- One row that says how much is in the quarantine, so that nobody has to count.
CREATE TABLE quarantine_size (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    requests INTEGER NOT NULL,
    bytes    INTEGER NOT NULL
) STRICT;
INSERT INTO quarantine_size (id, requests, bytes) VALUES (1, 0, 0);
