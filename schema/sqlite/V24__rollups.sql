-- When a message was delivered, as the first event that told it has it: by Twilio's clock, or else by its arrival.
ALTER TABLE message ADD COLUMN delivered_at INTEGER;
-- The mobile network that Event Streams told, as country code and network code: '310-090'.
ALTER TABLE message ADD COLUMN carrier TEXT;

-- What became of the messages that were created in an hour or on a day. What content holds is the business of the room 'stats'.
CREATE TABLE stats_bucket (
    account_sid TEXT    NOT NULL,
    span        TEXT    NOT NULL, -- hour or day
    number      INTEGER NOT NULL, -- of hours or days since 1970-01-01, UTC
    content     BLOB    NOT NULL,
    frozen      INTEGER NOT NULL, -- 1: never made again, since some of its messages were deleted
    PRIMARY KEY (account_sid, span, number)
) STRICT;

-- Hours before this one are not made again, since some of their messages are deleted by retention. No row: all may be.
CREATE TABLE stats_frozen (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    before_hour INTEGER NOT NULL
) STRICT;

-- Which buckets have to be made again.
CREATE TABLE stats_dirty (
    account_sid TEXT    NOT NULL,
    span        TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    PRIMARY KEY (span, number, account_sid)
) STRICT, WITHOUT ROWID;

-- How far the log was read for it, and where the walk over all messages is that marks every hour.
CREATE TABLE stats_mark (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    generation    TEXT    NOT NULL, -- '' where it has not been read yet
    event_id      INTEGER NOT NULL,
    as_of         INTEGER,          -- up to when everything that came is marked
    sweep_account TEXT,             -- null where no walk is under way
    sweep_hour    INTEGER NOT NULL
) STRICT;
INSERT INTO stats_mark (id, generation, event_id, sweep_account, sweep_hour) VALUES (1, '', 0, '', -1000000000);

-- How many events of a kind came from Twilio in a minute. It goes after a day.
CREATE TABLE event_minute (
    account_sid TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    minute      INTEGER NOT NULL, -- since 1970-01-01, UTC
    counted     INTEGER NOT NULL,
    PRIMARY KEY (minute, account_sid, kind)
) STRICT, WITHOUT ROWID;

-- When the last event of a kind came from Twilio.
CREATE TABLE last_event (
    account_sid TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (account_sid, kind)
) STRICT, WITHOUT ROWID;
