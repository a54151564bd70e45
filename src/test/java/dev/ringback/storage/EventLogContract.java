package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.entry;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Generation;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.PayloadFormat;
import dev.ringback.storage.EventLog.Settled;
import dev.ringback.storage.EventLog.Subscription;
import dev.ringback.storage.LostPositionException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests what {@link EventLog} promises. */
public abstract class EventLogContract extends StorageContract {

    /** How often a listener of this was called. */
    protected final AtomicInteger calls = new AtomicInteger();

    @Test
    void anEmptyLogEndsAtItsBeginningAndAnotherBehindItsNewestEvent() {
        Settled empty = log().settled();
        assertThat(empty.end()).isEqualTo(empty.beginning());
        assertThat(empty.beginning().eventId()).isZero();
        assertThat(empty.after(empty.beginning(), 10)).isEmpty();

        appendEvents(3);

        List<LoggedEvent> all = all();
        Settled settled = log().settled();
        assertThat(settled.end()).isEqualTo(settled.behind(all.get(2).id()));
        assertThat(settled.after(settled.end(), 10)).isEmpty();
        assertThat(settled.after(empty.end(), 10)).isEqualTo(all);
    }

    @Test
    void eventsComeInTheirOrderBehindAPositionUpToTheEndThatWasSettled() {
        List<Event> events = appendEvents(5);
        Settled settled = log().settled();
        List<Event> later = appendEvents(1);

        List<LoggedEvent> all = settled.after(settled.beginning(), 10);
        assertThat(all).extracting(LoggedEvent::event).containsExactlyElementsOf(events);
        assertThat(all).extracting(LoggedEvent::id).isSorted();
        EventPosition first = settled.beginning().behind(all.get(0));
        assertThat(settled.after(first, 10)).isEqualTo(all.subList(1, 5));
        assertThat(settled.after(first, 2)).isEqualTo(all.subList(1, 3));
        assertThat(log().settled().after(settled.end(), 10))
                .extracting(LoggedEvent::event)
                .isEqualTo(later);
    }

    @Test
    void ofLargeEventsThereAreFewerButNeverNone() {
        append(large(9_000_000), large(5_000_000), large(5_000_000), large(10));
        Settled settled = log().settled();
        List<LoggedEvent> first = settled.after(settled.beginning(), 10);
        assertThat(first).hasSize(1);
        List<LoggedEvent> second = settled.after(settled.beginning().behind(first.get(0)), 10);
        assertThat(second).hasSize(2);
        assertThat(settled.after(settled.beginning().behind(second.get(1)), 10)).hasSize(1);
    }

    @Test
    void eventsAreFoundByTheirIdsWhereTheyAreInTheLogStill() {
        appendEvents(4);
        List<LoggedEvent> all = all();
        LoggedEvent second = all.get(1);
        LoggedEvent last = all.get(3);

        assertThat(log().byId(Set.of(second.id(), last.id(), last.id() + 1000)))
                .isEqualTo(Map.of(second.id(), second, last.id(), last));
        assertThat(log().byId(Set.of())).isEmpty();
        assertThat(log().byId(Set.of(last.id() + 1))).isEmpty();
    }

    /** Each event is stored alone, by twos and among repeats, and is found by its id in the database itself. */
    @Test
    void whatIsReadSoonAfterItsCommitIsWhatTheLogKeeps() {
        Event first = appendEvents(1).get(0);
        Entry again = entry(first);
        Instant time = Instant.parse("2026-01-02T03:04:05.678912345Z");
        Entry inNanoseconds = entry(any().withTimes(time, time, time));
        append(inNanoseconds, again, entry(any()));
        append(again, inNanoseconds);
        append(
                entry(any().withRequest("/twilio?half=\ud83d", "a")),
                entry(any().withRequest("/twilio?\ud83d\ude00", "b")));
        append(entry(any()));
        append(entry(any()), again, entry(any()));

        Settled settled = log().settled();
        for (LoggedEvent logged : settled.after(settled.beginning(), 100)) {
            List<LoggedEvent> behind = settled.after(settled.behind(logged.id() - 1), 100);
            assertThat(behind)
                    .containsExactlyInAnyOrderElementsOf(
                            log().byId(behind.stream().map(LoggedEvent::id).collect(Collectors.toSet()))
                                    .values());
            assertThat(behind).extracting(LoggedEvent::id).isSorted();
        }
    }

