package dev.ringback.simulate.api.http;

import java.io.IOException;

/** Says that a connection is to be closed in the middle of a body, on purpose. */
public final class Cut extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean reset;

    /** @param reset whether the client sees a reset instead of an end */
    public Cut(boolean reset) {
        super("cut on purpose");
        this.reset = reset;
    }

    boolean isReset() {
        return reset;
    }
}
