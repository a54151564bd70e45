-- Who has done what: silences, replays and whatever else is commanded.
CREATE TABLE audit (
    id          BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at          BIGINT NOT NULL,
    account_sid TEXT COLLATE "C", -- of the credential; null without one
    credential  TEXT COLLATE "C" NOT NULL, -- the SID of an API key, 'auth token', 'link' or 'command'
    role        TEXT COLLATE "C", -- of the credential; null without one
    os_user     TEXT COLLATE "C", -- who ran the command; null for all others
    action      TEXT COLLATE "C" NOT NULL,
    subject     TEXT COLLATE "C" NOT NULL, -- in few words, without secrets
    affected    BIGINT NOT NULL -- how many things were changed
);
-- Lists of one action, and the order in which the rows go.
CREATE INDEX audit_of_action ON audit (action, id);
CREATE INDEX audit_oldest ON audit (at);
