package dev.ringback.simulate;

import dev.ringback.model.EventKind;
import java.time.Duration;
import java.util.SortedMap;

/**
 * How a simulation went, or has gone so far. Only requests count that were answered or lost.
 *
 * @param byKind the kinds that were sent
 * @param repeated how many requests were the second delivery of a callback
 * @param elapsed from the first request on
 * @param answerTimes over all kinds
 */
public record Summary(SortedMap<EventKind, Outcomes> byKind, long repeated, Duration elapsed, AnswerTimes answerTimes) {

    /** All kinds together. */
    public Outcomes total() {
        return byKind.values().stream().reduce(Outcomes.NONE, Outcomes::plus);
    }

    public long requests() {
        return total().requests();
    }

    /** Requests that were no second delivery. */
    public long distinct() {
        return requests() - repeated;
    }

    /** Whether every request got a 2xx; true also when there was none. */
    public boolean allAccepted() {
        return total().accepted() == requests();
    }

    /** Requests per second. */
    public double rate() {
        return elapsed.isZero() ? 0 : requests() / (elapsed.toNanos() / 1e9);
    }
}
