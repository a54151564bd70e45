-- Requests that could not be proved but may be when the settings are mended. Nothing follows from them.
CREATE TABLE quarantine (
    -- Never given twice: a request is removed by it some time after it was read.
    id          BIGINT           PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    digest      BYTEA            NOT NULL UNIQUE CHECK (octet_length(digest) = 16),
    account_sid TEXT COLLATE "C" NOT NULL,
    known       INTEGER          NOT NULL, -- 1 if the account is one of the settings
    reason      TEXT COLLATE "C" NOT NULL,
    received_at BIGINT           NOT NULL,
    remote      TEXT COLLATE "C" NOT NULL,
    method      TEXT COLLATE "C" NOT NULL,
    scheme      TEXT COLLATE "C" NOT NULL,
    target      TEXT COLLATE "C" NOT NULL,
    headers     TEXT COLLATE "C" NOT NULL, -- one to a line, as HTTP writes them
    format      TEXT COLLATE "C" NOT NULL,
    body        BYTEA            NOT NULL,
    bytes       BIGINT           NOT NULL  -- what counts towards the limit
);
-- The order in which requests go when there are too many.
CREATE INDEX quarantine_first_out ON quarantine (known, received_at, id);

-- One row that says how much is in the quarantine, so that nobody has to count.
CREATE TABLE quarantine_size (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    requests BIGINT  NOT NULL,
    bytes    BIGINT  NOT NULL
);
INSERT INTO quarantine_size (id, requests, bytes) VALUES (1, 0, 0);
