package dev.ringback.storage;

/** The row that a page was to begin next to is not in this list. */
public final class UnknownAnchorException extends StorageException {
    private static final long serialVersionUID = 1L;

    public UnknownAnchorException(String sid) {
        super("no row " + sid + " to page from");
    }
}
