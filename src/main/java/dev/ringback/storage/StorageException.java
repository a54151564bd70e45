package dev.ringback.storage;

/** Something could not be stored or read. The message says what was attempted. */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageException(String attempted, Throwable cause) {
        super(attempted, cause);
    }

    public StorageException(String attempted) {
        super(attempted);
    }
}
