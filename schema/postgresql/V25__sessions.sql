-- Who is signed in with a browser. It says nothing about Twilio, and goes when it has expired.
CREATE TABLE session (
    token_hash  TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- SHA-256 of what the cookie holds
    account_sid TEXT COLLATE "C" NOT NULL,
    credential  TEXT COLLATE "C" NOT NULL, -- SID of an API key, or 'auth token'
    fingerprint TEXT COLLATE "C" NOT NULL, -- of the cookie's token, by a key that follows from the credential's secret
    created_at  BIGINT           NOT NULL,
    used_at     BIGINT           NOT NULL, -- about
    expires_at  BIGINT           NOT NULL
);

CREATE INDEX session_expiry ON session (expires_at);
