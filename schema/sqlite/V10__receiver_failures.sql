-- What is known of receivers, and of targets of events, that have failed: whoever goes on with forwarding says nothing twice.
CREATE TABLE receiver_failure (
    receiver TEXT NOT NULL PRIMARY KEY,
    since    INTEGER, -- the first failure after which nothing has arrived; null when it works again
    reason   TEXT    NOT NULL, -- of the last failure that was noted
    told_to  TEXT    NOT NULL, -- a JSON array of the receivers that heard of it since then
    told_at  INTEGER -- when somebody was told last, of this failure or an earlier one
) STRICT, WITHOUT ROWID;
