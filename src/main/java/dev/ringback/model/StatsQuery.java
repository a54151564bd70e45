package dev.ringback.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Asks for figures about messages.
 *
 * @param since in the first hour that counts
 * @param before behind the last hour that counts; an hour of which any part lies before it counts as a whole
 * @param by for each of these the answer has rows
 * @param filters the values that messages must have; {@link #NONE} for those of which nothing is known. There are none of time
 */
public record StatsQuery(Instant since, Instant before, List<StatsDimension> by, Map<StatsDimension, String> filters) {
    /** Stands for a value that is not known, or that a message has not. */
    public static final String NONE = "none";

    /** Stands for all senders beyond the {@value #TOP_SENDERS} that had most messages in an hour. */
    public static final String OTHER = "other";

    /** So many senders of an hour are told apart. */
    public static final int TOP_SENDERS = 100;

    public StatsQuery {
        by = List.copyOf(by);
        filters = Map.copyOf(filters);
    }
}
