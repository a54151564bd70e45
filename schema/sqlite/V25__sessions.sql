-- Who is signed in with a browser. It says nothing about Twilio, and goes when it has expired.
CREATE TABLE session (
    token_hash  TEXT    NOT NULL PRIMARY KEY, -- SHA-256 of what the cookie holds
    account_sid TEXT    NOT NULL,
    credential  TEXT    NOT NULL, -- SID of an API key, or 'auth token'
    fingerprint TEXT    NOT NULL, -- of the cookie's token, by a key that follows from the credential's secret
    created_at  INTEGER NOT NULL,
    used_at     INTEGER NOT NULL, -- about
    expires_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_expiry ON session (expires_at);
