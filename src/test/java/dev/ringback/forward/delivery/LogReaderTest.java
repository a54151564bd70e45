package dev.ringback.forward.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.TestTraffic;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.group.Notice;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.mute.Silences;
import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.forward.rule.Threshold;
import dev.ringback.forward.rule.Timespan;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.Silence;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the log of a real database to rows that are to be sent, on a clock of the test's own. */
class LogReaderTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");
    private static final String FAILED_WEBHOOK = """
            {"resource_sid": "%s", "error_code": "%s", "webhook": {"request": {"method": "POST", "url": "https://app.example.com/voice"}}}""";

    private final TestClock clock = new TestClock(BEGIN);
    private final Silences silences = new Silences();

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstNoticeGathersTheNextWaitsAndTheEndIsToldOnce() {
        ForwardOptions options = options(rule("errors", "level = error"));
        LogReader reader = reader(options);

        for (int second = 0; second <= 1200; second++) {
            clock.set(BEGIN.plusSeconds(second));
            if (second == 0 || second == 1 || second == 40) {
                debugger("CA", "11200");
            }
            reader.step();
        }

        assertThat(told())
                .containsExactly(
                        "30s team FIRING errors 2 of 2",
                        "5m30s team FIRING errors 1 of 3",
                        "10m30s team RESOLVED errors 0 of 3");
    }

    /** Whoever goes on after a kill, at whatever moment, sends the same. */
    @Test
    void aKillAtAnyMomentChangesNothing() {
        ForwardOptions options = options(rule("errors", "level = error"), rule("many", 3, "kind = message"));
        reader(options);

        for (int second = 0; second <= 1200; second++) {
            clock.set(BEGIN.plusSeconds(second));
            if (second == 0 || second == 1 || second == 40) {
                debugger("CA", "11200");
            }
            if (second >= 100 && second < 103) {
                message("undelivered", "30007");
            }
            LogReader reader = reader(options);
            reader.step(); // and is dropped, with all that it had not noted
        }

        assertThat(told())
                .containsExactly(
                        "30s team FIRING errors 2 of 2",
                        "5m30s team FIRING errors 4 of 6",
                        "10m30s team RESOLVED errors 0 of 6");
    }

    @Test
    void lateReadingGivesTheSameNotices() {
        ForwardOptions options = options(rule("errors", "level = error"));
        reader(options).step();
        for (int second : List.of(0, 1, 40)) {
            clock.set(BEGIN.plusSeconds(second));
            debugger("CA", "11200");
        }

        clock.set(BEGIN.plus(Duration.ofHours(2)));
        reader(options).step();

        assertThat(told())
                .containsExactly(
                        "30s team FIRING errors 2 of 2",
                        "5m30s team FIRING errors 1 of 3",
                        "10m30s team RESOLVED errors 0 of 3");
    }

    @Test
    void eventsBeforeTheFirstStartAreSkipped() {
        debugger("CA", "11200");
        ForwardOptions options = options(rule("errors", "level = error"));

        LogReader reader = reader(options);
        clock.advance(Duration.ofMinutes(1));
        reader.step();

        assertThat(told()).isEmpty();
    }

    @Test
    void eventsOlderThanADayAreSkipped() {
        ForwardOptions options = options(rule("errors", "level = error"));
        reader(options).step();
        debugger("CA", "11200");
        clock.advance(Duration.ofHours(25));
        debugger("CA", "11205");

        LogReader reader = reader(options);
        reader.step();
        clock.advance(Duration.ofMinutes(1));
        reader.step();

        assertThat(notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.examples().get(0).label(Label.ERROR_CODE))
                        .isEqualTo("11205"));
    }

    @Test
    void theSameEndToldTwiceCountsOnce() {
        ForwardOptions options = options(rule("ends", "kind = message"));
        LogReader reader = reader(options);
        String sid = TestCallbacks.sid("SM");
        append(TestCallbacks.messageStatus(sid, "undelivered").with("ErrorCode", "30007"));
        reader.step();
        reader.note(clock.instant());
        reader = reader(options); // remembers what it has seen
        append(TestCallbacks.messageStatus(sid, "undelivered")
                .with("ErrorCode", "30007")
                .with("RawDlrDoneDate", "2601051200"));
        append(TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "undelivered"));

        reader.step();
        clock.advance(Duration.ofMinutes(1));
        reader.step();

        assertThat(told()).containsExactly("30s team FIRING ends 2 of 2");
    }

    @Test
    void aDownWebhookMutesTheNoiseItCauses() {
        Rule rule = rule("errors", List.of(Label.ERROR_CODE), "level =~ error|warning");
        LogReader reader = reader(options(rule));
        debugger("CA", "12100");
        debugger("CA", "11200");
        debugger("CA", "13224"); // a wrong number has nothing to do with it

        for (int second = 0; second <= 1200; second += 10) {
            clock.set(BEGIN.plusSeconds(second));
            reader.step();
        }

        assertThat(notices())
                .filteredOn(notice -> notice.state() == Notice.State.FIRING)
                .extracting(notice -> notice.labels().get(Label.ERROR_CODE))
                .containsExactlyInAnyOrder("11200", "13224");
    }

    @Test
    void aSuspendedAccountMutesAllOfItAlsoAfterARestart() {
        Rule rule = rule("errors", List.of(Label.ERROR_CODE), "level = error");
        ForwardOptions options = options(rule);
        LogReader reader = reader(options);
        message("failed", "30002");
        message("failed", "30007");
        debugger("CA", "11200");
        reader.step();
        reader.note(clock.instant());

        clock.advance(Duration.ofSeconds(31));
        reader(options).step();

        assertThat(notices())
                .extracting(notice -> notice.labels().get(Label.ERROR_CODE))
                .containsExactly("30002");
    }

    @Test
    void aSilencedTroubleIsToldAfterTheSilenceIfItContinues() {
        silence("", "error_code = 11200", Duration.ofMinutes(12));
        LogReader reader = reader(options(rule("errors", "level = error")));

        for (int second = 0; second <= 1200; second += 10) {
            clock.set(BEGIN.plusSeconds(second));
            if (second % 60 == 0) {
                debugger("CA", "11200");
            }
            reader.step();
        }

        assertThat(told()).startsWith("15m30s team FIRING errors 16 of 16").hasSize(1);
    }

    @Test
    void aSilenceOfOneCodeDoesNotHideAnother() {
        silence("errors", "error_code = 11200", Duration.ofHours(1));
        silence("another rule", "error_code = 11205", Duration.ofHours(1));
        LogReader reader = reader(options(rule("errors", "level = error")));
        debugger("CA", "11200");
        debugger("CA", "11205");
        reader.step();

        clock.advance(Duration.ofSeconds(30));
        reader.step();

        assertThat(told()).containsExactly("30s team FIRING errors 2 of 2");
    }

    @Test
    void receiversThatAreThereNoMorePassUnnoticed() {
        Rule rule = rule("errors", "level = error");
        ForwardOptions before = options(rule);
        LogReader reader = reader(before);
        debugger("CA", "11200");
        reader.step();
        clock.advance(Duration.ofSeconds(30));
        reader.step();
        reader.note(clock.instant());

        ForwardOptions after = new ForwardOptions(
                new Rules(List.of()), Inhibition.PRESETS, List.of(receiver("other")), List.of(), List.of());
        reader(after).step();
        assertThat(told()).containsExactly("30s team FIRING errors 1 of 1");
        ForwardOptions again = new ForwardOptions(
                new Rules(List.of()), Inhibition.PRESETS, List.of(receiver("team")), List.of(), List.of());
        reader(again).step();
        assertThat(told()).hasSize(1);
    }

    @Test
    void receiversThatWereToldGetTheResolvedNoticeThoughTheRuleIsGone() {
        LogReader reader = reader(options(rule("errors", "level = error")));
        debugger("CA", "11200");
        reader.step();
        clock.advance(Duration.ofSeconds(30));
        reader.step();
        reader.note(clock.instant());

        LogReader without = reader(options(rule("others", "level = warning")));
        without.step();

        assertThat(told()).containsExactly("30s team FIRING errors 1 of 1", "30s team RESOLVED errors 0 of 1");
        assertThat(notices().get(1).threshold()).isEqualTo("is in the settings no more");
        assertThat(database.forward().groups().keySet()).containsExactly("inhibitions");
    }

    @Test
    void receiversThatNeverGotTheNoticeGetNoResolvedOne() {
        ForwardOptions options = options(rule("errors", "level = error"));
        LogReader reader = reader(options);
        debugger("CA", "11200");
        reader.step();
        clock.advance(Duration.ofSeconds(30));
        reader.step();
        Delivery firing = deliveries().get(0);
        DeliveryAttempt refused =
                new DeliveryAttempt(clock.instant(), Duration.ZERO, DeliveryAttempt.Outcome.REFUSED, "400");
        database.deliveries()
                .record(List.of(new Attempted(firing.id(), refused, Delivery.State.DEAD, clock.instant())));

        for (int minute = 0; minute < 30; minute++) {
            clock.advance(Duration.ofMinutes(1));
            reader.step();
        }

        assertThat(told()).containsExactly("30s team FIRING errors 1 of 1");
    }

    @Test
    void eventsAreAddressedToTheTargetsThatWantThem() {
        EventTarget all = target("all");
        EventTarget failures = target("failures", "kind = message-status", "status =~ failed|undelivered");
        ForwardOptions options = new ForwardOptions(
                new Rules(List.of()), Inhibition.PRESETS, List.of(), List.of(all, failures), List.of());
        LogReader reader = reader(options);
        String sid = TestCallbacks.sid("SM");
        append(TestCallbacks.messageStatus(sid, "sent"));
        append(TestCallbacks.messageStatus(sid, "undelivered"));
        debugger("CA", "11200");

        assertThat(reader.step()).isTrue();

        assertThat(deliveries())
                .extracting(delivery -> delivery.receiver() + " " + delivery.kind() + " " + delivery.eventId())
                .containsExactly("all EVENT 1", "all EVENT 2", "failures EVENT 2", "all EVENT 3");
        assertThat(deliveries().get(0).key()).isEqualTo(sid);
        assertThat(deliveries().get(1).key()).isEqualTo(sid);
        reader(options).step();
        assertThat(deliveries()).hasSize(4);
    }

    /** SQLite gives the ids of deleted events again. */
    @Test
    void afterTheLogHasLostItsEndWhatIsNewIsReadStill() {
        ForwardOptions options = options(rule("errors", "level = error"));
        LogReader reader = reader(options);
        debugger("CA", "11205");
        reader.step();
        reader.note(clock.instant());
        clock.advance(Duration.ofDays(30));
        database.retention(event -> Set.of()).deleteSome(clock.instant(), 0, 1000);
        assertThat(database.log().settled().end().eventId()).isZero();

        reader.step();
        debugger("CA", "11200");
        reader.step();
        clock.advance(Duration.ofSeconds(30));
        reader.step();

        assertThat(notices())
                .filteredOn(notice -> notice.labels().isEmpty() && notice.fresh() == 1)
                .last()
                .satisfies(notice -> assertThat(notice.examples().get(0).label(Label.ERROR_CODE))
                        .isEqualTo("11200"));
    }

    @Test
    void anotherDatabaseInThePlaceOfThisOneIsReadFromWhereItSays() {
        ForwardOptions options = new ForwardOptions(
                new Rules(List.of()), Inhibition.PRESETS, List.of(), List.of(target("all")), List.of());
        LogReader reader = reader(options);
        debugger("CA", "11200");
        reader.step();
        database.generation().renew();
        debugger("CA", "11205");

        assertThatThrownBy(reader::step).isInstanceOf(LostPositionException.class);
        reader(options).step();

        assertThat(deliveries()).extracting(Delivery::eventId).containsExactly(1L, 2L);
    }

    private LogReader reader(ForwardOptions options) {
        return new LogReader(
                options,
                database.log(),
                database.systemEvents(),
                database.forward(),
                TestSealedCallbacks.none(),
                silences,
                clock);
    }

    private void silence(String rule, String matcher, Duration duration) {
        List<Silence> all = new ArrayList<>(database.silences().endingAfter(Instant.EPOCH));
        database.silences().add(new Silence(0, rule, List.of(matcher), BEGIN, BEGIN.plus(duration), "test", ""));
        silences.set(database.silences().endingAfter(BEGIN));
        assertThat(database.silences().endingAfter(BEGIN)).hasSize(all.size() + 1);
    }

    private void debugger(String prefix, String code) {
        append(TestCallbacks.debugger(
                TestCallbacks.sid("NO"), FAILED_WEBHOOK.formatted(TestCallbacks.sid(prefix), code)));
    }

    private void message(String status, String code) {
        append(TestCallbacks.messageStatus(TestCallbacks.sid("SM"), status).with("ErrorCode", code));
    }

    private void append(TestCallbacks callback) {
        database.events().append(List.of(TestTraffic.entry(callback, clock.instant())));
    }

    /** The oldest first. */
    private List<Delivery> deliveries() {
        List<Delivery> all = new ArrayList<>(database.deliveries()
                .newestFirst(new Filter(null, null), Long.MAX_VALUE, 100)
                .items());
        Collections.reverse(all);
        return all;
    }

    private List<Notice> notices() {
        return deliveries().stream()
                .map(delivery -> NoticeJson.notice(delivery.content()))
                .toList();
    }

    private List<String> told() {
        return deliveries().stream()
                .map(delivery -> {
                    Notice notice = NoticeJson.notice(delivery.content());
                    Duration after = Duration.between(BEGIN, notice.at());
                    return "%s %s %s %s %d of %d"
                            .formatted(
                                    Timespan.format(after),
                                    delivery.receiver(),
                                    notice.state(),
                                    notice.rule(),
                                    notice.fresh(),
                                    notice.total());
                })
                .toList();
    }

    private static ForwardOptions options(Rule... rules) {
        return new ForwardOptions(
                new Rules(List.of(rules)), Inhibition.PRESETS, List.of(receiver("team")), List.of(), List.of());
    }

    private static ReceiverSettings receiver(String name) {
        return new ReceiverSettings(
                name, "file", http -> notice -> Reply.delivered(""), NoticeTemplates.shipped(), Optional.empty());
    }

    private static EventTarget target(String name, String... matchers) {
        return new EventTarget(
                name,
                URI.create("https://crm.example.com/twilio"),
                List.of(matchers).stream().map(LabelMatcher::parse).toList(),
                EventTarget.Format.TWILIO,
                8,
                Optional.empty());
    }

    private static Rule rule(String name, String... matchers) {
        return rule(name, 1, List.of(), matchers);
    }

    private static Rule rule(String name, int least, String matcher) {
        return rule(name, least, List.of(), matcher);
    }

    private static Rule rule(String name, List<Label> groupBy, String... matchers) {
        return rule(name, 1, groupBy, matchers);
    }

    private static Rule rule(String name, int least, List<Label> groupBy, String... matchers) {
        return new Rule(
                name,
                List.of(matchers).stream().map(LabelMatcher::parse).toList(),
                false,
                new Threshold.Count(least, Duration.ofMinutes(5)),
                groupBy,
                Rule.DEFAULT_GROUP_WAIT,
                Rule.DEFAULT_GROUP_INTERVAL,
                Rule.DEFAULT_REPEAT_INTERVAL,
                Rule.DEFAULT_RESOLVE_AFTER,
                List.of("team"),
                List.of(),
                List.of());
    }
}
