package dev.ringback.storage;

/** Nothing can be read from a position, because it is not one of the log as it is now. Says where to begin instead. */
public final class LostPositionException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient EventPosition beginning;

    /** Names the cause of the loss. */
    public enum Reason {
        /** The database was restored, migrated to, or replaced by another since: the same ids may be those of other events. */
        OTHER_GENERATION,
        /** The log ends before it, because its newest events were deleted. Their ids are given again. */
        BEYOND_END
    }

    public LostPositionException(EventPosition position, Reason reason, EventPosition beginning) {
        super("the log cannot be read after event " + position.eventId() + " of generation " + position.generation()
                + ": "
                + (reason == Reason.BEYOND_END
                        ? "it ends before"
                        : "the database is of generation " + beginning.generation()));
        this.reason = reason;
        this.beginning = beginning;
    }

    public Reason reason() {
        return reason;
    }

    /**
     * Returns the place before the first event of the log as it is now. Whoever reads from there misses nothing that is kept, and meets again
     * what it has read before.
     */
    public EventPosition beginning() {
        return beginning;
    }
}
