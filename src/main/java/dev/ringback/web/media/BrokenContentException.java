package dev.ringback.web.media;

import java.io.IOException;

/** Says that content ended, or could not be read, before all of it was sent: nobody must take what came for all. */
final class BrokenContentException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenContentException(String message) {
        super(message);
    }
}
