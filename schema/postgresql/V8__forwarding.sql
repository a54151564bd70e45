-- Forwarding: what is sent to somebody because of events. Nothing of the log or the mirror follows from it.

-- One row: up to which event all is dealt with; none before the first.
CREATE TABLE forward_mark (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    event_id BIGINT  NOT NULL
);

-- What is remembered of the groups of alerts that are open.
CREATE TABLE alert_group (
    group_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    content   TEXT COLLATE "C" NOT NULL
);

-- What is to be sent, and was.
CREATE TABLE delivery (
    -- Never given twice: people and programs refer to deliveries by it.
    id              BIGINT           PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    receiver        TEXT COLLATE "C" NOT NULL,
    delivery_key    TEXT COLLATE "C" NOT NULL, -- one after the other under the same
    kind            TEXT COLLATE "C" NOT NULL,
    event_id        BIGINT, -- of kind event
    content         TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT           NOT NULL,
    since           BIGINT           NOT NULL, -- when it was created, or last made pending again by hand
    state           TEXT COLLATE "C" NOT NULL,
    next_attempt_at BIGINT           NOT NULL,
    attempts        INTEGER          NOT NULL, -- since then
    head            INTEGER -- of a pending one: 1 if it is the first of its receiver and key, else 0
);
-- Which is the first of its key.
CREATE INDEX delivery_of_key ON delivery (delivery_key, receiver, id) WHERE head IS NOT NULL;
-- What can be sent now, in the order of ids; the time is there to pass over what waits without looking at it.
CREATE INDEX delivery_due ON delivery (receiver, id, next_attempt_at) WHERE head = 1;
CREATE INDEX delivery_next_due ON delivery (receiver, next_attempt_at) WHERE head = 1;
-- Lists, one index for each filter.
CREATE INDEX delivery_newest_of_receiver ON delivery (receiver, id);
CREATE INDEX delivery_newest_of_state ON delivery (state, id);
CREATE INDEX delivery_newest_of_receiver_and_state ON delivery (receiver, state, id);
-- The last time that something was said.
CREATE INDEX delivery_newest_of_key ON delivery (kind, delivery_key, created_at);
-- The order in which they go.
CREATE INDEX delivery_oldest ON delivery (created_at, id) WHERE state <> 'pending';

-- Every time it was tried to send one.
CREATE TABLE delivery_attempt (
    delivery_id BIGINT           NOT NULL,
    number      BIGINT           NOT NULL, -- counted from 1
    at          BIGINT           NOT NULL,
    latency     BIGINT           NOT NULL, -- milliseconds
    outcome     TEXT COLLATE "C" NOT NULL,
    reason      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (delivery_id, number)
);

-- That nothing is to be heard of something for a while.
CREATE TABLE silence (
    id         BIGINT           PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    rule       TEXT COLLATE "C" NOT NULL, -- '' for all
    matchers   TEXT COLLATE "C" NOT NULL, -- a JSON array of texts
    starts_at  BIGINT           NOT NULL,
    ends_at    BIGINT           NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL,
    comment    TEXT COLLATE "C" NOT NULL
);
CREATE INDEX silence_end ON silence (ends_at);
