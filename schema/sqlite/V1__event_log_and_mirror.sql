-- The log: what Twilio told us, one row per distinct event. The tables below it can all be rebuilt from it.
CREATE TABLE event (
    id                INTEGER PRIMARY KEY,
    account_sid       TEXT    NOT NULL,
    sid               TEXT    NOT NULL, -- '' where the event names no resource
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
    UNIQUE (account_sid, sid, digest)
) STRICT;

-- Further resources on whose timeline an event belongs. Most events have none.
CREATE TABLE event_reference (
    account_sid TEXT    NOT NULL,
    sid         TEXT    NOT NULL,
    event_id    INTEGER NOT NULL,
    PRIMARY KEY (account_sid, sid, event_id)
) STRICT, WITHOUT ROWID;

-- One row that only proves that a commit is possible.
CREATE TABLE write_check (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    checks INTEGER NOT NULL
) STRICT;

CREATE TABLE message (
    account_sid           TEXT    NOT NULL,
    sid                   TEXT    NOT NULL,
    position              INTEGER NOT NULL,
    status                TEXT    NOT NULL,
    source                TEXT    NOT NULL,
    to_address            TEXT,
    from_address          TEXT,
    body                  TEXT,
    messaging_service_sid TEXT,
    direction             TEXT,
    api_version           TEXT,
    num_segments          INTEGER,
    num_media             INTEGER,
    error_code            INTEGER,
    error_message         TEXT,
    date_created          INTEGER NOT NULL,
    date_updated          INTEGER NOT NULL,
    date_sent             INTEGER,
    last_received_at      INTEGER NOT NULL,
    PRIMARY KEY (account_sid, sid)
) STRICT;
CREATE INDEX message_newest ON message (account_sid, date_created, sid);

CREATE TABLE media (
    account_sid      TEXT    NOT NULL,
    message_sid      TEXT    NOT NULL,
    sid              TEXT    NOT NULL,
    position         INTEGER NOT NULL,
    status           TEXT    NOT NULL,
    source           TEXT    NOT NULL,
    content_type     TEXT,
    date_created     INTEGER NOT NULL,
    date_updated     INTEGER NOT NULL,
    last_received_at INTEGER NOT NULL,
    PRIMARY KEY (account_sid, message_sid, sid)
) STRICT;

CREATE TABLE call (
    account_sid      TEXT    NOT NULL,
    sid              TEXT    NOT NULL,
    position         INTEGER NOT NULL,
    status           TEXT    NOT NULL,
    source           TEXT    NOT NULL,
    parent_call_sid  TEXT,
    to_address       TEXT,
    from_address     TEXT,
    direction        TEXT,
    api_version      TEXT,
    answered_by      TEXT,
    forwarded_from   TEXT,
    caller_name      TEXT,
    answered_at      INTEGER,
    ended_at         INTEGER,
    duration         INTEGER,
    date_created     INTEGER NOT NULL,
    date_updated     INTEGER NOT NULL,
    last_received_at INTEGER NOT NULL,
    PRIMARY KEY (account_sid, sid)
) STRICT;
CREATE INDEX call_newest ON call (account_sid, date_created, sid);

CREATE TABLE recording (
    account_sid      TEXT    NOT NULL,
    sid              TEXT    NOT NULL,
    position         INTEGER NOT NULL,
    status           TEXT    NOT NULL,
    source           TEXT    NOT NULL,
    call_sid         TEXT,
    conference_sid   TEXT,
    start_time       INTEGER,
    duration         INTEGER,
    channels         INTEGER,
    recording_source TEXT,
    track            TEXT,
    media_url        TEXT,
    error_code       INTEGER,
    date_created     INTEGER NOT NULL,
    date_updated     INTEGER NOT NULL,
    last_received_at INTEGER NOT NULL,
    PRIMARY KEY (account_sid, sid)
) STRICT;
CREATE INDEX recording_newest ON recording (account_sid, date_created, sid);
CREATE INDEX recording_newest_of_call ON recording (account_sid, call_sid, date_created, sid)
    WHERE call_sid IS NOT NULL;
CREATE INDEX recording_newest_of_conference ON recording (account_sid, conference_sid, date_created, sid)
    WHERE conference_sid IS NOT NULL;

CREATE TABLE transcription (
    account_sid        TEXT    NOT NULL,
    sid                TEXT    NOT NULL,
    position           INTEGER NOT NULL,
    status             TEXT    NOT NULL,
    source             TEXT    NOT NULL,
    recording_sid      TEXT,
    transcription_text TEXT,
    date_created       INTEGER NOT NULL,
    date_updated       INTEGER NOT NULL,
    last_received_at   INTEGER NOT NULL,
    PRIMARY KEY (account_sid, sid)
) STRICT;
CREATE INDEX transcription_newest ON transcription (account_sid, date_created, sid);
CREATE INDEX transcription_newest_of_recording ON transcription (account_sid, recording_sid, date_created, sid)
    WHERE recording_sid IS NOT NULL;

CREATE TABLE conference (
    account_sid                TEXT    NOT NULL,
    sid                        TEXT    NOT NULL,
    position                   INTEGER NOT NULL,
    status                     TEXT    NOT NULL,
    source                     TEXT    NOT NULL,
    friendly_name              TEXT,
    reason_conference_ended    TEXT,
    call_sid_ending_conference TEXT,
    date_created               INTEGER NOT NULL,
    date_updated               INTEGER NOT NULL,
    last_received_at           INTEGER NOT NULL,
    PRIMARY KEY (account_sid, sid)
) STRICT;
CREATE INDEX conference_newest ON conference (account_sid, date_created, sid);

CREATE TABLE participant (
    account_sid              TEXT    NOT NULL,
    conference_sid           TEXT    NOT NULL,
    call_sid                 TEXT    NOT NULL,
    position                 INTEGER NOT NULL,
    status                   TEXT    NOT NULL,
    source                   TEXT    NOT NULL,
    flags_position           INTEGER NOT NULL,
    label                    TEXT    NOT NULL, -- '' for none, so that the flags can be compared as a whole
    call_sid_to_coach        TEXT    NOT NULL, -- '' for none
    muted                    INTEGER NOT NULL,
    hold                     INTEGER NOT NULL,
    coaching                 INTEGER NOT NULL,
    end_conference_on_exit    INTEGER NOT NULL,
    start_conference_on_enter INTEGER NOT NULL,
    date_created             INTEGER NOT NULL,
    date_updated             INTEGER NOT NULL,
    last_received_at         INTEGER NOT NULL,
    PRIMARY KEY (account_sid, conference_sid, call_sid)
) STRICT;

CREATE TABLE alert (
    account_sid       TEXT    NOT NULL,
    sid               TEXT    NOT NULL,
    position          INTEGER NOT NULL,
    status            TEXT    NOT NULL,
    source            TEXT    NOT NULL,
    resource_sid      TEXT,
    service_sid       TEXT,
    error_code        TEXT,
    log_level         TEXT,
    alert_text        TEXT,
    api_version       TEXT,
    request_method    TEXT,
    request_url       TEXT,
    request_variables TEXT,
    request_headers   TEXT,
    response_headers  TEXT,
    response_body     TEXT,
    date_created      INTEGER NOT NULL,
    date_updated      INTEGER NOT NULL,
    last_received_at  INTEGER NOT NULL,
    PRIMARY KEY (account_sid, sid)
) STRICT;
CREATE INDEX alert_newest ON alert (account_sid, date_created, sid);
