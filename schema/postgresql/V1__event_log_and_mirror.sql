-- The log: what Twilio told us, one row per distinct event. The tables below it can all be rebuilt from it.
--
-- In parts by month, created as they are needed, so that a month can be dropped. An event lies in the month in which its subject was first
-- heard of, which is written in the table of subjects: so a second arrival is found however late it comes.
--
-- Texts compare by their bytes, as everywhere in Ringback. All keys begin with the account, by which the tables can be distributed.
CREATE SEQUENCE event_id;

CREATE TABLE event (
    id                BIGINT           NOT NULL,
    month             INTEGER          NOT NULL, -- such as 202601
    account_sid       TEXT COLLATE "C" NOT NULL,
    sid               TEXT COLLATE "C" NOT NULL, -- '' where the event names no resource
    digest            BYTEA            NOT NULL CHECK (octet_length(digest) = 16),
    kind              TEXT COLLATE "C" NOT NULL,
    source            TEXT COLLATE "C" NOT NULL,
    received_at       BIGINT           NOT NULL,
    occurred_at       BIGINT,
    method            TEXT COLLATE "C" NOT NULL,
    target            TEXT COLLATE "C" NOT NULL,
    format            TEXT COLLATE "C" NOT NULL,
    payload           TEXT COLLATE "C" NOT NULL,
    idempotency_token TEXT COLLATE "C",
    problem           TEXT COLLATE "C",
    arrivals          BIGINT           NOT NULL,
    last_received_at  BIGINT           NOT NULL,
    -- Recognises a second arrival, and finds the timeline of a resource.
    UNIQUE (account_sid, sid, digest, month)
) PARTITION BY RANGE (month);
-- The order of the log.
CREATE INDEX event_in_order ON event (id);

-- Further resources on whose timeline an event belongs. Most events have none.
CREATE TABLE event_reference (
    account_sid TEXT COLLATE "C" NOT NULL,
    sid         TEXT COLLATE "C" NOT NULL,
    event_id    BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, sid, event_id)
);
CREATE INDEX event_reference_of_event ON event_reference (event_id);

-- One row that only proves that a commit is possible.
CREATE TABLE write_check (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    checks BIGINT  NOT NULL
);

CREATE TABLE message (
    account_sid           TEXT COLLATE "C" NOT NULL,
    sid                   TEXT COLLATE "C" NOT NULL,
    position              BIGINT           NOT NULL,
    status                TEXT COLLATE "C" NOT NULL,
    source                TEXT COLLATE "C" NOT NULL,
    to_address            TEXT COLLATE "C",
    from_address          TEXT COLLATE "C",
    body                  TEXT COLLATE "C",
    messaging_service_sid TEXT COLLATE "C",
    direction             TEXT COLLATE "C",
    api_version           TEXT COLLATE "C",
    num_segments          INTEGER,
    num_media             INTEGER,
    error_code            INTEGER,
    error_message         TEXT COLLATE "C",
    date_created          BIGINT           NOT NULL,
    date_updated          BIGINT           NOT NULL,
    date_sent             BIGINT,
    last_received_at      BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, sid)
);
CREATE INDEX message_newest ON message (account_sid, date_created, sid);

CREATE TABLE media (
    account_sid      TEXT COLLATE "C" NOT NULL,
    message_sid      TEXT COLLATE "C" NOT NULL,
    sid              TEXT COLLATE "C" NOT NULL,
    position         BIGINT           NOT NULL,
    status           TEXT COLLATE "C" NOT NULL,
    source           TEXT COLLATE "C" NOT NULL,
    content_type     TEXT COLLATE "C",
    date_created     BIGINT           NOT NULL,
    date_updated     BIGINT           NOT NULL,
    last_received_at BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, message_sid, sid)
);

CREATE TABLE call (
    account_sid      TEXT COLLATE "C" NOT NULL,
    sid              TEXT COLLATE "C" NOT NULL,
    position         BIGINT           NOT NULL,
    status           TEXT COLLATE "C" NOT NULL,
    source           TEXT COLLATE "C" NOT NULL,
    parent_call_sid  TEXT COLLATE "C",
    to_address       TEXT COLLATE "C",
    from_address     TEXT COLLATE "C",
    direction        TEXT COLLATE "C",
    api_version      TEXT COLLATE "C",
    answered_by      TEXT COLLATE "C",
    forwarded_from   TEXT COLLATE "C",
    caller_name      TEXT COLLATE "C",
    answered_at      BIGINT,
    ended_at         BIGINT,
    duration         BIGINT,
    date_created     BIGINT           NOT NULL,
    date_updated     BIGINT           NOT NULL,
    last_received_at BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, sid)
);
CREATE INDEX call_newest ON call (account_sid, date_created, sid);

