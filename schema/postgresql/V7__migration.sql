-- One row while the log of another database is taken over: which, and up to which of its events; none otherwise.
CREATE TABLE migration (
    id            INTEGER          PRIMARY KEY CHECK (id = 1),
    source        TEXT COLLATE "C" NOT NULL,
    last_event_id BIGINT           NOT NULL
);
