package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.digest;
import static dev.ringback.storage.TestEntries.entry;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static dev.ringback.storage.TestMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Digest;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Message;
import dev.ringback.model.PayloadFormat;
import dev.ringback.storage.EventStore.Appended;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tests what {@link EventStore} promises of the log. */
public abstract class EventStoreContract extends StorageContract {

    @Test
    void emptyLogAnswersEverything() {
        assertThat(timeline(sid("SM"))).isEmpty();
        assertThat(database.events().lastReceivedAt()).isEmpty();
        assertThat(append(new Entry[0])).isEmpty();
        database.events().checkWritable();
        assertThat(database.events().lastReceivedAt()).isEmpty();
    }

    @Test
    void eventComesBackWhole() {
        Event whole = new Event(
                account,
                EventKind.RECORDING,
                sid("RE"),
                EventSource.RECOVERED,
                START,
                START.minusMillis(1),
                "GET",
                "/twilio/a%20b?order=1&order=2",
                PayloadFormat.JSON,
                "{\"name\":\"O'Brien + Zoë 🙂\"}",
                "token-1",
                new Digest(-1, Long.MIN_VALUE),
                "no such status",
                START.minusSeconds(86_400));
        append(entry(whole));

        assertThat(timeline(whole.sid())).singleElement().satisfies(logged -> {
            assertThat(logged.event()).isEqualTo(whole);
            assertThat(logged.arrivals()).isEqualTo(1);
            assertThat(logged.lastReceivedAt()).isEqualTo(START);
        });
    }

    @Test
    void unknownFieldsComeBackAsNull() {
        Event bare = event(account, "");
        append(entry(bare));

        assertThat(timeline("")).singleElement().extracting(LoggedEvent::event).isEqualTo(bare);
    }

    @Test
    void sameEventAgainOnlyCountsUp() {
        Event first = event(account, sid("SM"));
        Event again = event(account, first.sid(), START.plusSeconds(5), first.digest());

        assertThat(append(entry(first))).containsExactly(Appended.STORED);
        assertThat(append(entry(again))).containsExactly(Appended.REPEATED);

        assertThat(timeline(first.sid())).singleElement().satisfies(logged -> {
            assertThat(logged.event()).isEqualTo(first);
            assertThat(logged.arrivals()).isEqualTo(2);
            assertThat(logged.lastReceivedAt()).isEqualTo(START.plusSeconds(5));
        });
    }

    @Test
    void sameEventTwiceInOneBatchIsStoredOnce() {
        Entry entry = entry(event(account, sid("SM")));

        assertThat(append(entry, entry)).containsExactly(Appended.STORED, Appended.REPEATED);
        assertThat(timeline(entry.event().sid()))
                .singleElement()
                .extracting(LoggedEvent::arrivals)
                .isEqualTo(2);
    }

    @Test
    void lastArrivalNeverMovesBackWhenTheClockDoes() {
        Event first = event(account, sid("SM"));
        append(entry(first));
        append(entry(event(account, first.sid(), START.minusSeconds(3600), first.digest())));

        assertThat(timeline(first.sid()).get(0).lastReceivedAt()).isEqualTo(START);
    }

    @Test
    void repeatedEventDoesNotTouchTheMirror() {
        Event event = event(account, sid("SM"));
        Message queued = message(account, event.sid()).build();
        append(entry(event, queued));
        append(entry(event, message(account, event.sid()).status(9, "delivered").build()));

        assertThat(database.resources().find(Message.class, account, event.sid()))
                .contains(queued);
    }

    @Test
    void sameDigestOfAnotherSidOrAccountIsAnotherEvent() {
        Event event = event(account, sid("SM"));

        assertThat(append(
                        entry(event),
                        entry(event(account, sid("SM"), START, event.digest())),
                        entry(event(stranger, event.sid(), START, event.digest()))))
                .containsOnly(Appended.STORED);
    }

    @Test
    void sameEventFromManyThreadsIsOneRowWithAllArrivals() throws Exception {
        int threads = 16;
        Event event = event(account, sid("SM"));
        Callable<List<Appended>> arrival = () -> append(entry(event));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Appended> results = new ArrayList<>();
        try {
            for (Future<List<Appended>> result : pool.invokeAll(Collections.nCopies(threads, arrival))) {
                results.addAll(result.get());
            }
        } finally {
            pool.shutdown();
        }

        assertThat(results).containsOnlyOnce(Appended.STORED).hasSize(threads);
        assertThat(timeline(event.sid()))
                .singleElement()
                .extracting(LoggedEvent::arrivals)
                .isEqualTo(threads);
    }

