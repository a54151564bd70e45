-- What events are about, and the month of the log in which all of its events lie.
CREATE TABLE subject (
    account_sid TEXT COLLATE "C" NOT NULL,
    sid         TEXT COLLATE "C" NOT NULL,
    month       INTEGER          NOT NULL,
    PRIMARY KEY (account_sid, sid)
);
-- What goes when a month is dropped.
CREATE INDEX subject_of_month ON subject (month, account_sid, sid);
