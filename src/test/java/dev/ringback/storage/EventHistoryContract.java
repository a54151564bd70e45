package dev.ringback.storage;

import static dev.ringback.storage.EventHistory.CHARACTERS_READ;
import static dev.ringback.storage.EventHistory.DISORDER;
import static dev.ringback.storage.EventHistory.EVENTS_LOOKED_AT;
import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.digest;
import static dev.ringback.storage.TestEntries.entry;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.EventHistory.Beginning;
import dev.ringback.storage.EventHistory.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks what {@link EventHistory} promises. */
public abstract class EventHistoryContract extends StorageContract {
    @Test
    void anEmptyLogHasNoEvents() {
        assertThat(list(everything(), 10)).isEmpty();
        assertThat(list(received(START, START.plusSeconds(1)), 10)).isEmpty();
    }

    @Test
    void pagesLeadFromTheNewestToTheOldestAndTellNothingTwice() {
        List<Event> oldestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // one that names nothing, one that names something already known
            oldestFirst.add(event(account, i % 2 == 0 ? "" : "SM" + "0".repeat(32)));
            append(entry(oldestFirst.get(i)));
        }
        append(entry(oldestFirst.get(0))); // came again, which makes no event

        for (int size = 1; size <= 8; size++) {
            assertThat(list(everything(), size)).isEqualTo(reversed(oldestFirst));
        }
        Stretch first = read(everything(), Long.MAX_VALUE, 3, EventHistoryContract::any);
        append(entry(event(account, "")));
        assertThat(events(read(everything(), next(first), 10, EventHistoryContract::any)))
                .isEqualTo(reversed(oldestFirst).subList(3, 7));
    }

    @Test
    void aPageThatIsExactlyFullIsTheLastOneWhereNothingFollows() {
        append(entry(event(account, "")), entry(event(account, "")));

        assertThat(read(everything(), Long.MAX_VALUE, 2, EventHistoryContract::any)
                        .nextBefore())
                .isNull();
        assertThat(read(everything(), Long.MAX_VALUE, 1, EventHistoryContract::any)
                        .nextBefore())
                .isNotNull();
    }

    @Test
    void anEventComesWithAllThatTheLogHasOfIt() {
        Event event = event(account, "");
        append(entry(event));
        append(entry(event(account, "", START.plusSeconds(9), event.digest())));

        assertThat(read(everything(), Long.MAX_VALUE, 1, EventHistoryContract::any)
                        .events())
                .singleElement()
                .satisfies(logged -> {
                    assertThat(logged.event()).isEqualTo(event);
                    assertThat(logged.arrivals()).isEqualTo(2);
                    assertThat(logged.lastReceivedAt()).isEqualTo(START.plusSeconds(9));
                });
    }

    @Test
    void onlyTheAccountsAskedForAreSeen() {
        Event own = event(account, "");
        Event strangers = event(stranger, "");
        append(entry(own), entry(strangers));

        assertThat(list(scope(AccountScope.of(List.of(account))), 10)).containsExactly(own);
        assertThat(list(scope(AccountScope.of(List.of(stranger, account))), 10)).containsExactly(strangers, own);
        assertThat(list(scope(AccountScope.of(List.of(sid("AC")))), 10)).isEmpty();
        assertThat(list(scope(AccountScope.of(List.of())), 10)).isEmpty();
        assertThat(list(scope(AccountScope.all()), 10)).containsExactly(strangers, own);
    }

    @Test
    void onlyTheKindAskedForIsSeen() {
        Event status = event(account, sid("SM"));
        Event unknown = ofKind(EventKind.UNKNOWN);
        Event stream = ofKind(EventKind.EVENT_STREAM);
        append(entry(status), entry(unknown), entry(stream));

        assertThat(list(kind(EventKind.MESSAGE_STATUS), 1)).containsExactly(status);
        assertThat(list(kind(EventKind.UNKNOWN), 1)).containsExactly(unknown);
        assertThat(list(kind(EventKind.EVENT_STREAM), 1)).containsExactly(stream);
        assertThat(list(kind(EventKind.VIDEO), 1)).isEmpty();
        assertThat(list(kind(null), 2)).containsExactly(stream, unknown, status);
    }

    @Test
    void findsOnlyEventsThatWriteTheDigitsOrMayEscapeThem() {
        Event first = withPayload("From=%2B14155550177&To=%2B14155550178");
        Event second = withPayload("From=%2B14155550177");
        Event escaped = withPayload("From=%2B1415555%301%37%37");
        Event inJson = withPayload("{\"from\":\"+1415555\\u0030177\"}");
        Event inTarget = withTarget("/twilio?From=14155550177&To=14155550178");
        Event other = withPayload("From=%2B14155550179&x=a%2Fb_%25!");
        append(entry(first), entry(second), entry(escaped), entry(inJson), entry(inTarget), entry(other));

        assertThat(list(writing("0177"), 10)).containsExactly(inTarget, inJson, escaped, second, first);
        assertThat(list(writing("0177", "0178"), 10)).containsExactly(inTarget, inJson, escaped, first);
        assertThat(list(writing("0000"), 10)).containsExactly(inJson, escaped);
        assertThat(list(writing(), 10)).hasSize(6);
    }

    @Test
    void findsTheCallersEventsThroughoutTheLog() {
        List<Event> log =
                IntStream.range(0, 1_500).mapToObj(i -> event(account, "")).toList();
        List<Event> wanted = List.of(log.get(0), log.get(700), log.get(1_400));
        appendMany(log.stream());

        for (int size : new int[] {1, 2, 50}) {
            assertThat(list(everything(), size, wanted::contains)).isEqualTo(reversed(wanted));
        }
    }

    @Test
    void aRangeOfTimeHasItsFirstMomentAndNotItsLast() {
        Event early = event(account, "", START, digest());
        Event middle = event(account, "", START.plusMillis(1), digest());
        Event late = event(account, "", START.plusMillis(2), digest());
        append(entry(early), entry(middle), entry(late));

        assertThat(list(received(START.plusMillis(1), null), 10)).containsExactly(late, middle);
        assertThat(list(received(null, START.plusMillis(1)), 10)).containsExactly(early);
        assertThat(list(received(START.plusMillis(1), START.plusMillis(2)), 10)).containsExactly(middle);
        assertThat(list(received(START.plusMillis(2), START.plusMillis(2)), 10)).isEmpty();
        assertThat(list(received(START.plusMillis(3), null), 10)).isEmpty();
        assertThat(list(received(START.minusSeconds(1), START.plusSeconds(1)), 1))
                .containsExactly(late, middle, early);
    }

    @Test
    void onePageLooksAtSoManyEventsAndTheNextGoesOnBelow() {
        Event oldest = event(account, "");
        append(entry(oldest));
        appendMany(IntStream.range(0, EVENTS_LOOKED_AT + 10).mapToObj(i -> event(stranger, "")));

        EventQuery own = scope(AccountScope.of(List.of(account)));
        Stretch first = read(own, Long.MAX_VALUE, 10, EventHistoryContract::any);
        Stretch second = read(own, next(first), 10, EventHistoryContract::any);
        Stretch searched = read(everything(), Long.MAX_VALUE, 10, oldest::equals);

        assertThat(first.events()).isEmpty();
        assertThat(events(second)).containsExactly(oldest);
        assertThat(second.nextBefore()).isNull();
        assertThat(searched.events()).isEmpty();
        assertThat(searched.nextBefore()).isEqualTo(first.nextBefore());
    }

    @Test
    void aMomentIsFoundInALongLogWithoutWalkingThroughIt() {
        int many = EVENTS_LOOKED_AT + DISORDER + 5_000;
        List<Event> log = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            log.add(event(account, "", START.plusSeconds(i), digest()));
        }
        // replayed from quarantine: its first time, and a late id
        Event replayed = event(account, "", START.plusSeconds(200), digest());
        log.add(DISORDER, replayed);
        // a node whose clock is a little behind
        Collections.swap(log, 300, 301);
        appendMany(log.stream());

        Stretch upTo = read(received(null, START.plusSeconds(100)), Long.MAX_VALUE, 100, EventHistoryContract::any);
        assertThat(events(upTo)).isEqualTo(reversed(log.subList(0, 100)));
        assertThat(upTo.nextBefore()).isNull();
        Stretch from =
                read(received(START.plusSeconds(many - 10), null), Long.MAX_VALUE, 100, EventHistoryContract::any);
        assertThat(events(from)).hasSize(10);
        assertThat(from.nextBefore()).isNull();
        assertThat(list(received(START.plusSeconds(200), START.plusSeconds(201)), 10))
                .containsExactly(replayed, log.get(200));
        assertThat(list(received(START.plusSeconds(300), START.plusSeconds(302)), 10))
                .containsExactly(log.get(301), log.get(300));
        assertThat(list(received(START.plusSeconds(20_000), START.plusSeconds(20_003)), 2))
                .extracting(Event::receivedAt)
                .containsExactly(START.plusSeconds(20_002), START.plusSeconds(20_001), START.plusSeconds(20_000));
    }

    /** The ids of a log that has no order by time are no help, and nothing may be lost by them. */
    @Test
    void aLogInReverseOrderIsStillListedByTime() {
        List<Event> log = IntStream.range(0, 5_000)
                .mapToObj(i -> event(account, "", START.minusSeconds(i), digest()))
                .toList();
        appendMany(log.stream());

        assertThat(list(received(START.minusSeconds(2), null), 10)).containsExactly(log.get(2), log.get(1), log.get(0));
        assertThat(list(received(null, START.minusSeconds(4_997)), 10)).containsExactly(log.get(4_999), log.get(4_998));
    }

    @Test
    void aPageOfLargeEventsEndsEarly() {
        String large = "x=" + "a".repeat((int) CHARACTERS_READ / 10);
        for (int i = 0; i < 15; i++) {
            append(entry(withPayload(large)));
        }

        Stretch first = read(everything(), Long.MAX_VALUE, 100, EventHistoryContract::any);
        Stretch second = read(everything(), next(first), 100, EventHistoryContract::any);

        assertThat(first.events().size() + second.events().size()).isEqualTo(15);
        assertThat(first.events()).hasSizeBetween(10, 14);
        assertThat(second.nextBefore()).isNull();
        assertThat(list(everything(), 1)).hasSize(15);
    }

    private static boolean any(Event event) {
        return event != null;
    }

    private static Event ofKind(EventKind kind) {
        return changed(kind, "/twilio", "a=b");
    }

    private static Event withPayload(String payload) {
        return changed(EventKind.UNKNOWN, "/twilio", payload);
    }

    private static Event withTarget(String target) {
        return changed(EventKind.UNKNOWN, target, "");
    }

    private static EventQuery writing(String... digits) {
        return new EventQuery(AccountScope.all(), null, Set.of(digits), TimeRange.ALWAYS, Long.MAX_VALUE, 1);
    }

    private static Event changed(EventKind kind, String target, String payload) {
        Event event = event(sid("AC"), "");
        return new Event(
                event.accountSid(),
                kind,
                event.sid(),
                event.source(),
                event.receivedAt(),
                event.occurredAt(),
                event.method(),
                target,
                event.format(),
                payload,
                event.idempotencyToken(),
                event.digest(),
                event.problem());
    }

    private void appendMany(Stream<Event> events) {
        database.events()
                .append(events.map(event -> new Entry(event, List.of(), Set.of()))
                        .toList());
    }

    @Test
    void anAccountBeginsWithTheFirstEventThatTwilioToldByItself() {
        assertThat(database.history().beginning(account, 0)).isEqualTo(new Beginning(null, 0));
        append(entry(event(stranger, "")), entry(answered(START.plusSeconds(1))));
        Beginning notYet = database.history().beginning(account, 0);
        assertThat(notYet.receivedAt()).isNull();
        append(
                entry(event(account, sid("SM"), START.plusSeconds(2), digest())),
                entry(event(account, sid("SM"), START.plusSeconds(3), digest())));

        assertThat(database.history().beginning(account, 0).receivedAt()).isEqualTo(START.plusSeconds(2));
        assertThat(database.history().beginning(account, notYet.upToId()).receivedAt())
                .isEqualTo(START.plusSeconds(2));
        assertThat(database.history().beginning(stranger, 0).receivedAt()).isEqualTo(START);
        assertThat(database.history().beginning(sid("AC"), 0).receivedAt()).isNull();
    }

    private Event answered(Instant receivedAt) {
        Event told = event(account, sid("SM"), receivedAt, digest());
        return new Event(
                told.accountSid(),
                told.kind(),
                told.sid(),
                EventSource.API,
                told.receivedAt(),
                told.receivedAt(),
                "GET",
                "/2010-04-01/Accounts/" + account + "/Messages.json",
                PayloadFormat.JSON,
                "{}",
                null,
                told.digest(),
                null);
    }

    @Test
    void theBeginningOfAnAccountIsLookedForAFewEventsAtATime() {
        appendMany(IntStream.range(0, EVENTS_LOOKED_AT + 10).mapToObj(i -> event(stranger, "")));
        append(entry(event(account, "", START.plusSeconds(7), digest())));

        Beginning notYet = database.history().beginning(account, 0);
        assertThat(notYet.receivedAt()).isNull();
        assertThat(notYet.upToId()).isPositive();
        assertThat(database.history().beginning(account, notYet.upToId()).receivedAt())
                .isEqualTo(START.plusSeconds(7));
    }

    private static EventQuery everything() {
        return scope(AccountScope.all());
    }

    private static EventQuery scope(AccountScope scope) {
        return new EventQuery(scope, null, Set.of(), TimeRange.ALWAYS, Long.MAX_VALUE, 1);
    }

    private static EventQuery kind(@Nullable EventKind kind) {
        return new EventQuery(AccountScope.all(), kind, Set.of(), TimeRange.ALWAYS, Long.MAX_VALUE, 1);
    }

    private static EventQuery received(@Nullable Instant from, @Nullable Instant until) {
        return new EventQuery(AccountScope.all(), null, Set.of(), new TimeRange(from, until), Long.MAX_VALUE, 1);
    }

    private Stretch read(EventQuery query, long beforeId, int size, Predicate<Event> matching) {
        return database.history()
                .newestFirst(
                        new EventQuery(query.scope(), query.kind(), query.digits(), query.received(), beforeId, size),
                        matching);
    }

    private List<Event> list(EventQuery query, int size) {
        return list(query, size, EventHistoryContract::any);
    }

    /** All pages; each is as large as asked for at most. */
    private List<Event> list(EventQuery query, int size, Predicate<Event> matching) {
        List<Event> all = new ArrayList<>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            Stretch page = read(query, before, size, matching);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(size);
            all.addAll(events(page));
            before = page.nextBefore();
        }
        return all;
    }

    private static long next(Stretch stretch) {
        Long next = stretch.nextBefore();
        assertThat(next).isNotNull();
        return next == null ? 0 : next;
    }

    private static List<Event> events(Stretch stretch) {
        return stretch.events().stream().map(LoggedEvent::event).toList();
    }

    private static List<Event> reversed(List<Event> events) {
        List<Event> reversed = new ArrayList<>(events);
        Collections.reverse(reversed);
        return reversed;
    }
}
