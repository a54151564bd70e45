-- Writes to Twilio that must not be repeated, while nobody knows what became of them, and for a while after.
CREATE TABLE upstream_write (
    id           BIGINT           PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    mark         TEXT COLLATE "C" NOT NULL UNIQUE, -- stands in the callback URL, where Ringback adds one
    account_sid  TEXT COLLATE "C" NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL,
    method       TEXT COLLATE "C" NOT NULL,
    path         TEXT COLLATE "C" NOT NULL,        -- with the query
    content_type TEXT COLLATE "C",
    body         BYTEA            NOT NULL,        -- as the caller sent it; empty once it is decided
    likeness     TEXT COLLATE "C" NOT NULL,        -- the same for writes whose children look alike
    by_account   TEXT COLLATE "C",
    credential   TEXT COLLATE "C" NOT NULL,
    role         TEXT COLLATE "C",
    requested_at BIGINT           NOT NULL,
    node         TEXT COLLATE "C" NOT NULL,
    answer_by    BIGINT           NOT NULL,        -- afterwards that node does not wait for an answer any more
    state        TEXT COLLATE "C" NOT NULL,        -- pending, unknown, created, not-seen, answered
    sid          TEXT COLLATE "C",
    decided_at   BIGINT
);
CREATE INDEX upstream_write_likeness ON upstream_write (likeness);
CREATE INDEX upstream_write_undecided ON upstream_write (id) WHERE state IN ('pending', 'unknown');
