package dev.ringback.stats;

import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestAnswers;
import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.TestTraffic;
import dev.ringback.model.CallbackFigures;
import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.StatsAnswer;
import dev.ringback.model.StatsDimension;
import dev.ringback.model.StatsFigures;
import dev.ringback.model.StatsQuery;
import dev.ringback.model.StatsRow;
import dev.ringback.model.StatsSpan;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.Database;
import dev.ringback.storage.EventMinute;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.RollupStore;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.twilio.callback.Projector;
import dev.ringback.upkeep.Rebuild;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures are those that counting all messages gives, whatever came in whatever order. */
abstract class RollupsContract {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String ACCOUNT = TestCallbacks.ACCOUNT_SID;
    private static final AccountScope OURS = AccountScope.of(List.of(ACCOUNT));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** As Twilio writes dates. */
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    Database database;
    final TestClock clock = new TestClock(NOON);

    private Rollups rollups;
    private RollupStats stats;

    abstract Database open(Path in);

    /** Opens it alone, to rebuild it. */
    abstract Database openForRebuild(Path in);

    @BeforeEach
    void openDatabase() {
        use(open(folder));
    }

    private void use(Database opened) {
        database = opened;
        rollups = rollups(null);
        stats = new RollupStats(database.rollupReads(), clock);
    }

    private Rollups rollups(@Nullable Duration keep) {
        return new Rollups(database, keep, clock);
    }

    @AfterEach
    void leaveDatabase() {
        TestPostgres.leave(database);
    }

    @AfterAll
    static void closeDatabase() {
        TestPostgres.closeKept();
    }

    private void come(Instant at, TestCallbacks... callbacks) {
        database.events()
                .append(Arrays.stream(callbacks)
                        .map(callback -> TestTraffic.entry(callback, at))
                        .toList());
    }

    private StatsAnswer ask(Duration back, StatsDimension... by) {
        return stats.figures(OURS, new StatsQuery(clock.instant().minus(back), clock.instant(), List.of(by), Map.of()));
    }

    private static List<StatsRow> rows(StatsAnswer answer, StatsDimension dimension) {
        return answer.rows().getOrDefault(dimension, List.of());
    }

    private StatsFigures totals(Duration back) {
        rollups.catchUp();
        return ask(back).totals();
    }

    @Test
    void nothingIsCountedBeforeAnythingHasCome() {
        StatsAnswer before = ask(DAY, StatsDimension.HOUR);
        rollups.catchUp();

        assertThat(before.asOf()).isNull();
        assertThat(ask(DAY, StatsDimension.HOUR).asOf()).isEqualTo(NOON);
        assertThat(before.totals().messages()).isZero();
        assertThat(before.totals().deliveryRate()).isEmpty();
        assertThat(before.totals().p50()).isNull();
        assertThat(before.rows().get(StatsDimension.HOUR))
                .hasSize(24)
                .first()
                .extracting(StatsRow::key)
                .isEqualTo("2026-03-09T12:00:00Z");
    }

