package dev.ringback.storage;

import java.util.Set;
import java.util.function.Consumer;

/** Tells what has been stored, by whichever node of the database. Safe for use by many threads. */
public interface ChangeFeed {

    /**
     * From now on the listener is told about which resources something new has been committed: at once of what this node stores, within a
     * moment of what others do, and of some of it twice. It is called by threads that store events, so it has to return soon.
     *
     * @return ends it
     */
    Subscription listen(Consumer<Set<Change>> listener);

    /** A resource that something new is known of, or on whose timeline there is something new. */
    record Change(String accountSid, String sid) {}

    /** Keeps a listener subscribed until it is closed. */
    interface Subscription extends AutoCloseable {
        /** The listener is told of nothing that is committed from now on. */
        @Override
        void close();
    }
}
