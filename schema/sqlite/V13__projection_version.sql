-- By the rules of which version all that follows from the log was made, and how far it has been made anew by newer ones.
CREATE TABLE projection (
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    version           INTEGER NOT NULL, -- 0 for all versions that did not count them
    target            INTEGER NOT NULL, -- the newest version that has served this database
    -- 'none', or which pass over the database is under way, and where: it goes on behind these, up to the last event.
    phase             TEXT    NOT NULL,
    first_event_id    INTEGER NOT NULL,
    last_event_id     INTEGER NOT NULL,
    after_id          INTEGER NOT NULL,
    after_account_sid TEXT    NOT NULL,
    after_sid         TEXT    NOT NULL
) STRICT;

-- A database without events gets its row from the version that serves it first.
INSERT INTO projection SELECT 1, 0, 0, 'none', 0, 0, 0, '', '' WHERE EXISTS (SELECT 1 FROM event);
