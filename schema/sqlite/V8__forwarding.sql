-- Forwarding: what is sent to somebody because of events. Nothing of the log or the mirror follows from it.

-- One row: up to which event all is dealt with; none before the first.
CREATE TABLE forward_mark (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    event_id INTEGER NOT NULL
) STRICT;

-- What is remembered of the groups of alerts that are open.
CREATE TABLE alert_group (
    group_key TEXT NOT NULL PRIMARY KEY,
    content   TEXT NOT NULL
) STRICT;

-- What is to be sent, and was.
CREATE TABLE delivery (
    -- Never given twice: people and programs refer to deliveries by it.
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    receiver        TEXT    NOT NULL,
    delivery_key    TEXT    NOT NULL, -- one after the other under the same
    kind            TEXT    NOT NULL,
    event_id        INTEGER, -- of kind event
    content         TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    since           INTEGER NOT NULL, -- when it was created, or last made pending again by hand
    state           TEXT    NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    attempts        INTEGER NOT NULL, -- since then
    head            INTEGER -- of a pending one: 1 if it is the first of its receiver and key, else 0
) STRICT;
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
    delivery_id INTEGER NOT NULL,
    number      INTEGER NOT NULL, -- counted from 1
    at          INTEGER NOT NULL,
    latency     INTEGER NOT NULL, -- milliseconds
    outcome     TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    PRIMARY KEY (delivery_id, number)
) STRICT, WITHOUT ROWID;

-- That nothing is to be heard of something for a while.
CREATE TABLE silence (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    rule       TEXT    NOT NULL, -- '' for all
    matchers   TEXT    NOT NULL, -- a JSON array of texts
    starts_at  INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL,
    created_by TEXT    NOT NULL,
    comment    TEXT    NOT NULL
) STRICT;
CREATE INDEX silence_end ON silence (ends_at);
