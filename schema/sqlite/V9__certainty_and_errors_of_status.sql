-- An error belongs to the status it came with. Of rows that are there it is known only where the status itself is a failure; a rebuild finds
-- the others.
ALTER TABLE message ADD COLUMN error_position INTEGER NOT NULL DEFAULT -1;
ALTER TABLE message ADD COLUMN error_status TEXT NOT NULL DEFAULT '';
UPDATE message SET error_position = position, error_status = status
    WHERE error_code IS NOT NULL AND status IN ('failed', 'undelivered');
ALTER TABLE recording ADD COLUMN error_position INTEGER NOT NULL DEFAULT -1;
ALTER TABLE recording ADD COLUMN error_status TEXT NOT NULL DEFAULT '';

-- Between two statuses there is now room for one that Ringback does not know.
UPDATE recording SET position = position * 2;
UPDATE transcription SET position = position * 2;
UPDATE recording SET error_position = position, error_status = status WHERE error_code IS NOT NULL AND status = 'absent';

-- How sure the values of a row are, two bits each. What is there counts as told, as it did so far.
ALTER TABLE call ADD COLUMN certainty INTEGER NOT NULL DEFAULT 1073741823;
