package dev.ringback.bench;

import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Says that everything was stored, and keeps nothing: what is left is the way to the database and back. */
final class NoStore implements EventStore {
    @Override
    public List<Appended> append(List<Entry> entries) {
        return entries.stream().map(entry -> Appended.STORED).toList();
    }

    @Override
    public List<LoggedEvent> timeline(Collection<String> accountSids, String sid, long afterId, int limit) {
        return List.of();
    }

    @Override
    public Optional<Instant> lastReceivedAt() {
        return Optional.empty();
    }

    @Override
    public void checkWritable() {}
}
