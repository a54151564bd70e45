package dev.ringback.outbound;

import java.io.IOException;
import java.util.Objects;

/** Says that the target of a body did not take it: the fault is not the server's. The cause is what the target has thrown. */
public final class BodyRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    BodyRefusedException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** Returns what the target has thrown. */
    public IOException thrown() {
        return (IOException) Objects.requireNonNull(getCause());
    }
}
