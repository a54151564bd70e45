package dev.ringback.vault.copy;

import java.io.IOException;

/** Says that a copy ends without a fault: the process ends, or another node does it. */
final class GivenUpException extends IOException {
    private static final long serialVersionUID = 1;

    GivenUpException(String message) {
        super(message);
    }
}