    @Test
    void timelineIsInOrderOfArrivalAndGoesOnAfterAnEvent() {
        String sid = sid("SM");
        for (int i = 0; i < 5; i++) {
            append(entry(event(account, sid, START.minusSeconds(i), digest())), entry(event(account, sid("SM"))));
        }
        List<LoggedEvent> all = timeline(sid);

        assertThat(all).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
        assertThat(all.get(0).event().receivedAt()).isEqualTo(START);
        assertThat(database.events().timeline(List.of(account), sid, all.get(1).id(), 2))
                .isEqualTo(all.subList(2, 4));
    }

    @Test
    void timelineHoldsEventsThatRefer() {
        String call = sid("CA");
        String conference = sid("CF");
        Event aboutCall = event(account, call);
        Event aboutConference = event(account, conference);
        append(
                entry(aboutCall),
                new Entry(aboutConference, List.of(), Set.of(call, sid("CA"))),
                new Entry(event(stranger, conference), List.of(), Set.of(call)));

        assertThat(timeline(call)).extracting(LoggedEvent::event).containsExactly(aboutCall, aboutConference);
        assertThat(timeline(conference)).extracting(LoggedEvent::event).containsExactly(aboutConference);
    }

    @Test
    void timelineShowsOnlyTheAccountsAskedFor() {
        String sid = sid("SM");
        append(entry(event(account, sid)), entry(event(stranger, sid)));

        assertThat(timeline(sid)).hasSize(1);
        assertThat(database.events().timeline(List.of(account, stranger), sid, 0, 10))
                .hasSize(2);
        assertThat(database.events().timeline(List.of(), sid, 0, 10)).isEmpty();
        assertThat(database.events().timeline(List.of(sid("AC")), sid, 0, 10)).isEmpty();
    }

    @Test
    void lastReceivedAtIsThatOfTheNewestEvent() {
        append(entry(event(account, sid("SM"), START, digest())));
        append(entry(event(account, sid("SM"), START.plusSeconds(7), digest())));

        assertThat(database.events().lastReceivedAt()).contains(START.plusSeconds(7));
    }

    @Test
    void entryThatCannotBeStoredTakesItsWholeBatchWithIt() {
        Event good = event(account, sid("SM"));
        Event poison = event(account, sid("SM"));
        Entry unstorable = entry(
                poison, message(account, poison.sid()).status(1, nothing()).build());

        assertThatThrownBy(() -> append(entry(good, message(account, good.sid()).build()), unstorable))
                .isExactlyInstanceOf(StorageException.class)
                .hasMessageContaining("append 2 events");

        assertThat(timeline(good.sid())).isEmpty();
        assertThat(timeline(poison.sid())).isEmpty();
        assertThat(database.resources().find(Message.class, account, good.sid()))
                .isEmpty();
        assertThat(append(entry(good), unstorable.withoutResources("no status")))
                .containsOnly(Appended.STORED);
        assertThat(timeline(poison.sid()).get(0).event().problem()).isEqualTo("no status");
    }

    @Test
    void everythingIsThereAfterReopening() {
        Event event = event(account, sid("SM"));
        Message message = message(account, event.sid()).body("kept").build();
        append(entry(event, message));
        database.close();
        database = open(folder);

        assertThat(timeline(event.sid())).hasSize(1);
        assertThat(database.resources().find(Message.class, account, event.sid()))
                .contains(message);
        assertThat(append(entry(event))).containsExactly(Appended.REPEATED);
    }

    @Test
    void closedDatabaseIsUnavailable() {
        EventStore events = database.events();
        database.close();

        assertThatThrownBy(events::checkWritable).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(events::lastReceivedAt).isInstanceOf(StorageUnavailableException.class);
    }

    private List<LoggedEvent> timeline(String sid) {
        return database.events().timeline(List.of(account), sid, 0, 100);
    }

    /** What no caller should pass. */
    @SuppressWarnings("NullAway")
    private static String nothing() {
        return null;
    }
}
