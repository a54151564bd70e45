package dev.ringback.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be sent to somebody, and how far that is.
 *
 * @param id a later one is higher
 * @param receiver to whom, by the name in the settings
 * @param key those of one receiver and key are sent one after the other, in the order of their ids
 * @param kind what it is
 * @param eventId of an {@link Kind#EVENT} the {@link LoggedEvent#id}; null of everything else
 * @param content JSON; empty of an {@link Kind#EVENT}, which is read from the log when it is sent
 * @param since when its present life began: when it was created, or was last made pending again by hand
 * @param nextAttemptAt of a {@link State#PENDING} one: not before then
 * @param attempts how often it was tried since then; the list of its attempts has the earlier ones too
 */
public record Delivery(
        long id,
        String receiver,
        String key,
        Kind kind,
        @Nullable Long eventId,
        String content,
        Instant createdAt,
        Instant since,
        State state,
        Instant nextAttemptAt,
        int attempts) {

    /** The kinds of things that can be sent. */
    public enum Kind {
        /** A notice of a group. */
        NOTICE,
        /** Word that another receiver could not be reached. */
        GIVEN_UP,
        /** An event of the log, as it came. */
        EVENT,
        /** An event of Ringback's own. */
        SYSTEM_EVENT;

        /** Returns the name as the API, the commands and the database spell it. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it is. */
    public enum State {
        PENDING,
        DELIVERED,
        /** It was given up; it can be sent again by hand. */
        DEAD;

        /** Returns the name as the API, the commands and the database spell it. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty when no state has that name. */
        public static Optional<State> of(String value) {
            return Arrays.stream(values())
                    .filter(state -> state.value().equals(value))
                    .findFirst();
        }
    }
}
