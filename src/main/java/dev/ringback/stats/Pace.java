package dev.ringback.stats;

/** Rests after a piece of work, so that all of it takes a small share of a processor only. */
@FunctionalInterface
interface Pace {
    /**
     * Rests.
     *
     * @return false where the work must end now: another node does it, or the server stops
     */
    boolean rest();
}
