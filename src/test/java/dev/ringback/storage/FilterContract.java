package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.digest;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.progress;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.Conference;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.Entry;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.model.PageRequest.Order;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the stores promise of filtered lists, by comparison with a filter over everything there is. */
public abstract class FilterContract extends StorageContract {
    private static final int ROWS = 300;
    private static final int FILTERS = 120;

    private final Random random = new Random(11);

    @Test
    void messagesAreFilteredSortedAndPaged() {
        Map<String, Set<Parameter>> tags = new HashMap<>();
        List<Message> all = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Message message = randomMessage();
            Set<Parameter> carried = randomTags();
            all.add(message);
            tags.put(message.sid(), carried);
            entries.add(new Entry(event(account, message.sid(), START, digest()), List.of(message), Set.of(), carried));
        }
        database.events().append(entries);
        append(TestMessage.message(stranger, sid("SM"))
                .status(3, "sent")
                .sentAt(START)
                .build());

        for (int i = 0; i < FILTERS; i++) {
            MessageFilter filter = randomMessageFilter();
            assertPages(
                    all.stream()
                            .filter(message -> matches(message, filter))
                            .filter(message ->
                                    tags.getOrDefault(message.sid(), Set.of()).containsAll(filter.tags()))
                            .toList(),
                    filter.dateSent().equals(TimeRange.ALWAYS) ? Message::dateCreated : FilterContract::sent,
                    Message::sid,
                    page -> database.resources().list(account, filter, page),
                    filter.toString());
        }
    }

    @Test
    void callsAreFilteredSortedAndPaged() {
        List<Call> all = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            all.add(randomCall());
        }
        append(all.toArray(Resource[]::new));

        for (int i = 0; i < FILTERS; i++) {
            CallFilter filter = randomCallFilter();
            Function<Call, @Nullable Instant> time = Call::dateCreated;
            if (!filter.endTime().equals(TimeRange.ALWAYS)) {
                time = Call::endedAt;
            }
            if (!filter.startTime().equals(TimeRange.ALWAYS)) {
                time = FilterContract::started;
            }
            assertPages(
                    all.stream().filter(call -> matches(call, filter)).toList(),
                    time,
                    Call::sid,
                    page -> database.resources().list(account, filter, page),
                    filter.toString());
        }
    }

    @Test
    void conferencesAreFilteredSortedAndPaged() {
        List<Conference> all = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            all.add(ConferenceBuilder.builder()
                    .accountSid(account)
                    .sid(sid("CF"))
                    .progress(progress(1, oneOf("init", "in-progress", "completed")))
                    .friendlyName(maybe("stand-up", "review"))
                    .dateCreated(time())
                    .dateUpdated(time())
                    .lastReceivedAt(START)
                    .build());
        }
        append(all.toArray(Resource[]::new));

        for (int i = 0; i < FILTERS; i++) {
            ConferenceFilter filter = new ConferenceFilter(
                    maybe("stand-up", "review", "Stand-up"), maybe("init", "completed"), randomRange(), randomRange());
            assertPages(
                    all.stream()
                            .filter(row -> same(filter.friendlyName(), row.friendlyName())
                                    && same(filter.status(), row.progress().status())
                                    && within(filter.dateCreated(), row.dateCreated())
                                    && within(filter.dateUpdated(), row.dateUpdated()))
                            .toList(),
                    Conference::dateCreated,
                    Conference::sid,
                    page -> database.resources().list(account, filter, page),
                    filter.toString());
        }
    }

    @Test
    void aPageContinuesAfterARowThatNoLongerMeetsTheFilter() {
        Message older = TestMessage.message(account, sid("SM")).at(START).build();
        Message newer =
                TestMessage.message(account, sid("SM")).at(START.plusSeconds(1)).build();
        append(older, newer);
        MessageFilter queued = new MessageFilter(null, null, TimeRange.ALWAYS, "queued", null, null, List.of());
        Page<Message> first = database.resources().list(account, queued, PageRequest.first(1));
        append(TestMessage.message(account, newer.sid())
                .status(9, "delivered")
                .at(START.plusSeconds(1))
                .build());

        Page<Message> second =
                database.resources().list(account, queued, PageRequest.first(1).after(newer.sid()));

        assertThat(first.items()).containsExactly(newer);
        assertThat(second.items()).containsExactly(older);
    }

    @Test
    void aTagThatManyMessagesCarryIsFoundAsOneThatFewDo() {
        List<Entry> entries = new ArrayList<>();
        List<String> even = new ArrayList<>();
        for (int i = 0; i < 20_100; i++) {
            Message message = TestMessage.message(account, sid("SM"))
                    .at(START.plusSeconds(i))
                    .build();
            if (i % 2 == 0) {
                even.add(message.sid());
            }
            entries.add(new Entry(
                    event(account, message.sid(), START, digest()),
                    List.of(message),
                    Set.of(),
                    i % 2 == 0 ? Set.of(new Parameter("env", "prod")) : Set.of()));
        }
        database.events().append(entries);
        MessageFilter filter = new MessageFilter(
                null, null, TimeRange.ALWAYS, null, null, null, List.of(new Parameter("env", "prod")));

        Page<Message> newest = database.resources().list(account, filter, PageRequest.first(2));
        Page<Message> next =
                database.resources().list(account, filter, PageRequest.first(1).after(even.get(even.size() - 2)));

        assertThat(newest.items())
                .extracting(Message::sid)
                .containsExactly(even.get(even.size() - 1), even.get(even.size() - 2));
        assertThat(next.items()).extracting(Message::sid).containsExactly(even.get(even.size() - 3));
    }

    /** Walks the whole list forward, and then back from its last row, in both orders. */
    private <R> void assertPages(
            List<R> expected,
            Function<R, ? extends @Nullable Instant> time,
            Function<R, String> key,
            Function<PageRequest, Page<R>> list,
            String filter) {
        Comparator<R> oldestFirst =
                Comparator.<R, Instant>comparing(row -> known(time.apply(row))).thenComparing(key);
        for (Order order : Order.values()) {
            List<R> sorted = expected.stream()
                    .sorted(order == Order.OLDEST_FIRST ? oldestFirst : oldestFirst.reversed())
                    .toList();
            int size = 1 + random.nextInt(60);
            List<R> walked = new ArrayList<>();
            PageRequest request = PageRequest.first(size).in(order);
            Page<R> page = list.apply(request);
            walked.addAll(page.items());
            while (page.hasNext()) {
                request = request.after(key.apply(walked.get(walked.size() - 1)));
                page = list.apply(request);
                walked.addAll(page.items());
            }
            assertThat(walked).as(filter + ", " + order).containsExactlyElementsOf(sorted);
            if (!sorted.isEmpty()) {
                Anchor last = new Anchor(Direction.BEFORE, key.apply(sorted.get(sorted.size() - 1)));
                List<R> before =
                        list.apply(new PageRequest(size, 1, order, last)).items();
                int end = sorted.size() - 1;
                assertThat(before).as(filter).containsExactlyElementsOf(sorted.subList(Math.max(0, end - size), end));
            }
        }
    }

    private static Instant known(@Nullable Instant time) {
        assertThat(time).as("a row that is sorted by a time has it").isNotNull();
        return time == null ? START : time;
    }

    private Message randomMessage() {
        return MessageBuilder.builder()
                .accountSid(account)
                .sid(sid("SM"))
                .progress(progress(1, oneOf("queued", "sent", "delivered", "failed")))
                .to(oneOf("+14155550100", "+14155550101"))
                .from(maybe("+14155550102", "+14155550103"))
                .messagingServiceSid(maybe("MG1", "MG2"))
                .errorCode(maybe(30003, 30005))
                .dateCreated(time())
                .dateUpdated(time())
                .dateSent(maybe(time(), time()))
                .lastReceivedAt(START)
                .build();
    }

    private MessageFilter randomMessageFilter() {
        return new MessageFilter(
                maybe("+14155550100", "+14155550199"),
                maybe("+14155550102"),
                randomRange(),
                maybe("queued", "failed", "sent"),
                maybe(30003),
                maybe("MG1"),
                List.copyOf(randomTags()));
    }

    private static boolean matches(Message message, MessageFilter filter) {
        return same(filter.to(), message.to())
                && same(filter.from(), message.from())
                && within(filter.dateSent(), sent(message))
                && same(filter.status(), message.progress().status())
                && same(filter.errorCode(), message.errorCode())
                && same(filter.messagingServiceSid(), message.messagingServiceSid());
    }

    private Set<Parameter> randomTags() {
        return switch (random.nextInt(4)) {
            case 0 -> Set.of(new Parameter("order", "1"));
            case 1 -> Set.of(new Parameter("order", "1"), new Parameter("env", "prod"));
            default -> Set.of();
        };
    }

    private Call randomCall() {
        return CallBuilder.builder()
                .accountSid(account)
                .sid(sid("CA"))
                .progress(progress(1, oneOf("initiated", "queued", "in-progress", "completed")))
                .parentCallSid(maybe("CA1", "CA2"))
                .to(oneOf("+14155550100", "+14155550101"))
                .from(oneOf("+14155550102", "+14155550103"))
                .answeredAt(maybe(time()))
                .endedAt(maybe(time()))
                .duration(maybe(Duration.ofSeconds(2), Duration.ZERO))
                .dateCreated(time())
                .dateUpdated(time())
                .lastReceivedAt(START)
                .build();
    }

    private CallFilter randomCallFilter() {
        return new CallFilter(
                maybe("+14155550100"),
                maybe("+14155550102"),
                maybe("CA1"),
                oneOf(Set.of(), Set.of("queued", "initiated"), Set.of("completed")),
                randomRange(),
                randomRange());
    }

    private static boolean matches(Call call, CallFilter filter) {
        return same(filter.to(), call.to())
                && same(filter.from(), call.from())
                && same(filter.parentCallSid(), call.parentCallSid())
                && (filter.statuses().isEmpty()
                        || filter.statuses().contains(call.progress().status()))
                && within(filter.startTime(), started(call))
                && within(filter.endTime(), call.endedAt());
    }

    private static Instant sent(Message message) {
        return message.dateSent() == null ? message.dateCreated() : message.dateSent();
    }

    private static Instant started(Call call) {
        Instant answered = call.startTime();
        return answered == null ? call.dateCreated() : answered;
    }

    private TimeRange randomRange() {
        Instant from = time();
        return switch (random.nextInt(6)) {
            case 0 -> new TimeRange(from, null);
            case 1 -> new TimeRange(null, from);
            case 2 -> new TimeRange(from, from.plusSeconds(10));
            default -> TimeRange.ALWAYS;
        };
    }

    private Instant time() {
        return START.plusSeconds(random.nextInt(40));
    }

    private static boolean same(@Nullable Object wanted, @Nullable Object value) {
        return wanted == null || wanted.equals(value);
    }

    private static boolean within(TimeRange range, @Nullable Instant time) {
        if (range.equals(TimeRange.ALWAYS)) {
            return true;
        }
        Predicate<Instant> inside = at -> (range.from() == null || !at.isBefore(range.from()))
                && (range.until() == null || at.isBefore(range.until()));
        return time != null && inside.test(time);
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** One of them, or as often none. */
    @SafeVarargs
    private <T> @Nullable T maybe(T... values) {
        return random.nextBoolean() ? null : values[random.nextInt(values.length)];
    }
}
