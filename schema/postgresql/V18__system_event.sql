-- What Ringback itself has to tell: that Twilio refuses credentials, that nobody knows what became of a create, what Twilio's status page says.
CREATE TABLE system_event (
    id          BIGINT           PRIMARY KEY GENERATED ALWAYS AS IDENTITY, -- grows in the order of commits
    event_key   TEXT COLLATE "C" NOT NULL UNIQUE, -- the same for a repetition
    kind        TEXT COLLATE "C" NOT NULL,
    account_sid TEXT COLLATE "C", -- null where it is about no account
    subject     TEXT COLLATE "C" NOT NULL, -- what begins, changes and ends, within its kind
    at          BIGINT           NOT NULL,
    labels      TEXT COLLATE "C" NOT NULL, -- a JSON object of texts
    text        TEXT COLLATE "C" NOT NULL, -- for people
    resolved    INTEGER          NOT NULL -- 1 where it is over
);
-- The last word on each subject, and the order in which the rows go.
CREATE INDEX system_event_of_subject ON system_event (kind, subject, id);
CREATE INDEX system_event_oldest ON system_event (at);

-- Up to which of them all is dealt with.
ALTER TABLE forward_mark ADD COLUMN system_event_id BIGINT NOT NULL DEFAULT 0;
