-- What only answers of Twilio's REST API tell. The defaults are what callbacks make, so that what is there needs not be made anew.

-- How sure the values of a row are, two bits each: 0 for all that callbacks tell.
ALTER TABLE message ADD COLUMN certainty BIGINT NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN certainty BIGINT NOT NULL DEFAULT 0;
ALTER TABLE recording ADD COLUMN certainty BIGINT NOT NULL DEFAULT 0;
ALTER TABLE transcription ADD COLUMN certainty BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conference ADD COLUMN certainty BIGINT NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN certainty BIGINT NOT NULL DEFAULT 0;

-- As of when date_updated is told, where that is not date_updated itself.
ALTER TABLE message ADD COLUMN updated_as_of BIGINT;
ALTER TABLE recording ADD COLUMN updated_as_of BIGINT;
ALTER TABLE transcription ADD COLUMN updated_as_of BIGINT;

ALTER TABLE message ADD COLUMN price TEXT COLLATE "C";
ALTER TABLE message ADD COLUMN price_unit TEXT COLLATE "C";
ALTER TABLE call ADD COLUMN phone_number_sid TEXT COLLATE "C";
ALTER TABLE call ADD COLUMN group_sid TEXT COLLATE "C";
ALTER TABLE call ADD COLUMN trunk_sid TEXT COLLATE "C";
ALTER TABLE call ADD COLUMN queue_time TEXT COLLATE "C";
ALTER TABLE call ADD COLUMN price TEXT COLLATE "C";
ALTER TABLE call ADD COLUMN price_unit TEXT COLLATE "C";
ALTER TABLE recording ADD COLUMN price TEXT COLLATE "C";
ALTER TABLE recording ADD COLUMN price_unit TEXT COLLATE "C";
ALTER TABLE recording ADD COLUMN encryption_details TEXT COLLATE "C";
ALTER TABLE transcription ADD COLUMN duration BIGINT;
ALTER TABLE transcription ADD COLUMN price TEXT COLLATE "C";
ALTER TABLE transcription ADD COLUMN price_unit TEXT COLLATE "C";
ALTER TABLE conference ADD COLUMN region TEXT COLLATE "C";
ALTER TABLE participant ADD COLUMN queue_time TEXT COLLATE "C";

-- Which fields Twilio has said to be null, a bit each.
ALTER TABLE message ADD COLUMN known_null BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN known_null BIGINT NOT NULL DEFAULT 0;
ALTER TABLE recording ADD COLUMN known_null BIGINT NOT NULL DEFAULT 0;
ALTER TABLE transcription ADD COLUMN known_null BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conference ADD COLUMN known_null BIGINT NOT NULL DEFAULT 0;

-- Whether Twilio has deleted it: then the row stays, empty, to keep whatever comes later from bringing it back. And whether its body was.
ALTER TABLE message ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;
ALTER TABLE recording ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;
ALTER TABLE transcription ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN redacted BIGINT NOT NULL DEFAULT 0;
