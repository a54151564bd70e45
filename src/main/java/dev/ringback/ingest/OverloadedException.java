package dev.ringback.ingest;

/** Signals that so many requests wait for the disk that another could only wait in vain. */
final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverloadedException(String message) {
        super(message);
    }
}
