package dev.ringback.ingest;

import dev.ringback.storage.QuarantineLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the callback door.
 *
 * @param publicUrl the URL Twilio was given, up to the {@code /twilio} of the door; null to go by each request and its forwarded headers
 * @param maxBodyBytes larger bodies are answered 413
 * @param patience how long a request is held while the database cannot be written. Twilio waits 15 s for an answer and repeats nothing
 *     after a 503, so holding on is what saves the event
 * @param streamPatience the same for JSON: Event Streams waits 5 s, and does repeat
 * @param quarantine how much of what could not be proved is kept
 */
public record CallbackOptions(
        @Nullable String publicUrl,
        int maxBodyBytes,
        Duration patience,
        Duration streamPatience,
        QuarantineLimits quarantine) {
    /** Debugger events embed whole requests and responses. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1_000_000;

    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(12);
    public static final Duration DEFAULT_STREAM_PATIENCE = Duration.ofSeconds(4);

    public static CallbackOptions defaults() {
        return new CallbackOptions(
                null, DEFAULT_MAX_BODY_BYTES, DEFAULT_PATIENCE, DEFAULT_STREAM_PATIENCE, QuarantineLimits.defaults());
    }

    public CallbackOptions withPublicUrl(@Nullable String url) {
        return new CallbackOptions(url, maxBodyBytes, patience, streamPatience, quarantine);
    }

    public CallbackOptions withMaxBodyBytes(int bytes) {
        return new CallbackOptions(publicUrl, bytes, patience, streamPatience, quarantine);
    }

    public CallbackOptions withPatience(Duration duration) {
        return new CallbackOptions(publicUrl, maxBodyBytes, duration, duration, quarantine);
    }

    public CallbackOptions withQuarantine(QuarantineLimits limits) {
        return new CallbackOptions(publicUrl, maxBodyBytes, patience, streamPatience, limits);
    }
}