    private Event any() {
        return event(account, sid("SM"));
    }

    @Test
    void eventsThatRetentionDeletesUnderAReaderAreMissingAndNoOthers() {
        EventPosition reader = log().settled().beginning();
        append(old(), old(), old());
        List<Event> young = appendEvents(2);
        Settled settled = log().settled();
        LoggedEvent first = settled.after(reader, 1).get(0);
        reader = reader.behind(first);

        deleteOld();

        assertThat(settled.after(reader, 10)).extracting(LoggedEvent::event).isEqualTo(young);
        assertThat(log().settled().after(reader, 10))
                .extracting(LoggedEvent::event)
                .isEqualTo(young);
        assertThat(log().settled().after(reader, 1)).hasSize(1);
    }

    @Test
    void aPositionOfAnotherGenerationIsLostAndSaysWhereToBegin() {
        appendEvents(3);
        Settled settled = log().settled();
        EventPosition before = settled.end();

        Generation fresh = database.generation().renew();

        assertThat(fresh).isNotEqualTo(before.generation());
        EventPosition beginning = new EventPosition(fresh, 0);
        for (Settled of : List.of(settled, log().settled())) {
            for (EventPosition position : List.of(settled.beginning(), before)) {
                assertLost(of, position, Reason.OTHER_GENERATION, beginning);
            }
        }
        assertThat(log().settled().after(beginning, 10)).hasSize(3);
        assertThat(log().settled().after(new EventPosition(fresh, before.eventId()), 10))
                .isEmpty();
        assertThat(settled.after(new EventPosition(fresh, before.eventId()), 10))
                .as("what was settled before is of no use for a position of now, which is not lost")
                .isEmpty();
    }

    /** The events came later than the backup was made; those that come then get the same ids. */
    @Test
    void afterARestoreOfAnOlderBackupNothingNewIsTakenForWhatWasRead() {
        appendEvents(2);
        List<LoggedEvent> kept = all();
        appendEvents(3);
        EventPosition reader = log().settled().end();
        loseEnd(kept.get(1).id());
        List<Event> others = appendEvents(4);
        List<LoggedEvent> now = all();
        assertThat(now).extracting(LoggedEvent::id).contains(reader.eventId());

        EventPosition beginning = log().settled().beginning();
        assertLost(log().settled(), reader, Reason.OTHER_GENERATION, beginning);

        assertThat(now.subList(0, 2)).isEqualTo(kept);
        assertThat(now.subList(2, 6)).extracting(LoggedEvent::event).isEqualTo(others);
        assertThat(log().settled().after(beginning, 10)).isEqualTo(now);
    }

    @Test
    void aPositionBehindTheEndOfTheLogIsLostAndSaysWhereToBegin() {
        appendEvents(2);
        Settled settled = log().settled();
        EventPosition beyond = settled.behind(settled.end().eventId() + 1);

        assertLost(settled, beyond, Reason.BEYOND_END, settled.beginning());

        appendEvents(1);
        assertThat(settled.after(beyond, 10))
                .as("it is of a part of the log that was settled later")
                .isEmpty();
        assertThat(log().settled().after(beyond, 10)).isEmpty();
    }

