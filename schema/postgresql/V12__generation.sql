-- One row: the random name of this log. A new database gets it here, as an older one does; 'migrate' and 'generation --new' write another. An
-- id of an event or a delivery names one thing only together with it.
CREATE TABLE generation (
    id    INTEGER          PRIMARY KEY CHECK (id = 1),
    value TEXT COLLATE "C" NOT NULL -- 16 hexadecimal digits
);
-- The last 16 digits of a random UUID have no more than 2 bits that are fixed.
INSERT INTO generation (id, value) VALUES (1, right(replace(CAST(gen_random_uuid() AS TEXT), '-', ''), 16));
