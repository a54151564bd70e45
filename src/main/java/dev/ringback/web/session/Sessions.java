package dev.ringback.web.session;

import dev.ringback.model.LinkKey;
import dev.ringback.model.Session;
import dev.ringback.query.Caller;
import dev.ringback.storage.SessionStore;
import dev.ringback.storage.StorageUnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people who gave their credentials once go on without them, for {@value #IDLE_HOURS} hours after the last request and {@value #MOST_DAYS} days at most. What
 * a browser has is a random token, of which the database keeps a hash. Safe for use by many threads.
 */
public final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private static final int IDLE_HOURS = 12;
    private static final int MOST_DAYS = 7;
    private static final Duration IDLE = Duration.ofHours(IDLE_HOURS);
    private static final Duration MOST = Duration.ofDays(MOST_DAYS);

    /** So much later than the last note of a use the next one is written. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    private static final int FORGOTTEN_AT_ONCE = 1_000;
    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String PURPOSE = "ringback session";
    private static final String PURPOSE_OF_FORMS = "ringback forms of a session";

    private final SessionStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Sessions(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Begins one, and returns its token. Forgets those that have expired.
     *
     * @param secret the one with which the caller has signed in
     */
    String begin(Caller caller, String secret) {
        Instant now = clock.instant();
        store.deleteExpired(now, FORGOTTEN_AT_ONCE);
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = base64(bytes);
        store.add(new Session(
                hash(token),
                caller.accountSid(),
                caller.credential(),
                key(secret).sign(List.of(token)),
                now,
                now,
                now.plus(IDLE)));
        return token;
    }

    /** Returns whose session it is to which a token belongs; empty where the session is over, or its credential is not that of now. */
    Optional<Caller> caller(String token, Credentials credentials) {
        Instant now = clock.instant();
        Optional<Session> found = store.find(hash(token))
                .filter(session -> !session.isExpired(now))
                .filter(session -> isOfNow(session, token, credentials));
        found.ifPresent(session -> note(session, now));
        return found.flatMap(session -> credentials.caller(session.accountSid(), session.credential()));
    }

    /** Tells whether the credential still has the secret with which somebody signed in. */
    private static boolean isOfNow(Session session, String token, Credentials credentials) {
        return credentials.secrets(session.accountSid(), session.credential()).stream()
                .anyMatch(secret -> key(secret).hasSigned(List.of(token), session.fingerprint()));
    }

    private void note(Session session, Instant now) {
        if (now.isBefore(session.usedAt().plus(NOTED_EVERY))) {
            return;
        }
        Instant idle = now.plus(IDLE);
        Instant most = session.createdAt().plus(MOST);
        try {
            store.prolong(session.tokenHash(), now, idle.isBefore(most) ? idle : most);
        } catch (StorageUnavailableException full) {
            // Whoever reads needs no database that can be written.
            log.debug("a session was not prolonged: {}", full.getMessage());
        }
    }

    /** Ends the one to which a token belongs, if there is one. */
    void end(String token) {
        store.delete(hash(token));
    }

    /** Tells whether a text looks like a token. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** Returns the token that forms of a session carry. */
    static String formToken(String token) {
        return new LinkKey(token, PURPOSE_OF_FORMS).sign(List.of());
    }

    private static LinkKey key(String secret) {
        return new LinkKey(secret, PURPOSE);
    }

    static String hash(String token) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
