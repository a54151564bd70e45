-- When a message was delivered, as the first event that told it has it: by Twilio's clock, or else by its arrival.
ALTER TABLE message ADD COLUMN delivered_at BIGINT;
-- The mobile network that Event Streams told, as country code and network code: '310-090'.
ALTER TABLE message ADD COLUMN carrier TEXT COLLATE "C";

-- What became of the messages that were created in an hour or on a day. What content holds is the business of the room 'stats'.
CREATE TABLE stats_bucket (
    account_sid TEXT COLLATE "C" NOT NULL,
    span        TEXT COLLATE "C" NOT NULL, -- hour or day
    number      BIGINT           NOT NULL, -- of hours or days since 1970-01-01, UTC
    content     BYTEA            NOT NULL,
    frozen      INTEGER          NOT NULL, -- 1: never made again, since some of its messages were deleted
    PRIMARY KEY (account_sid, span, number)
);

-- Hours before this one are not made again, since some of their messages are deleted by retention. No row: all may be.
CREATE TABLE stats_frozen (
    id          INTEGER          PRIMARY KEY CHECK (id = 1),
    before_hour BIGINT           NOT NULL
);

-- Which buckets have to be made again.
CREATE TABLE stats_dirty (
    account_sid TEXT COLLATE "C" NOT NULL,
    span        TEXT COLLATE "C" NOT NULL,
    number      BIGINT           NOT NULL,
    PRIMARY KEY (span, number, account_sid)
);

-- How far the log was read for it, and where the walk over all messages is that marks every hour.
CREATE TABLE stats_mark (
    id            INTEGER          PRIMARY KEY CHECK (id = 1),
    generation    TEXT COLLATE "C" NOT NULL, -- '' where it has not been read yet
    event_id      BIGINT           NOT NULL,
    as_of         BIGINT,          -- up to when everything that came is marked
    sweep_account TEXT COLLATE "C",             -- null where no walk is under way
    sweep_hour    BIGINT           NOT NULL
);
INSERT INTO stats_mark (id, generation, event_id, sweep_account, sweep_hour) VALUES (1, '', 0, '', -1000000000);

-- How many events of a kind came from Twilio in a minute. It goes after a day.
CREATE TABLE event_minute (
    account_sid TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL,
    minute      BIGINT           NOT NULL, -- since 1970-01-01, UTC
    counted     BIGINT           NOT NULL,
    PRIMARY KEY (minute, account_sid, kind)
);

-- When the last event of a kind came from Twilio.
CREATE TABLE last_event (
    account_sid TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL,
    received_at BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, kind)
);
