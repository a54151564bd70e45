-- What the vault has heard of, copied, verified and deleted: each object of Twilio in each format. It does not follow from the log.
CREATE TABLE vault_object (
    account_sid        TEXT COLLATE "C" NOT NULL,
    kind               TEXT COLLATE "C" NOT NULL, -- recording, media, media-list; only to be deleted at Twilio: message-body, message, call
    sid                TEXT COLLATE "C" NOT NULL,
    format             TEXT COLLATE "C" NOT NULL, -- '' where there is none
    parent_sid         TEXT COLLATE "C",
    state              TEXT COLLATE "C" NOT NULL, -- heard, failed, copied, gone, damaged, removed, done
    heard_at           BIGINT           NOT NULL,
    due_at             BIGINT,                    -- when it is worked on next
    attempts           INTEGER          NOT NULL, -- in vain since the last success
    failure            TEXT COLLATE "C",
    failed_at          BIGINT,
    object_key         TEXT COLLATE "C" NOT NULL, -- in the store; '' where there is no content
    length             BIGINT,
    sha256             TEXT COLLATE "C",
    content_type       TEXT COLLATE "C",
    encryption_details TEXT COLLATE "C",          -- without which an encrypted recording is worthless
    copied_at          BIGINT,
    verified_at        BIGINT,
    deleted_at         BIGINT,                    -- at Twilio
    deletion_rule      TEXT COLLATE "C",
    removed_at         BIGINT,                    -- in the vault
    removal_rule       TEXT COLLATE "C",
    version            BIGINT           NOT NULL,
    deleted            INTEGER          NOT NULL CHECK ((deleted = 1) = (deleted_at IS NOT NULL)), -- for the index of lists
    PRIMARY KEY (sid, account_sid, kind, format)
);

CREATE INDEX vault_object_parent ON vault_object (parent_sid, account_sid) WHERE parent_sid IS NOT NULL;

-- Holds all that a sum needs, too.
CREATE INDEX vault_object_list ON vault_object (account_sid, kind, state, deleted, heard_at, sid, format, length, attempts);

-- Each is found by the query that says the same, word by word.
CREATE INDEX vault_object_due_for_copy ON vault_object (due_at)
    WHERE kind IN ('recording', 'media', 'media-list') AND state IN ('heard', 'failed') AND due_at IS NOT NULL;
CREATE INDEX vault_object_due_for_rules ON vault_object (due_at)
    WHERE kind IN ('message-body', 'message', 'call') AND state = 'heard' AND due_at IS NOT NULL;
CREATE INDEX vault_object_copied ON vault_object (copied_at)
    WHERE kind IN ('recording', 'media') AND state = 'copied';
-- Begins with what the one before lacks, since a planner could not tell them apart.
CREATE INDEX vault_object_due_for_deletion ON vault_object (deleted, copied_at, due_at)
    WHERE kind IN ('recording', 'media') AND state = 'copied' AND deleted = 0;

-- What the vault remembers, such as the id of its store and its positions in the log.
CREATE TABLE vault_note (
    name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);
