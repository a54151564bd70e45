package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.EventLog.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those in this process who want to know that the log may have become longer. Safe for use by many threads. */
public final class Listeners {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Subscription listen(Runnable listener) {
        // Wrapped, so that who listens twice is told twice, and ends each for itself.
        Runnable own = () -> listener.run();
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** Calls all of them. */
    public void tell() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                // What is stored is stored, whatever a listener makes of it.
                log.error("a listener failed", e);
            }
        }
    }
}
