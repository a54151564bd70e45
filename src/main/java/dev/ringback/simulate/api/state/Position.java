package dev.ringback.simulate.api.state;

import java.time.Instant;
import java.util.Comparator;

/** Places a row in a list that runs from the newest to the oldest; of the same moment, what was stored last comes first. */
record Position(Instant dateCreated, long sequence) implements Comparable<Position> {
    private static final Comparator<Position> NEWEST_FIRST = Comparator.comparing(Position::dateCreated)
            .thenComparingLong(Position::sequence)
            .reversed();

    @Override
    public int compareTo(Position other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
