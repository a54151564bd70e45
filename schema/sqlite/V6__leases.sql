-- Who does what only one may do at a time, such as retention.
CREATE TABLE lease (
    name       TEXT    NOT NULL PRIMARY KEY,
    holder     TEXT    NOT NULL,
    expires_at INTEGER NOT NULL -- by the clock of the database
) STRICT;
