-- How many reads the mirror answered and how many requests went to Twilio, by hour.
CREATE TABLE request_count (
    account_sid TEXT COLLATE "C" NOT NULL, -- the account that was read or asked for
    hour        BIGINT           NOT NULL, -- since 1970-01-01, UTC
    caller      TEXT COLLATE "C" NOT NULL, -- the SID of an API key or 'auth token'; '' where nobody is known
    what        TEXT COLLATE "C" NOT NULL, -- 'mirror', '429' or what a request to Twilio was for
    counted     BIGINT           NOT NULL,
    PRIMARY KEY (account_sid, hour, caller, what)
);
-- What is too old.
CREATE INDEX request_count_oldest ON request_count (hour);
