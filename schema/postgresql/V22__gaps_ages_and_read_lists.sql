-- What a job waits for at the moment, for people to read; null where it waits for nothing.
ALTER TABLE job ADD COLUMN waits_for TEXT COLLATE "C";

-- From when an event ages where its arrival does not decide: of an answer of the REST API the last date that it tells; else null.
ALTER TABLE event ADD COLUMN aged_at BIGINT;

-- Which SequenceNumbers of the events were seen, a bit each; all of them where Twilio was asked for what they say.
ALTER TABLE call ADD COLUMN sequence_numbers BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conference ADD COLUMN sequence_numbers BIGINT NOT NULL DEFAULT 0;

-- Of which a number is missing. That of a call begins with 0.
CREATE INDEX call_gap ON call (account_sid, date_created) WHERE (sequence_numbers & (sequence_numbers + 1)) <> 0;
CREATE INDEX conference_gap ON conference (account_sid, date_created)
    WHERE ((sequence_numbers | (sequence_numbers - 1)) & ((sequence_numbers | (sequence_numbers - 1)) + 1)) <> 0;

-- Lists of Twilio that were read for what no callback tells.
CREATE TABLE list_sweep (
    account_sid TEXT COLLATE "C" NOT NULL,
    list        TEXT COLLATE "C" NOT NULL, -- which, and what for
    period      TEXT COLLATE "C" NOT NULL, -- a day, or '' where the list is read on and on
    swept_at    BIGINT           NOT NULL, -- when it was read, or until when
    PRIMARY KEY (account_sid, list, period)
);
