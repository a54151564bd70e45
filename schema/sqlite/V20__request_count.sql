-- How many reads the mirror answered and how many requests went to Twilio, by hour.
CREATE TABLE request_count (
    account_sid TEXT    NOT NULL, -- the account that was read or asked for
    hour        INTEGER NOT NULL, -- since 1970-01-01, UTC
    caller      TEXT    NOT NULL, -- the SID of an API key or 'auth token'; '' where nobody is known
    what        TEXT    NOT NULL, -- 'mirror', '429' or what a request to Twilio was for
    counted     INTEGER NOT NULL,
    PRIMARY KEY (account_sid, hour, caller, what)
) STRICT, WITHOUT ROWID;
-- What is too old.
CREATE INDEX request_count_oldest ON request_count (hour);
