package dev.ringback.storage;

/** Another process uses a database that has to be opened alone. */
public final class DatabaseInUseException extends StorageUnavailableException {
    private static final long serialVersionUID = 1L;

    /** @param message says what would help */
    public DatabaseInUseException(String message) {
        super(message);
    }
}
