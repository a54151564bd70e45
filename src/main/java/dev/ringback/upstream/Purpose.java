package dev.ringback.upstream;

import dev.ringback.upstream.governor.Lane;

/** Tells what a request to Twilio is for. */
public enum Purpose {
    /** A read that the mirror cannot answer. */
    READ("read", Lane.CALLER),
    /** A write of a caller. */
    WRITE("write", Lane.CALLER),
    /** A read of what the mirror does not hold. */
    PASS("pass", Lane.CALLER),
    /** Something in doubt. */
    REPAIR("repair", Lane.REPAIR),
    /** Reads the list of a day for what no callback tells of its messages. */
    HYDRATE("hydrate", Lane.BACKFILL),
    /** What was before the mirror began. */
    BACKFILL("backfill", Lane.BACKFILL),
    /** A recording or an attachment that is copied. */
    VAULT("vault", Lane.BACKFILL),
    /** Something that was copied, and is deleted at Twilio. */
    DELETION("deletion", Lane.DELETION);

    private final String value;
    private final Lane lane;

    Purpose(String value, Lane lane) {
        this.value = value;
        this.lane = lane;
    }

    /** Returns the name that metrics and savings show. */
    public String value() {
        return value;
    }

    Lane lane() {
        return lane;
    }
}