    @Test
    void eachStateIsCountedAndTheTimeToDeliveryMeasured() {
        Instant at = NOON.minusSeconds(1_800);
        String delivered = sid("SM");
        String read = sid("SM");
        String late = sid("SM");
        come(at, messageStatus(delivered, "sent"), messageStatus(read, "sent"), messageStatus(sid("SM"), "queued"));
        come(at.plusSeconds(4), messageStatus(delivered, "delivered"), messageStatus(read, "delivered"));
        come(at.plusSeconds(60), messageStatus(read, "read"), messageStatus(late, "delivered"));
        come(at.plusSeconds(61), messageStatus(late, "sent"));
        come(
                at,
                messageStatus(sid("SM"), "undelivered").with("ErrorCode", "30003"),
                messageStatus(sid("MM"), "failed").with("ErrorCode", "30007"),
                messageStatus(sid("SM"), "undelivered").with("ErrorCode", "30003"),
                messageStatus(sid("SM"), "canceled"),
                messageStatus(sid("SM"), "sent"),
                messageStatus(sid("SM"), "brand-new"),
                inboundMessage(sid("SM"), "hello"));

        StatsFigures totals = totals(HOUR);

        assertThat(totals.messages()).isEqualTo(10);
        assertThat(totals.inbound()).isEqualTo(1);
        assertThat(totals.delivered()).isEqualTo(3);
        assertThat(totals.read()).isEqualTo(1);
        assertThat(totals.undelivered()).isEqualTo(2);
        assertThat(totals.failed()).isEqualTo(1);
        assertThat(totals.canceled()).isEqualTo(1);
        assertThat(totals.sent()).isEqualTo(1);
        assertThat(totals.underWay()).isEqualTo(2);
        assertThat(totals.deliveryRate()).hasValue(0.5);
        assertThat(totals.errorCodes()).isEqualTo(Map.of(30003, 2L, 30007, 1L));
        // of the third nothing came before its receipt
        assertThat(totals.measured()).isEqualTo(2);
        assertThat(totals.p50()).isBetween(Duration.ofMillis(3_820), Duration.ofMillis(4_180));
    }

