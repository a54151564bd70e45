package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.entry;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.model.Entry;
import dev.ringback.storage.ChangeFeed.Change;
import dev.ringback.storage.ChangeFeed.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Who listens hears what is stored. */
public abstract class ChangeFeedContract extends StorageContract {
    protected static final Duration SOON = Duration.ofSeconds(20);

    protected final Set<Change> heard = ConcurrentHashMap.newKeySet();

    @Test
    void aChangeOfThisNodeIsHeardWhenTheAppendReturns() {
        String sid = sid("SM");
        String other = sid("CA");
        try (Subscription subscription = database.changes().listen(heard::addAll)) {
            assertThat(subscription).isNotNull();
            append(new Entry(event(account, sid), List.of(), Set.of(other)));
            assertThat(heard).contains(new Change(account, sid), new Change(account, other));
        }
    }

    @Test
    void aClosedSubscriptionHearsNothing() {
        database.changes().listen(heard::addAll).close();
        append(entry(event(account, sid("SM"))));
        assertThat(heard).isEmpty();
    }

    @Test
    void aListenerThatFailsHarmsNobody() {
        Entry entry = entry(event(account, sid("SM")));
        try (Subscription failing = database.changes().listen(changes -> {
                    throw new IllegalStateException("made up");
                });
                Subscription subscription = database.changes().listen(heard::addAll)) {
            assertThat(failing).isNotEqualTo(subscription);
            append(entry);
        }
        assertThat(heard).containsExactly(new Change(account, entry.event().sid()));
    }

    /** Waits until it is heard of. */
    protected void awaitHeard(Change change) {
        await().atMost(SOON).until(() -> heard.contains(change));
    }
}
