package dev.ringback.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says what is known about a write to Twilio that must not be repeated. */
public enum WriteFate {
    /** It is about to be sent, or waits for its answer. */
    PENDING,
    /** It may have been done or not. */
    UNKNOWN,
    /** Something shows that it was done. */
    CREATED,
    /** For a whole day nothing has shown that it was done. */
    NOT_SEEN,
    /** Twilio has answered that it was done; kept while another write that looks like it is undecided. */
    ANSWERED;

    /** Returns the spelling in the database and in the API. */
    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Finds the fate of a spelling; empty for one that only a newer version knows. */
    public static Optional<WriteFate> of(String value) {
        return Arrays.stream(values())
                .filter(fate -> fate.value().equals(value))
                .findFirst();
    }
}
