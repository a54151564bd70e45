package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import dev.ringback.model.Page;
import dev.ringback.model.Role;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.AuditStore.Filter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what {@link AuditStore} promises. */
public abstract class AuditStoreContract extends StorageContract {
    private static final Instant START = TestEntries.START;

    @Test
    void aRecordComesBackWholeWithAnIdOfItsOwn() {
        List<Actor> actors = List.of(
                Actor.of(account, "SK00000000000000000000000000000001", Role.OPERATOR),
                Actor.of(account, Actor.AUTH_TOKEN, Role.ADMIN),
                Actor.link(),
                Actor.command("ann \u263e"));
        actors.forEach(actor ->
                store().add(new AuditRecord(99, START.plusMillis(7), actor, "silence.end", "silence 3, \u00fc", 12)));

        database.close();
        database = open(folder);

        List<AuditRecord> read =
                store().newestFirst(Filter.NONE, Long.MAX_VALUE, 10).items();
        assertThat(read).extracting(AuditRecord::id).containsExactly(4L, 3L, 2L, 1L);
        assertThat(read)
                .extracting(AuditRecord::actor)
                .containsExactly(actors.get(3), actors.get(2), actors.get(1), actors.get(0));
        assertThat(read.get(0))
                .isEqualTo(
                        new AuditRecord(4, START.plusMillis(7), actors.get(3), "silence.end", "silence 3, \u00fc", 12));
    }

    @Test
    void pagesGoByIdNewestFirst() {
        for (int i = 0; i < 5; i++) {
            add("silence", START.plusSeconds(i));
        }

        Page<AuditRecord> first = store().newestFirst(Filter.NONE, Long.MAX_VALUE, 2);
        add("silence", START.plusSeconds(9));
        Page<AuditRecord> second =
                store().newestFirst(Filter.NONE, first.items().get(1).id(), 2);
        Page<AuditRecord> third =
                store().newestFirst(Filter.NONE, second.items().get(1).id(), 2);

        assertThat(ids(first)).containsExactly(5L, 4L);
        assertThat(ids(second)).containsExactly(3L, 2L);
        assertThat(second.hasNext()).isTrue();
        assertThat(ids(third)).containsExactly(1L);
        assertThat(third.hasNext()).isFalse();
    }

    @Test
    void aListCanBeLimitedByActionAndTime() {
        add("silence", START);
        add("quarantine.replay", START.plusSeconds(1));
        add("silence", START.plusSeconds(2));
        add("silence", START.plusSeconds(3));

        assertThat(found(new Filter("silence", TimeRange.ALWAYS))).containsExactly(4L, 3L, 1L);
        assertThat(found(new Filter("nothing", TimeRange.ALWAYS))).isEmpty();
        assertThat(found(new Filter(null, new TimeRange(START.plusSeconds(1), START.plusSeconds(3)))))
                .containsExactly(3L, 2L);
        assertThat(found(new Filter("silence", new TimeRange(START.plusSeconds(1), null))))
                .containsExactly(4L, 3L);
        assertThat(found(new Filter("silence", new TimeRange(null, START.plusSeconds(2)))))
                .containsExactly(1L);
    }

    @Test
    void theOldestAreDeletedAFewAtATimeAndTheirIdsNotGivenAgain() {
        for (int i = 0; i < 5; i++) {
            add("silence", START.plusSeconds(i));
        }

        assertThat(store().deleteBefore(START, 2)).isZero();
        assertThat(store().deleteBefore(START.plusSeconds(3), 2)).isEqualTo(2);
        assertThat(found(Filter.NONE)).containsExactly(5L, 4L, 3L);
        assertThat(store().deleteBefore(START.plusSeconds(3), 2)).isEqualTo(1);
        assertThat(store().deleteBefore(START.plusSeconds(3), 2)).isZero();
        assertThat(store().deleteBefore(START.plusSeconds(99), 10)).isEqualTo(2);

        add("silence", START);
        assertThat(found(Filter.NONE)).containsExactly(6L);
    }

    @Test
    void aClosedDatabaseIsUnavailable() {
        AuditStore store = store();
        database.close();
        assertThatThrownBy(() -> store.add(entry("silence", START))).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.newestFirst(Filter.NONE, Long.MAX_VALUE, 1))
                .isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.deleteBefore(START, 1)).isInstanceOf(StorageUnavailableException.class);
    }

    private AuditStore store() {
        return database.audit();
    }

    private void add(String action, Instant at) {
        store().add(entry(action, at));
    }

    private AuditRecord entry(String action, Instant at) {
        return new AuditRecord(0, at, Actor.of(account, Actor.AUTH_TOKEN, Role.ADMIN), action, "subject", 1);
    }

    private List<Long> found(Filter filter) {
        return ids(store().newestFirst(filter, Long.MAX_VALUE, 100));
    }

    private static List<Long> ids(Page<AuditRecord> page) {
        return page.items().stream().map(AuditRecord::id).toList();
    }
}
