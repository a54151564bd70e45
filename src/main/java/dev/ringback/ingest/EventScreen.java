package dev.ringback.ingest;

import dev.ringback.model.Entry;
import org.jspecify.annotations.Nullable;

/** Decides about every event before it is stored, whichever way it came. Asked by many threads, and for each webhook, so it must be quick. */
@FunctionalInterface
public interface EventScreen {
    /** Lets every event pass as it is. */
    EventScreen NONE = entry -> entry;

    /** Returns the entry that is stored for an event: the same, or one that says less. Null if nothing of it may be stored. */
    @Nullable
    Entry screen(Entry entry);
}
