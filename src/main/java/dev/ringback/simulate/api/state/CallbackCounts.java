package dev.ringback.simulate.api.state;

/**
 * What became of callbacks so far.
 *
 * @param lost how many were never sent, on purpose
 * @param accepted how many were answered with a 2xx
 * @param refused how many were answered with anything else
 * @param failed how many got no answer
 */
public record CallbackCounts(long lost, long accepted, long refused, long failed) {
    static final CallbackCounts NONE = new CallbackCounts(0, 0, 0, 0);

    CallbackCounts plus(CallbackCounts more) {
        return new CallbackCounts(
                lost + more.lost, accepted + more.accepted, refused + more.refused, failed + more.failed);
    }

    /** Counts those that were sent and have an outcome. */
    public long sent() {
        return accepted + refused + failed;
    }
}
