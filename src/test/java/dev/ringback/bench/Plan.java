package dev.ringback.bench;

/**
 * How long and how often is measured.
 *
 * @param rounds each round measures every subject once, one after the other, so that whatever else the machine does meets all of them
 * @param warmUpSeconds load before each measurement of a fresh process, for the just-in-time compiler
 * @param seconds of one measurement
 * @param maxPerSecond how many requests a second are prepared
 * @param messages in the database that reads are measured on
 */
record Plan(int rounds, int warmUpSeconds, int seconds, int maxPerSecond, int messages) {
    static final Plan FULL = new Plan(3, 12, 10, 80_000, 100_000);
    /** Shows that everything works; its figures mean nothing. */
    static final Plan QUICK = new Plan(1, 1, 1, 30_000, 2_000);
}