    @Test
    void severalReadersEachMeetEveryEventOnceInOrder() throws Exception {
        int number = 300;
        int readers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(readers + 2);
        try {
            EventPosition begin = log().settled().beginning();
            List<Future<List<LoggedEvent>>> reading = IntStream.range(0, readers)
                    .mapToObj(reader -> threads.submit(() -> follow(begin, 7 + reader, number)))
                    .toList();
            List<Future<List<Event>>> storing = IntStream.range(0, 2)
                    .mapToObj(writer -> threads.submit(() -> appendOneByOne(number / 2)))
                    .toList();
            for (Future<List<Event>> stored : storing) {
                assertThat(stored.get()).hasSize(number / 2);
            }
            List<LoggedEvent> all = all();
            assertThat(all).hasSize(number);
            for (Future<List<LoggedEvent>> met : reading) {
                assertThat(met.get()).isEqualTo(all);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Event> appendOneByOne(int number) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            events.addAll(appendEvents(1));
        }
        return events;
    }

    private List<LoggedEvent> follow(EventPosition begin, int atOnce, int number) {
        List<LoggedEvent> met = new ArrayList<>();
        EventPosition position = begin;
        while (met.size() < number && !Thread.currentThread().isInterrupted()) {
            Settled settled = log().settled();
            List<LoggedEvent> some = settled.after(position, atOnce);
            while (!some.isEmpty()) {
                met.addAll(some);
                position = position.behind(some.get(some.size() - 1));
                some = settled.after(position, atOnce);
            }
        }
        return met;
    }

    @Test
    void theListenerHasBeenCalledWhenAnAppendReturnsAlsoOfAnEventAboutNothing() {
        try (Subscription subscription = log().listen(calls::incrementAndGet)) {
            assertThat(subscription).isNotNull();
            int before = calls.get();
            append(entry(event(account, "")));
            assertThat(calls.get()).isGreaterThan(before);
        }
    }

    @Test
    void whoNoLongerListensIsNotCalled() {
        log().listen(calls::incrementAndGet).close();
        int before = calls.get();
        append(entry(event(account, sid("SM"))));
        assertThat(calls.get()).isEqualTo(before);
    }

    @Test
    void aListenerThatFailsHarmsNobody() {
        Runnable broken = () -> {
            throw new IllegalStateException("made up");
        };
        try (Subscription failing = log().listen(broken);
                Subscription subscription = log().listen(calls::incrementAndGet)) {
            assertThat(failing).isNotEqualTo(subscription);
            int before = calls.get();
            append(entry(event(account, sid("SM"))));
            assertThat(calls.get()).isGreaterThan(before);
        }
    }

    @Test
    void aClosedDatabaseIsUnavailable() {
        EventLog log = log();
        Settled settled = log.settled();
        GenerationStore generation = database.generation();
        database.close();
        assertThatThrownBy(log::settled).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> settled.after(settled.beginning(), 1)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(generation::current).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(generation::renew).isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void theGenerationStaysUntilAnotherIsWritten() {
        Generation first = database.generation().current();
        database.close();
        database = open(folder);
        assertThat(database.generation().current()).isEqualTo(first);

        Generation second = database.generation().renew();
        database.close();
        database = open(folder);

        assertThat(database.generation().current()).isEqualTo(second).isNotEqualTo(first);
    }

    /** Deletes all events behind an id, and lets their ids be given again, as a restore of an older backup does. */
    protected abstract void loseEnd(long lastId);

    protected EventLog log() {
        return database.log();
    }

    private List<LoggedEvent> all() {
        return log().settled().after(log().settled().beginning(), 1_000);
    }

    protected static void assertLost(Settled settled, EventPosition position, Reason reason, EventPosition beginning) {
        assertThatThrownBy(() -> settled.after(position, 10))
                .isInstanceOfSatisfying(LostPositionException.class, lost -> {
                    assertThat(lost.reason()).isEqualTo(reason);
                    assertThat(lost.beginning()).isEqualTo(beginning);
                });
    }

    protected List<Event> appendEvents(int number) {
        List<Event> events = IntStream.range(0, number)
                .mapToObj(i -> event(account, sid("SM")))
                .toList();
        database.events().append(events.stream().map(TestEntries::entry).toList());
        return events;
    }

    private Entry old() {
        return entry(event(account, sid("SM"), TestEntries.START.minus(Duration.ofDays(100)), TestEntries.digest()));
    }

    private void deleteOld() {
        RetentionStore retention = database.retention(event -> Set.of());
        RetentionStore.Step step = retention.deleteSome(TestEntries.START.minus(Duration.ofDays(30)), 0, 1_000);
        while (!step.finished()) {
            step = retention.deleteSome(TestEntries.START.minus(Duration.ofDays(30)), step.afterId(), 1_000);
        }
    }

    private Entry large(int characters) {
        return entry(new Event(
                account,
                EventKind.DEBUGGER,
                sid("NO"),
                EventSource.CALLBACK,
                TestEntries.START,
                null,
                "POST",
                "/twilio",
                PayloadFormat.FORM,
                "x".repeat(characters),
                null,
                TestEntries.digest(),
                null));
    }
}
