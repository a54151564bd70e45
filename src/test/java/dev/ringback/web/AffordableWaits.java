package dev.ringback.web;

/** Tells the measurements for how many requests that wait a server has room, given the files that this machine allows it. */
public final class AffordableWaits {
    private AffordableWaits() {}

    /**
     * Calculates it for this process, which may open as many files as a server that it starts.
     *
     * @param wanted how many are to wait
     */
    public static int of(int wanted) {
        return ApiConnections.affordable(wanted).waits();
    }
}
