package dev.ringback.bench;

/**
 * How long and how often is measured.
 *
 * @param rounds each round measures every subject once, one after the other, so that whatever else the machine does meets all of them
 * @param warmUpRequests how many a fresh process gets before it is measured, for the just-in-time compiler; counted rather than timed,
 *     since on a busy machine the same time compiles less
 * @param seconds of one measurement
 * @param maxPerSecond how many requests a second are prepared
 * @param messages in the database that reads are measured on
 */
record Plan(int rounds, int warmUpRequests, int seconds, int maxPerSecond, int messages) {
    /** A warm-up ends after this long, however little was answered. */
    static final int MAX_WARM_UP_SECONDS = 90;

    /** Of each kind of read, of which there are many; they share most of their code. */
    static final int MAX_READ_WARM_UP_SECONDS = 30;

    static final Plan FULL = new Plan(3, 200_000, 10, 80_000, 100_000);
    /** Shows that everything works; its figures mean nothing. */
    static final Plan QUICK = new Plan(1, 500, 1, 30_000, 2_000);
}
