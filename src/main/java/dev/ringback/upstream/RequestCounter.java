package dev.ringback.upstream;

/** Is told of every request that was sent to Twilio. Called by many threads. */
@FunctionalInterface
public interface RequestCounter {
    /** Counts nothing. */
    RequestCounter NONE = (request, status) -> {};

    /**
     * Counts a request.
     *
     * @param status of the answer; 0 where there was none
     */
    void sent(UpstreamRequest request, int status);

    /** Returns a counter that tells both. */
    default RequestCounter and(RequestCounter other) {
        return (request, status) -> {
            sent(request, status);
            other.sent(request, status);
        };
    }
}
