package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Entry;
import dev.ringback.storage.ChangeFeed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those in this process who want to hear of changes. */
public final class Listeners implements ChangeFeed {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private final List<Consumer<Set<Change>>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Subscription listen(Consumer<Set<Change>> listener) {
        // Wrapped, so that who listens twice is told twice, and ends each for itself.
        Consumer<Set<Change>> own = changes -> listener.accept(changes);
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    public boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Tells the listeners of the entries that have been committed. */
    void tell(List<Entry> stored) {
        if (!listeners.isEmpty()) {
            tell(stored.stream().flatMap(Listeners::changes).collect(Collectors.toSet()));
        }
    }

    public void tell(Set<ChangeFeed.Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        for (Consumer<Set<Change>> listener : listeners) {
            try {
                listener.accept(changes);
            } catch (RuntimeException e) {
                // What is stored is stored, whatever a listener makes of it.
                log.error("a listener failed", e);
            }
        }
    }

    private static Stream<Change> changes(Entry entry) {
        String accountSid = entry.event().accountSid();
        return Stream.concat(Stream.of(entry.event().sid()), entry.references().stream())
                .filter(sid -> !sid.isEmpty())
                .map(sid -> new Change(accountSid, sid));
    }
}
