-- Long work, with how far it has come: it goes on after a kill, on whichever node.
CREATE TABLE job (
    id               BIGINT           PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    kind             TEXT COLLATE "C" NOT NULL,
    state            TEXT COLLATE "C" NOT NULL, -- queued, running, done, failed, canceled
    checkpoint       TEXT COLLATE "C",          -- from where it goes on, in the words of its kind
    done             BIGINT           NOT NULL,
    total            BIGINT,                    -- null while it is not known
    requested_by     TEXT COLLATE "C" NOT NULL,
    created_at       BIGINT           NOT NULL,
    started_at       BIGINT,
    updated_at       BIGINT           NOT NULL,
    finished_at      BIGINT,
    cancel_requested INTEGER          NOT NULL,
    result           TEXT COLLATE "C"
);
CREATE INDEX job_unfinished ON job (kind, id) WHERE finished_at IS NULL;
