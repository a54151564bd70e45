package dev.ringback.ingest;

import dev.ringback.model.Entry;
import java.util.List;

/** Hears of events after they were stored. Told by the thread that stores, so it must be quick, and may not throw. */
@FunctionalInterface
public interface IntakeListener {
    /** Cares for nothing. */
    IntakeListener NONE = entries -> {};

    /** Hears of events that are on disk, also those that had been stored before. */
    void stored(List<Entry> entries);
}
