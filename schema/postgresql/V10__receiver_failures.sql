-- What is known of receivers, and of targets of events, that have failed: whoever goes on with forwarding says nothing twice.
CREATE TABLE receiver_failure (
    receiver TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    since    BIGINT, -- the first failure after which nothing has arrived; null when it works again
    reason   TEXT COLLATE "C" NOT NULL, -- of the last failure that was noted
    told_to  TEXT COLLATE "C" NOT NULL, -- a JSON array of the receivers that heard of it since then
    told_at  BIGINT -- when somebody was told last, of this failure or an earlier one
);
