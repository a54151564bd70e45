package dev.ringback.storage;

/**
 * The database itself cannot be used now: locked, full, read-only, gone, or out of reach. The same call may succeed later; no part of it
 * has been done.
 */
public class StorageUnavailableException extends StorageException {
    private static final long serialVersionUID = 1L;

    public StorageUnavailableException(String attempted, Throwable cause) {
        super(attempted, cause);
    }

    public StorageUnavailableException(String attempted) {
        super(attempted);
    }
}
