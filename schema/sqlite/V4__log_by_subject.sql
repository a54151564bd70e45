-- Random SIDs in the index of the log dirtied a page for every event. Now each SID stands in one random place, written with the first
-- event about it, and the log is indexed by a number that grows with time: what is recent lies together there too.

-- What events are about: a SID of an account, '' where an event names no resource.
CREATE TABLE subject (
    id          INTEGER PRIMARY KEY,
    sid         TEXT NOT NULL,
    account_sid TEXT NOT NULL,
    UNIQUE (sid, account_sid)
) STRICT;

INSERT INTO subject (sid, account_sid)
SELECT sid, account_sid FROM (
    SELECT sid, account_sid, id AS event_id FROM event
    UNION ALL
    SELECT sid, account_sid, event_id FROM event_reference)
GROUP BY sid, account_sid
ORDER BY min(event_id);

CREATE TABLE event_by_subject (
    id                INTEGER PRIMARY KEY,
    subject_id        INTEGER NOT NULL,
    digest            BLOB    NOT NULL CHECK (length(digest) = 16),
    kind              TEXT    NOT NULL,
    source            TEXT    NOT NULL,
    received_at       INTEGER NOT NULL,
    occurred_at       INTEGER,
    method            TEXT    NOT NULL,
    target            TEXT    NOT NULL,
    format            TEXT    NOT NULL,
    payload           TEXT    NOT NULL,
    idempotency_token TEXT,
    problem           TEXT,
    arrivals          INTEGER NOT NULL,
    last_received_at  INTEGER NOT NULL,
    -- Recognises a second arrival, and finds the timeline of a resource. Every further index would cost each callback.
    UNIQUE (subject_id, digest)
) STRICT;

INSERT INTO event_by_subject
SELECT event.id, subject.id, digest, kind, source, received_at, occurred_at, method, target, format, payload, idempotency_token, problem,
       arrivals, last_received_at
FROM event CROSS JOIN subject ON subject.sid = event.sid AND subject.account_sid = event.account_sid
ORDER BY event.id;

DROP TABLE event;
ALTER TABLE event_by_subject RENAME TO event;

-- Further subjects on whose timeline an event belongs. Most events have none.
CREATE TABLE event_reference_by_subject (
    subject_id INTEGER NOT NULL,
    event_id   INTEGER NOT NULL,
    PRIMARY KEY (subject_id, event_id)
) STRICT, WITHOUT ROWID;

INSERT INTO event_reference_by_subject
SELECT subject.id, event_id
FROM event_reference CROSS JOIN subject
    ON subject.sid = event_reference.sid AND subject.account_sid = event_reference.account_sid;

DROP TABLE event_reference;
ALTER TABLE event_reference_by_subject RENAME TO event_reference;
