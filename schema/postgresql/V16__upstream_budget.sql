-- What all nodes together may ask of Twilio for an account, and what they have learned about it.
CREATE TABLE upstream_budget (
    account_sid      TEXT COLLATE "C" PRIMARY KEY,
    concurrency      INTEGER          NOT NULL, -- requests at once
    refused_at       INTEGER          NOT NULL, -- how many were under way when one was refused; 0 for never
    hold_until       BIGINT           NOT NULL,
    hold             BIGINT           NOT NULL,
    version          BIGINT           NOT NULL,
    day              BIGINT           NOT NULL, -- since 1970-01-01, UTC
    used             BIGINT           NOT NULL,
    stop_status      INTEGER,                   -- 401 or 403 while the credentials are refused
    stop_credentials TEXT COLLATE "C",          -- a fingerprint of them
    stop_until       BIGINT
);
-- The nodes that have a share of it.
CREATE TABLE upstream_share (
    account_sid TEXT COLLATE "C" NOT NULL,
    node        TEXT COLLATE "C" NOT NULL,
    expires_at  BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, node)
);
