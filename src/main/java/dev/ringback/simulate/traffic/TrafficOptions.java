package dev.ringback.simulate.traffic;

import dev.ringback.twilio.Sid;

/**
 * Says what traffic to write.
 *
 * @param accountSid the account all of it belongs to, {@code AC...}
 * @param callbackUrl where users let Twilio call; Debugger events name it when they tell of a lost callback
 * @param messages how many messages there are, in either direction
 * @param calls how many calls are made; those that dial on have a child leg besides
 * @param shuffled whether callbacks arrive in any order, also those of one resource
 * @param duplicates the share of callbacks that are delivered twice, from 0 to 1
 * @param seed equal seeds, with all else and the clock equal, make equal traffic
 */
public record TrafficOptions(
        String accountSid,
        CallbackUrl callbackUrl,
        int messages,
        int calls,
        boolean shuffled,
        double duplicates,
        long seed) {

    /** Beyond this the counts of the kinds would no longer add up in an int. */
    private static final int MOST = 500_000_000;

    public TrafficOptions {
        if (!Sid.isSid(accountSid, "AC")) {
            throw new IllegalArgumentException("the account SID is not AC and 32 hexadecimal digits");
        }
        if (messages < 0 || calls < 0 || messages > MOST || calls > MOST) {
            throw new IllegalArgumentException("messages and calls are between 0 and " + MOST);
        }
        if (!(duplicates >= 0 && duplicates <= 1)) {
            throw new IllegalArgumentException("the share of duplicates is not between 0 and 1");
        }
    }
}
