package dev.ringback.bench;

/**
 * Measures how long after its commit a caller hears that a message is final. From outside: from the 2xx answer of the callback, which is given
 * once it is committed, to the caller's answer, both as they arrive in this process. A caller that hears before the 2xx has come counts as
 * none late at all.
 *
 * @param delays of every message that was asked for before it was final
 * @param earlier how many callers heard before the 2xx had come
 */
record CommitToCaller(Delays delays, int earlier) {

    /** Says when a message became final, 0 for never. */
    @FunctionalInterface
    interface Commits {
        long at(int message);
    }

    static CommitToCaller of(Callers callers, Commits commits, int messages) {
        Delays delays = new Delays();
        int earlier = 0;
        for (int message = 0; message < messages; message++) {
            long committed = commits.at(message);
            long known = callers.knownAt(message);
            if (committed != 0 && known != 0 && callers.firstAskedAt(message) - committed < 0) {
                delays.add(Math.max(0, known - committed));
                earlier += known - committed < 0 ? 1 : 0;
            }
        }
        return new CommitToCaller(delays, earlier);
    }
}