CREATE TABLE recording (
    account_sid      TEXT COLLATE "C" NOT NULL,
    sid              TEXT COLLATE "C" NOT NULL,
    position         BIGINT           NOT NULL,
    status           TEXT COLLATE "C" NOT NULL,
    source           TEXT COLLATE "C" NOT NULL,
    call_sid         TEXT COLLATE "C",
    conference_sid   TEXT COLLATE "C",
    start_time       BIGINT,
    duration         BIGINT,
    channels         INTEGER,
    recording_source TEXT COLLATE "C",
    track            TEXT COLLATE "C",
    media_url        TEXT COLLATE "C",
    error_code       INTEGER,
    date_created     BIGINT           NOT NULL,
    date_updated     BIGINT           NOT NULL,
    last_received_at BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, sid)
);
CREATE INDEX recording_newest ON recording (account_sid, date_created, sid);
CREATE INDEX recording_newest_of_call ON recording (account_sid, call_sid, date_created, sid)
    WHERE call_sid IS NOT NULL;
CREATE INDEX recording_newest_of_conference ON recording (account_sid, conference_sid, date_created, sid)
    WHERE conference_sid IS NOT NULL;

CREATE TABLE transcription (
    account_sid        TEXT COLLATE "C" NOT NULL,
    sid                TEXT COLLATE "C" NOT NULL,
    position           BIGINT           NOT NULL,
    status             TEXT COLLATE "C" NOT NULL,
    source             TEXT COLLATE "C" NOT NULL,
    recording_sid      TEXT COLLATE "C",
    transcription_text TEXT COLLATE "C",
    date_created       BIGINT           NOT NULL,
    date_updated       BIGINT           NOT NULL,
    last_received_at   BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, sid)
);
CREATE INDEX transcription_newest ON transcription (account_sid, date_created, sid);
CREATE INDEX transcription_newest_of_recording ON transcription (account_sid, recording_sid, date_created, sid)
    WHERE recording_sid IS NOT NULL;

CREATE TABLE conference (
    account_sid                TEXT COLLATE "C" NOT NULL,
    sid                        TEXT COLLATE "C" NOT NULL,
    position                   BIGINT           NOT NULL,
    status                     TEXT COLLATE "C" NOT NULL,
    source                     TEXT COLLATE "C" NOT NULL,
    friendly_name              TEXT COLLATE "C",
    reason_conference_ended    TEXT COLLATE "C",
    call_sid_ending_conference TEXT COLLATE "C",
    date_created               BIGINT           NOT NULL,
    date_updated               BIGINT           NOT NULL,
    last_received_at           BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, sid)
);
CREATE INDEX conference_newest ON conference (account_sid, date_created, sid);

CREATE TABLE participant (
    account_sid               TEXT COLLATE "C" NOT NULL,
    conference_sid            TEXT COLLATE "C" NOT NULL,
    call_sid                  TEXT COLLATE "C" NOT NULL,
    position                  BIGINT           NOT NULL,
    status                    TEXT COLLATE "C" NOT NULL,
    source                    TEXT COLLATE "C" NOT NULL,
    flags_position            BIGINT           NOT NULL,
    label                     TEXT COLLATE "C" NOT NULL, -- '' for none, so that the flags can be compared as a whole
    call_sid_to_coach         TEXT COLLATE "C" NOT NULL, -- '' for none
    muted                     INTEGER          NOT NULL,
    hold                      INTEGER          NOT NULL,
    coaching                  INTEGER          NOT NULL,
    end_conference_on_exit    INTEGER          NOT NULL,
    start_conference_on_enter INTEGER          NOT NULL,
    date_created              BIGINT           NOT NULL,
    date_updated              BIGINT           NOT NULL,
    last_received_at          BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, conference_sid, call_sid)
);

CREATE TABLE alert (
    account_sid       TEXT COLLATE "C" NOT NULL,
    sid               TEXT COLLATE "C" NOT NULL,
    position          BIGINT           NOT NULL,
    status            TEXT COLLATE "C" NOT NULL,
    source            TEXT COLLATE "C" NOT NULL,
    resource_sid      TEXT COLLATE "C",
    service_sid       TEXT COLLATE "C",
    error_code        TEXT COLLATE "C",
    log_level         TEXT COLLATE "C",
    alert_text        TEXT COLLATE "C",
    api_version       TEXT COLLATE "C",
    request_method    TEXT COLLATE "C",
    request_url       TEXT COLLATE "C",
    request_variables TEXT COLLATE "C",
    request_headers   TEXT COLLATE "C",
    response_headers  TEXT COLLATE "C",
    response_body     TEXT COLLATE "C",
    date_created      BIGINT           NOT NULL,
    date_updated      BIGINT           NOT NULL,
    last_received_at  BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, sid)
);
CREATE INDEX alert_newest ON alert (account_sid, date_created, sid);
