-- Who does what only one may do at a time, such as retention.
CREATE TABLE lease (
    name       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    holder     TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT           NOT NULL -- by the clock of the database
);
