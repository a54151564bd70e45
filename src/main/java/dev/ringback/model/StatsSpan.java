package dev.ringback.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says how long the time is that a rollup is about. Both are counted since 1970, in UTC. */
public enum StatsSpan {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final long millis;

    StatsSpan(Duration length) {
        millis = length.toMillis();
    }

    /** The name by which it is stored. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the number of the hour or day that a moment lies in. */
    public long numberOf(Instant moment) {
        return Math.floorDiv(moment.toEpochMilli(), millis);
    }

    /** Returns the first number whose hour or day does not begin before a moment. */
    public long numberFrom(Instant moment) {
        return -Math.floorDiv(-moment.toEpochMilli(), millis);
    }

    /** Returns when the hour or day of a number begins. */
    public Instant start(long number) {
        return Instant.ofEpochMilli(number * millis);
    }
}