    @Test
    void whatIsAskedForAgainIsAnsweredByWhatCameMeanwhile() {
        String message = sid("SM");
        come(NOON, messageStatus(message, "sent"));
        assertThat(totals(HOUR).sent()).isZero();
        clock.advance(HOUR);
        assertThat(totals(HOUR).sent()).isEqualTo(1);

        come(NOON.plusSeconds(5), messageStatus(message, "delivered"));
        come(NOON.plusSeconds(6), messageStatus(message, "sent"), messageStatus(message, "delivered"));

        assertThat(totals(HOUR).delivered()).isEqualTo(1);
        assertThat(totals(HOUR).messages()).isEqualTo(1);
        clock.advance(HOUR);
        assertThat(ask(HOUR).previous().messages()).isEqualTo(1);
        assertThat(ask(HOUR).totals().messages()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theFiguresAreThoseOfCountingAllMessages(long seed) {
        Random random = new Random(seed);
        List<Entry> entries = history(random, 150);
        Collections.shuffle(entries, random);
        int begin = 0;
        while (begin < entries.size()) {
            int end = Math.min(entries.size(), begin + 1 + random.nextInt(60));
            database.events().append(entries.subList(begin, end));
            // what comes again, or was there before
            database.events().append(entries.subList(random.nextInt(end), end));
            if (random.nextInt(3) == 0) {
                rollups.catchUp();
            }
            begin = end;
        }
        rollups.catchUp();

        List<Message> all = messages();
        for (StatsDimension dimension : StatsDimension.values()) {
            StatsAnswer answer = ask(Duration.ofDays(4), dimension);
            assertThat(counts(rows(answer, dimension))).as(dimension.value()).isEqualTo(expected(all, of(dimension)));
        }
        StatsFigures totals = ask(Duration.ofDays(4)).totals();
        assertThat(totals.delivered())
                .isEqualTo(all.stream().filter(RollupsContract::isDelivered).count());
        assertThat(totals.measured())
                .isEqualTo(all.stream()
                        .filter(RollupsContract::isDelivered)
                        .filter(message -> message.deliveredAt() != null
                                && message.deliveredAt().isAfter(message.dateCreated()))
                        .count());
        filtersNarrowEverythingElse(all);
    }

    private void filtersNarrowEverythingElse(List<Message> all) {
        List<StatsDimension> others = List.of(
                StatsDimension.SENDER, StatsDimension.COUNTRY, StatsDimension.STATUS, StatsDimension.ERROR_CODE);
        for (StatsDimension filtered : others) {
            for (StatsRow value : rows(ask(Duration.ofDays(4), filtered), filtered)) {
                String wanted = value.key() == null ? StatsQuery.NONE : value.key();
                StatsAnswer answer = stats.figures(
                        OURS, new StatsQuery(NOON.minus(Duration.ofDays(4)), NOON, others, Map.of(filtered, wanted)));
                List<Message> narrowed = all.stream()
                        .filter(message ->
                                String.valueOf(of(filtered).apply(message)).equals(String.valueOf(value.key())))
                        .toList();
                for (StatsDimension dimension : others) {
                    assertThat(counts(rows(answer, dimension))).isEqualTo(expected(narrowed, of(dimension)));
                }
            }
        }
    }

    private static boolean isDelivered(Message message) {
        return List.of("delivered", "read").contains(message.progress().status());
    }

    private static Function<Message, @Nullable String> of(StatsDimension dimension) {
        return switch (dimension) {
            case HOUR ->
                message -> message.dateCreated().truncatedTo(ChronoUnit.HOURS).toString();
            case DAY ->
                message -> message.dateCreated().truncatedTo(ChronoUnit.DAYS).toString();
            case ACCOUNT -> Message::accountSid;
            case SENDER -> Message::from;
            case SERVICE -> Message::messagingServiceSid;
            case COUNTRY -> message -> COUNTRIES.get(message.to());
            case CARRIER -> Message::carrier;
            case ERROR_CODE ->
                message ->
                        message.errorCode() == null ? null : message.errorCode().toString();
            case STATUS -> message -> message.progress().status();
        };
    }

    private static Map<String, Long> counts(List<StatsRow> rows) {
        return rows.stream()
                .filter(row -> row.figures().messages() > 0)
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.key()), row -> row.figures().messages()));
    }

    private static Map<String, Long> expected(List<Message> messages, Function<Message, @Nullable String> of) {
        return messages.stream()
                .collect(Collectors.groupingBy(message -> String.valueOf(of.apply(message)), Collectors.counting()));
    }

    private List<Message> messages() {
        return database.resources()
                .list(ACCOUNT, MessageFilter.NONE, PageRequest.first(PageRequest.MAX_SIZE))
                .items();
    }

    private static final Map<String, String> COUNTRIES = new HashMap<>(Map.of(
            "+14155550101", "US",
            "+14165550101", "CA",
            "+442079460101", "GB",
            "whatsapp:+493023125000", "DE",
            "+393120000000", "IT"));

    /** Messages of three days whose events have come in order; some are told by Twilio's REST API too, which knows when they were created. */
    private static List<Entry> history(Random random, int messages) {
        List<String> to = new ArrayList<>(COUNTRIES.keySet());
        to.add("12345");
        to.sort(String::compareTo);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            String sid = sid("SM");
            Instant at = NOON.minusSeconds(random.nextInt(3 * 86_400)).plusMillis(random.nextInt(1_000));
            String from = "+141555501" + (10 + random.nextInt(40));
            String recipient = to.get(random.nextInt(to.size()));
            String service = random.nextBoolean() ? "MG" + "0".repeat(31) + random.nextInt(3) : null;
            List<String> statuses = new ArrayList<>(List.of("queued", "sent"));
            String last =
                    List.of("delivered", "undelivered", "failed", "read", "").get(random.nextInt(5));
            if (last.equals("read")) {
                statuses.add("delivered");
            }
            if (!last.isEmpty()) {
                statuses.add(last);
            }
            Instant moment = at;
            for (String status : statuses) {
                TestCallbacks callback =
                        messageStatus(sid, status).with("From", from).with("To", recipient);
                if (service != null) {
                    callback.with("MessagingServiceSid", service);
                }
                if (status.endsWith("ed") && List.of("undelivered", "failed").contains(status)) {
                    callback.with("ErrorCode", "3000" + (1 + random.nextInt(4)));
                }
                if (random.nextInt(5) > 0 || status.equals("sent")) {
                    entries.add(TestTraffic.entry(callback, moment));
                }
                moment = moment.plusMillis(random.nextInt(9_000_000));
            }
            if (random.nextInt(4) == 0) {
                Instant created = at.minusSeconds(random.nextInt(7_200));
                entries.add(TestAnswers.message(sid, "sent")
                        .with("from", from)
                        .with("to", recipient)
                        .with("direction", "outbound-api")
                        .with("date_created", RFC_2822.format(created))
                        .with("date_sent", RFC_2822.format(created))
                        .with("date_updated", RFC_2822.format(at))
                        .askedAt(moment.plusSeconds(random.nextInt(100_000))));
            }
        }
        return entries;
    }

    @Test
    void theHundredSendersWithMostMessagesAreToldApartAndAllOthersAreOne() {
        List<TestCallbacks> callbacks = new ArrayList<>();
        for (int sender = 0; sender < 110; sender++) {
            for (int i = 0; i <= (sender < 100 ? 1 : 0); i++) {
                callbacks.add(messageStatus(sid("SM"), "sent").with("From", "+1415555%04d".formatted(sender)));
            }
        }
        come(NOON.minusSeconds(60), callbacks.toArray(TestCallbacks[]::new));
        rollups.catchUp();

        List<StatsRow> rows = rows(ask(HOUR, StatsDimension.SENDER), StatsDimension.SENDER);

        assertThat(rows).hasSize(101);
        assertThat(rows.get(0).key()).isEqualTo(StatsQuery.OTHER);
        assertThat(rows.get(0).figures().messages()).isEqualTo(10);
        assertThat(rows.subList(1, 101))
                .allSatisfy(row -> assertThat(row.figures().messages()).isEqualTo(2));
        assertThat(rows.get(1).key()).isEqualTo("+14155550000");
    }

    @Test
    void aDaySaysOfEachSenderWhatItsHoursSay() {
        for (int hour = 1; hour <= 24; hour++) {
            List<TestCallbacks> callbacks = new ArrayList<>();
            for (int sender = 0; sender < 105; sender++) {
                callbacks.add(
                        messageStatus(sid("SM"), "sent").with("From", "+1415%07d".formatted(sender + hour * 1_000)));
            }
            come(NOON.minus(HOUR.multipliedBy(12L + hour)), callbacks.toArray(TestCallbacks[]::new));
        }
        rollups.catchUp();
        StatsQuery query = new StatsQuery(
                NOON.minus(HOUR.multipliedBy(36)),
                NOON.minus(HOUR.multipliedBy(12)),
                List.of(StatsDimension.SENDER),
                Map.of());
        StatsQuery byHour = new StatsQuery(
                query.since(), query.before(), List.of(StatsDimension.SENDER, StatsDimension.HOUR), Map.of());

        assertThat(database.rollups().content(RollupKey.day(ACCOUNT, StatsSpan.DAY.numberOf(query.since()))))
                .isNotNull();
        assertThat(stats.figures(OURS, query).rows().get(StatsDimension.SENDER))
                .isEqualTo(stats.figures(OURS, byHour).rows().get(StatsDimension.SENDER))
                .hasSize(24 * 100 + 1);
    }

    @Test
    void anAccountIsSeenByThoseWhoMayAndByNoOthers() {
        come(NOON.minusSeconds(60), messageStatus(sid("SM"), "sent"));
        come(NOON.minusSeconds(60), messageStatus(sid("SM"), "sent").with("AccountSid", ACCOUNT));
        rollups.catchUp();
        StatsQuery query = new StatsQuery(NOON.minus(HOUR), NOON, List.of(StatsDimension.ACCOUNT), Map.of());

        assertThat(stats.figures(OURS, query).totals().messages()).isEqualTo(2);
        assertThat(stats.figures(AccountScope.all(), query).rows().get(StatsDimension.ACCOUNT))
                .extracting(StatsRow::key)
                .containsExactly(ACCOUNT);
        assertThat(stats.figures(AccountScope.of(List.of("AC2")), query)
                        .totals()
                        .messages())
                .isZero();
        assertThat(stats.callbacks(AccountScope.of(List.of("AC2"))).kinds()).isEmpty();
    }

    @Test
    void eventsAreCountedByTheMinuteAndTheLastOfEachKindIsKnown() {
        come(NOON.minusSeconds(90), messageStatus(sid("SM"), "sent"), messageStatus(sid("SM"), "sent"));
        come(NOON, inboundMessage(sid("SM"), "hello"));
        come(NOON.minus(HOUR.multipliedBy(3)), messageStatus(sid("SM"), "sent"));
        come(NOON.minus(DAY.multipliedBy(3)), TestCallbacks.callStatus(sid("CA"), "ringing", 1, "x"));
        database.events().append(List.of(TestAnswers.message(sid("SM"), "sent").askedAt(NOON)));
        rollups.catchUp();

        CallbackFigures callbacks = stats.callbacks(OURS);

        assertThat(callbacks.minutes()).hasSize(60);
        assertThat(callbacks.minutes().get(59)).isEqualTo(new CallbackFigures.Minute(NOON, 1));
        assertThat(callbacks.minutes().get(57).count()).isEqualTo(2);
        assertThat(callbacks.kinds())
                .containsExactly(
                        new CallbackFigures.Kind(EventKind.MESSAGE_STATUS, NOON.minusSeconds(90), 2, 3),
                        new CallbackFigures.Kind(EventKind.INBOUND_MESSAGE, NOON, 1, 1),
                        new CallbackFigures.Kind(EventKind.CALL_STATUS, NOON.minus(DAY.multipliedBy(3)), 0, 0));
        clock.advance(DAY.multipliedBy(2));
        rollups.catchUp();
        assertThat(database.rollupReads().minutes(OURS, 0)).isEmpty();
        assertThat(stats.callbacks(OURS).kinds()).hasSize(3);
    }

    @Test
    void whatRetentionHasDeletedStaysCounted() {
        Duration keep = Duration.ofDays(30);
        rollups = rollups(keep);
        Instant old = NOON.minus(keep).plus(HOUR.multipliedBy(5));
        come(old, messageStatus(sid("SM"), "delivered"), messageStatus(sid("SM"), "sent"));
        String late = sid("SM");
        come(old, messageStatus(late, "sent"));
        rollups.catchUp();
        clock.advance(HOUR.multipliedBy(6));
        rollups.catchUp();
        come(clock.instant(), messageStatus(late, "delivered"));
        // a month's part goes as a whole
        clock.advance(Duration.ofDays(40));
        deleteAll(clock.instant().minus(keep));
        rollups.catchUp();

        StatsFigures totals = ask(Duration.ofDays(100)).totals();

        assertThat(messages()).hasSizeLessThan(3);
        assertThat(totals.messages()).isEqualTo(3);
        assertThat(totals.sent()).isEqualTo(2);
    }

    private void deleteAll(Instant before) {
        RetentionStore retention = database.retention(Projector::references);
        long after = 0;
        boolean finished = false;
        while (!finished) {
            RetentionStore.Step step = retention.deleteSome(before, after, 100);
            after = step.afterId();
            finished = step.finished();
        }
    }

    @Test
    void aMessageThatWasDeletedAtTwilioStaysCountedInAnHourThatIsLongOver() {
        Instant old = NOON.minus(Duration.ofDays(3));
        String gone = sid("SM");
        String young = sid("SM");
        come(old, messageStatus(gone, "delivered"), messageStatus(sid("SM"), "sent"));
        come(NOON.minusSeconds(60), messageStatus(young, "delivered"));
        assertThat(totals(Duration.ofDays(4)).messages()).isEqualTo(3);

        database.events()
                .append(List.of(
                        TestAnswers.message(gone, "delivered").deletedAt(NOON),
                        TestAnswers.message(young, "delivered").deletedAt(NOON)));
        rollups.catchUp();
        come(old.plusSeconds(1), messageStatus(sid("SM"), "sent"));
        rebuild();

        StatsFigures totals = totals(Duration.ofDays(4));
        assertThat(totals.messages()).isEqualTo(2);
        assertThat(totals.delivered()).isEqualTo(1);
    }

    private void rebuild() {
        database.close();
        try (Database rebuilding = openForRebuild(folder)) {
            new Rebuild(rebuilding.projections()).run((done, total) -> {});
        }
        use(open(folder));
    }

    @Test
    void aRebuildCountsEverythingAgainButWhatIsFrozen() {
        RollupStore store = database.rollups();
        come(NOON.minus(DAY), messageStatus(sid("SM"), "delivered"));
        come(NOON.minusSeconds(60), messageStatus(sid("SM"), "sent"));
        assertThat(totals(Duration.ofDays(2)).messages()).isEqualTo(2);
        // as if it had been counted wrong, and as what nothing tells any more
        Rollup wrong = new Rollup();
        wrong.add(new CellKey(false, null, null, null, null, "sent", 0), 7);
        store.put(RollupKey.hour(ACCOUNT, StatsSpan.HOUR.numberOf(NOON.minus(DAY))), RollupWriter.write(wrong));
        store.put(RollupKey.hour(ACCOUNT, StatsSpan.HOUR.numberOf(NOON.minus(HOUR))), RollupWriter.write(wrong));
        RollupKey frozen = RollupKey.hour(ACCOUNT, StatsSpan.HOUR.numberOf(NOON.minus(HOUR.multipliedBy(30))));
        store.put(frozen, RollupWriter.write(wrong));
        store.freeze(List.of(frozen));
        assertThat(totals(Duration.ofDays(2)).messages()).isEqualTo(7 + 7 + 7);

        rebuild();

        assertThat(totals(Duration.ofDays(2)).messages()).isEqualTo(2 + 7);
        assertThat(ask(Duration.ofDays(2)).totals().delivered()).isEqualTo(1);
    }

    @Test
    void ofTwoNodesNoneCountsAnEventTwice() {
        come(NOON, messageStatus(sid("SM"), "sent"));
        RollupStore store = database.rollups();
        EventPosition position = database.log().settled().beginning();
        store.restart(position);
        RollupStore.Advance advance = new RollupStore.Advance(
                position,
                database.log().settled().end(),
                Set.of(RollupKey.hour(ACCOUNT, 1)),
                List.of(new EventMinute(ACCOUNT, EventKind.AMD, 5, 3)),
                List.of());

        assertThat(store.advance(advance)).isTrue();
        assertThat(store.advance(advance)).isFalse();

        assertThat(database.rollupReads().minutes(OURS, 0))
                .extracting(EventMinute::count)
                .containsExactly(3L);
        assertThat(store.dirty(StatsSpan.HOUR, 10)).hasSize(1);
    }

    @Test
    void anotherGenerationOfTheDatabaseIsCountedFromItsMessages() {
        come(NOON.minusSeconds(60), messageStatus(sid("SM"), "sent"));
        rollups.catchUp();
        database.generation().renew();
        come(NOON.minusSeconds(60), messageStatus(sid("SM"), "sent"));

        assertThat(totals(HOUR).messages()).isEqualTo(2);
        assertThat(stats.callbacks(OURS).kinds().get(0).lastHour()).isEqualTo(2);
    }

    @Test
    void aRunningServerCountsByItself() {
        Map<String, Long> seen = new TreeMap<>();
        try (Rollups running = rollups(null);
                Rollups other = rollups(null)) {
            running.start();
            other.start();
            come(NOON.minusSeconds(60), messageStatus(sid("SM"), "sent"));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                seen.put("messages", ask(HOUR).totals().messages());
                assertThat(seen).containsEntry("messages", 1L);
            });
        }
        assertThat(stats.callbacks(OURS).kinds().get(0).lastHour()).isEqualTo(1);
        assertThat(database.leases().take("rollups", "another", HOUR)).isTrue();
    }
}
