-- One row: the random name of this log. A new database gets it here, as an older one does; 'restore' and 'migrate' write another. An id of an
-- event or a delivery names one thing only together with it.
CREATE TABLE generation (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    value TEXT NOT NULL -- 16 hexadecimal digits
) STRICT;
INSERT INTO generation (id, value) VALUES (1, lower(hex(randomblob(8))));
