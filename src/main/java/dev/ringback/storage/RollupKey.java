package dev.ringback.storage;

import dev.ringback.model.StatsSpan;

/**
 * Names the rollup of one account and one hour or day.
 *
 * @param number of hours or days since 1970, in UTC
 */
public record RollupKey(String accountSid, StatsSpan span, long number) {

    /** Names that of an hour. */
    public static RollupKey hour(String accountSid, long number) {
        return new RollupKey(accountSid, StatsSpan.HOUR, number);
    }

    /** Names that of a day. */
    public static RollupKey day(String accountSid, long number) {
        return new RollupKey(accountSid, StatsSpan.DAY, number);
    }
}
