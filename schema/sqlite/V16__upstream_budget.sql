-- What all nodes together may ask of Twilio for an account, and what they have learned about it.
CREATE TABLE upstream_budget (
    account_sid      TEXT    PRIMARY KEY,
    concurrency      INTEGER NOT NULL, -- requests at once
    refused_at       INTEGER NOT NULL, -- how many were under way when one was refused; 0 for never
    hold_until       INTEGER NOT NULL,
    hold             INTEGER NOT NULL,
    version          INTEGER NOT NULL,
    day              INTEGER NOT NULL, -- since 1970-01-01, UTC
    used             INTEGER NOT NULL,
    stop_status      INTEGER,          -- 401 or 403 while the credentials are refused
    stop_credentials TEXT,             -- a fingerprint of them
    stop_until       INTEGER
) STRICT, WITHOUT ROWID;
-- The nodes that have a share of it.
CREATE TABLE upstream_share (
    account_sid TEXT    NOT NULL,
    node        TEXT    NOT NULL,
    expires_at  INTEGER NOT NULL,
    PRIMARY KEY (account_sid, node)
) STRICT, WITHOUT ROWID;
