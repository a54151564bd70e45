-- What only answers of Twilio's REST API tell. The defaults are what callbacks make, so that what is there needs not be made anew.

-- How sure the values of a row are, two bits each: 0 for all that callbacks tell.
ALTER TABLE message ADD COLUMN certainty INTEGER NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN certainty INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recording ADD COLUMN certainty INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transcription ADD COLUMN certainty INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conference ADD COLUMN certainty INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN certainty INTEGER NOT NULL DEFAULT 0;

-- As of when date_updated is told, where that is not date_updated itself.
ALTER TABLE message ADD COLUMN updated_as_of INTEGER;
ALTER TABLE recording ADD COLUMN updated_as_of INTEGER;
ALTER TABLE transcription ADD COLUMN updated_as_of INTEGER;

ALTER TABLE message ADD COLUMN price TEXT;
ALTER TABLE message ADD COLUMN price_unit TEXT;
ALTER TABLE call ADD COLUMN phone_number_sid TEXT;
ALTER TABLE call ADD COLUMN group_sid TEXT;
ALTER TABLE call ADD COLUMN trunk_sid TEXT;
ALTER TABLE call ADD COLUMN queue_time TEXT;
ALTER TABLE call ADD COLUMN price TEXT;
ALTER TABLE call ADD COLUMN price_unit TEXT;
ALTER TABLE recording ADD COLUMN price TEXT;
ALTER TABLE recording ADD COLUMN price_unit TEXT;
ALTER TABLE recording ADD COLUMN encryption_details TEXT;
ALTER TABLE transcription ADD COLUMN duration INTEGER;
ALTER TABLE transcription ADD COLUMN price TEXT;
ALTER TABLE transcription ADD COLUMN price_unit TEXT;
ALTER TABLE conference ADD COLUMN region TEXT;
ALTER TABLE participant ADD COLUMN queue_time TEXT;

-- Which fields Twilio has said to be null, a bit each.
ALTER TABLE message ADD COLUMN known_null INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN known_null INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recording ADD COLUMN known_null INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transcription ADD COLUMN known_null INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conference ADD COLUMN known_null INTEGER NOT NULL DEFAULT 0;

-- Whether Twilio has deleted it: then the row stays, empty, to keep whatever comes later from bringing it back. And whether its body was.
ALTER TABLE message ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recording ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transcription ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN redacted INTEGER NOT NULL DEFAULT 0;
