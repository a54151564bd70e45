package dev.ringback.model;

import java.time.Instant;

/**
 * Says that somebody is signed in with a browser. Neither the token of the cookie nor the secret of the credential follows from it.
 *
 * @param tokenHash the SHA-256 of the token that the browser's cookie holds
 * @param accountSid the account of the credential
 * @param credential the SID of an API key, or {@link Actor#AUTH_TOKEN}
 * @param fingerprint of the token, by a key that follows from the credential's secret: with another secret it is another
 * @param createdAt when somebody signed in
 * @param usedAt when a request came last, a few minutes more or less
 * @param expiresAt from then on it opens nothing
 */
public record Session(
        String tokenHash,
        String accountSid,
        String credential,
        String fingerprint,
        Instant createdAt,
        Instant usedAt,
        Instant expiresAt) {

    /** Tells whether it opens nothing any more at a moment. */
    public boolean isExpired(Instant moment) {
        return !moment.isBefore(expiresAt);
    }

    /** Shows nothing by which it could be found: a session may be logged. */
    @Override
    public String toString() {
        return "Session[" + accountSid + ", " + credential + ", until " + expiresAt + "]";
    }
}
