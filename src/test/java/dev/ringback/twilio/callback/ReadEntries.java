package dev.ringback.twilio.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.Sid;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold of everything a {@link CallbackReader} makes, whatever it was given: it says so, and a SQLite file keeps it. */
final class ReadEntries implements AutoCloseable {
    static final Account SIGNER = Account.of(TestCallbacks.ACCOUNT_SID, "token");
    static final Account SUBACCOUNT =
            new Account(TestCallbacks.SUBACCOUNT_SID, List.of("other"), SIGNER.sid(), List.of(), Map.of());
    /** An account of ours that the signer may not speak for. */
    static final Account STRANGER = Account.of("AC00000000000000000000000000000003", "third");

    static final Accounts ACCOUNTS = new Accounts(List.of(SIGNER, SUBACCOUNT, STRANGER));

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final SqliteDatabase database;

    private ReadEntries(SqliteDatabase database) {
        this.database = database;
    }

    static ReadEntries in(Path folder) {
        return new ReadEntries(TestSqlite.open(folder));
    }

    static Arrival arrival(String method, String target, @Nullable String idempotencyToken) {
        return new Arrival(
                SIGNER,
                "https://hooks.example.com" + target,
                method,
                target,
                idempotencyToken,
                NOW,
                EventSource.CALLBACK);
    }

    void assertSound(List<Entry> entries) {
        entries.forEach(ReadEntries::assertSound);
    }

    private static void assertSound(Entry entry) {
        Event event = entry.event();
        assertThat(event.accountSid()).startsWith("AC").isNotEqualTo(STRANGER.sid());
        assertThat(Sid.isSid(event.accountSid())).isTrue();
        assertThat(event.sid().isEmpty() || Sid.isSid(event.sid())).isTrue();
        assertThat(event.target()).matches("[ -~]*");
        assertThat(entry.references()).allMatch(Sid::isSid).doesNotContain(event.sid());
        for (Resource resource : entry.resources()) {
            assertThat(resource.accountSid()).isEqualTo(event.accountSid());
            assertThat(resource.progress().position()).isNotNegative();
            assertThat(resource.progress().source()).isEqualTo(event.source());
            assertThat(resource.lastReceivedAt()).isEqualTo(event.receivedAt());
        }
        assertReplays(entry, event);
    }

    /** The log is the truth: what it holds leads to the same state again. */
    private static void assertReplays(Entry entry, Event logged) {
        Entry replayed = Projector.replay(logged);
        assertThat(replayed.resources()).isEqualTo(entry.resources());
        assertThat(replayed.references()).isEqualTo(entry.references());
    }

    /** Appends each under an account of its own, so that no other input's entries are met, and reads it back from the file. */
    void assertStored(List<Entry> entries) {
        for (Entry entry : entries) {
            Entry own =
                    new Entry(ofAccount(entry.event(), TestCallbacks.sid("AC")), entry.resources(), entry.references());
            database.events().append(List.of(own));
            List<LoggedEvent> timeline = database.events()
                    .timeline(List.of(own.event().accountSid()), own.event().sid(), 0, 2);
            assertThat(timeline).hasSize(1);
            Event logged = timeline.get(0).event();
            assertThat(logged).isEqualTo(asKept(own.event()));
            assertReplaysAsKept(entry, ofAccount(logged, entry.event().accountSid()));
        }
    }

    private static void assertReplaysAsKept(Entry entry, Event logged) {
        Event precise = entry.event();
        // A moment that was kept whole leads to the same state again.
        if (precise.occurredAt() == null
                || precise.occurredAt().equals(precise.occurredAt().truncatedTo(ChronoUnit.MILLIS))) {
            assertReplays(entry, logged);
        }
    }

    private static Event ofAccount(Event event, String accountSid) {
        return new Event(
                accountSid,
                event.kind(),
                event.sid(),
                event.source(),
                event.receivedAt(),
                event.occurredAt(),
                event.method(),
                event.target(),
                event.format(),
                event.payload(),
                event.idempotencyToken(),
                event.digest(),
                event.problem());
    }

    /** The file keeps milliseconds. */
    private static Event asKept(Event event) {
        Instant occurredAt = event.occurredAt();
        return event.withTimes(
                event.receivedAt(), occurredAt == null ? null : Instant.ofEpochMilli(occurredAt.toEpochMilli()), null);
    }

    @Override
    public void close() {
        database.close();
    }
}
