-- Who has done what: silences, replays and whatever else is commanded.
CREATE TABLE audit (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          INTEGER NOT NULL,
    account_sid TEXT, -- of the credential; null without one
    credential  TEXT NOT NULL, -- the SID of an API key, 'auth token', 'link' or 'command'
    role        TEXT, -- of the credential; null without one
    os_user     TEXT, -- who ran the command; null for all others
    action      TEXT NOT NULL,
    subject     TEXT NOT NULL, -- in few words, without secrets
    affected    INTEGER NOT NULL -- how many things were changed
) STRICT;
-- Lists of one action, and the order in which the rows go.
CREATE INDEX audit_of_action ON audit (action, id);
CREATE INDEX audit_oldest ON audit (at);
