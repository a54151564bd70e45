package dev.ringback.vault.report;

import dev.ringback.model.Hours;
import dev.ringback.vault.Figures;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells how long deletions at Twilio take.
 *
 * @param pause between two of them
 * @param hours in which they run; null for always
 */
record DeletionPace(Duration pause, @Nullable Hours hours) {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration STEP = Duration.ofMinutes(5);

    /** Says how long so many take from a moment on, with all hours between in which none runs. */
    String text(long deletions, Instant now) {
        Hours given = hours;
        Duration work = pause.multipliedBy(deletions);
        if (given == null) {
            return Figures.time(work) + ", at any hour";
        }
        Duration open = open(given, now);
        if (open.isZero()) {
            return "never, since the hours are none";
        }
        double weeks = (double) work.toMillis() / open.toMillis();
        return Figures.time(work) + " in vault.delete_hours, which are "
                + Figures.count(open.toHours(), "hour") + " a week: about "
                + Figures.time(Duration.ofMillis((long) (weeks * WEEK.toMillis())));
    }

    private static Duration open(Hours hours, Instant now) {
        Duration open = Duration.ZERO;
        for (Instant moment = now; moment.isBefore(now.plus(WEEK)); moment = moment.plus(STEP)) {
            open = hours.contain(moment) ? open.plus(STEP) : open;
        }
        return open;
    }
}
