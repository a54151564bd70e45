package dev.ringback.upstream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds an answer of Twilio. Immutable, as long as nobody changes the bytes of its body. */
public final class UpstreamAnswer {
    private static final long MAX_SECONDS = 3_600;

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Instant askedAt;
    private final Instant receivedAt;
    private final Duration took;

    private UpstreamAnswer(
            int status, Map<String, String> headers, byte[] body, Instant askedAt, Instant receivedAt, Duration took) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.askedAt = askedAt;
        this.receivedAt = receivedAt;
        this.took = took;
    }

    /** Makes an answer to a request that took so long. Twilio's clock decides, because ours may be wrong and callbacks carry Twilio's. */
    public static UpstreamAnswer of(
            int status, Map<String, String> headers, byte[] body, Instant receivedAt, Duration took) {
        Instant answeredAt = date(headers.get("date")).orElse(receivedAt);
        return new UpstreamAnswer(status, headers, body, answeredAt.minus(took), receivedAt, took);
    }

    /** Returns this answer to a request that was sent at a moment that is known more exactly. */
    UpstreamAnswer sentAt(Instant moment) {
        return new UpstreamAnswer(status, headers, body, moment, receivedAt, took);
    }

    /** Returns the whole second in which it was answered, by Twilio's clock; empty where it does not say. */
    Optional<Instant> date() {
        return date(headers.get("date"));
    }

    public int status() {
        return status;
    }

    /** Returns the headers by their names in small letters. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the whole body; of an answer without success at most its beginning. */
    public byte[] body() {
        return body;
    }

    /** Returns when the request was sent, by Twilio's clock where the answer tells it, else by ours. */
    public Instant askedAt() {
        return askedAt;
    }

    /** Returns when the answer was there, by our clock. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Returns how long Twilio took for the whole answer, or, where its body is streamed, until the body began. */
    Duration took() {
        return took;
    }

    /** Returns this answer with another body. */
    public UpstreamAnswer withBody(byte[] other) {
        return new UpstreamAnswer(status, headers, other, askedAt, receivedAt, took);
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public Optional<String> header(String nameInSmallLetters) {
        return Optional.ofNullable(headers.get(nameInSmallLetters));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the number of requests of the account that were under way, as Twilio counts them; 0 where it does not say. */
    int concurrentRequests() {
        return header("twilio-concurrent-requests")
                .flatMap(UpstreamAnswer::number)
                .map(Math::toIntExact)
                .orElse(0);
    }

    /** Returns how long Twilio asks to wait; null where it does not. */
    @Nullable
    public Duration askedToWait(Instant now) {
        return header("retry-after")
                .flatMap(text -> number(text)
                        .map(Duration::ofSeconds)
                        .or(() -> date(text)
                                .map(moment -> Duration.between(now, moment))
                                .filter(duration -> !duration.isNegative())))
                .or(() -> header("x-rate-limit-reset")
                        .filter(text -> header("x-rate-limit-remaining")
                                .filter("0"::equals)
                                .isPresent())
                        .flatMap(UpstreamAnswer::number)
                        .map(seconds -> reset(seconds, now)))
                .map(duration -> duration.toSeconds() > MAX_SECONDS ? Duration.ofSeconds(MAX_SECONDS) : duration)
                .orElse(null);
    }

    /** Reads a moment in seconds since 1970, or the seconds until it. */
    private static Duration reset(long seconds, Instant now) {
        long since = seconds > now.getEpochSecond() / 2 ? seconds - now.getEpochSecond() : seconds;
        return Duration.ofSeconds(Math.max(0, since));
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,9}") || text.matches("\\d{10}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<Instant> date(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
