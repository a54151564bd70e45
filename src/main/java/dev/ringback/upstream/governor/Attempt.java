package dev.ringback.upstream.governor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds what came of sending a request once.
 *
 * @param value the answer
 * @param isRefused whether Twilio refused it with 429, and so has never processed it
 * @param asked how long Twilio asks to wait; null where it does not say
 * @param concurrent how many requests of the account were under way, as Twilio says; 0 where it does not
 * @param mayRepeat whether it is sent again while its patience lasts
 * @param took how long Twilio took, where that is not how long the attempt took, as for a body that somebody takes slowly; else null
 */
public record Attempt<T>(
        T value,
        boolean isRefused,
        @Nullable Duration asked,
        int concurrent,
        boolean mayRepeat,
        @Nullable Duration took) {
    /** An answer that ends the request. */
    public static <T> Attempt<T> answered(T value, int concurrent) {
        return new Attempt<>(value, false, null, concurrent, false, null);
    }

    /** A refusal, after which the request is sent again. */
    public static <T> Attempt<T> refused(T value, @Nullable Duration asked, int concurrent) {
        return new Attempt<>(value, true, asked, concurrent, true, null);
    }

    /** An answer that another attempt may better. */
    public static <T> Attempt<T> failed(T value, @Nullable Duration asked) {
        return new Attempt<>(value, false, asked, 0, true, null);
    }

    /** Returns the same attempt, for which Twilio took so long. */
    public Attempt<T> thatTook(Duration time) {
        return new Attempt<>(value, isRefused, asked, concurrent, mayRepeat, time);
    }
}
