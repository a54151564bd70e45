package dev.ringback.forward.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringback.TestClock;
import dev.ringback.forward.notice.ErrorCatalogue;
import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.ReceiverNotice;
import dev.ringback.forward.notice.SampleNotices;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Delivery;
import dev.ringback.model.ReceiverFailure;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Tests which receiver is told of a failing one, with a real database, on a clock of the test's own. */
class ReceiverHealthTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Reply DOWN = Reply.failed("503 Service Unavailable");
    private static final Reply WRONG = Reply.failedForGood("401 Unauthorized");
    private static final Reply REFUSED = Reply.refused("400 Bad Request");
    private static final Reply OK = Reply.delivered("200 OK");

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ReceiverHealth.class);
    private final Map<String, ReceiverHealth> watches = new HashMap<>();

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
        lines.start();
        logger.addAppender(lines);
        start("pager", "team", "boss");
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        database.close();
    }

    @Test
    void aLastingFailureIsToldAtOnceAndItsEndToo() {
        after("pager", WRONG, 0);
        after("pager", WRONG, 60);
        after("pager", OK, 120);
        after("pager", OK, 180);

        assertThat(told()).containsExactly("team FAILING pager 401 Unauthorized", "team WORKS pager 401 Unauthorized");
        assertThat(logged())
                .containsExactly(
                        "WARN pager cannot be reached: 401 Unauthorized",
                        "WARN team is told that pager cannot be reached since 2026-01-05T12:00:00Z: 401 Unauthorized",
                        "INFO pager can be reached again, after 120 s");
    }

    @Test
    void aPassingFailureIsToldAfterAWhileThoughNothingIsAttempted() {
        after("pager", DOWN, 0);
        look(299);
        assertThat(told()).isEmpty();
        look(300);
        look(301);
        look(3_000);

        assertThat(told()).containsExactly("team FAILING pager 503 Service Unavailable");
    }

    @Test
    void aFailureThatTurnsOutToLastIsToldThen() {
        after("pager", DOWN, 0);
        after("pager", WRONG, 30);

        assertThat(told()).containsExactly("team FAILING pager 401 Unauthorized");
    }

    @Test
    void aFailureThatPassesInTimeIsNotTold() {
        after("pager", DOWN, 0);
        after("pager", OK, 299);
        after("pager", DOWN, 400);
        look(600);
        after("pager", OK, 650);

        assertThat(told()).isEmpty();
        assertThat(logged())
                .containsExactly(
                        "WARN pager cannot be reached: 503 Service Unavailable",
                        "INFO pager can be reached again, after 299 s",
                        "WARN pager cannot be reached: 503 Service Unavailable",
                        "INFO pager can be reached again, after 250 s");
    }

    @Test
    void aRestartTellsNothingTwiceAndForgetsNoBeginning() {
        after("pager", DOWN, 0);
        look(20);
        restart();
        look(200);
        restart();
        look(300);
        restart();
        look(301);
        restart();
        after("pager", DOWN, 400);
        after("pager", WRONG, 500);
        restart();
        after("pager", OK, 600);
        restart();
        after("pager", OK, 700);

        assertThat(told())
                .containsExactly(
                        "team FAILING pager 503 Service Unavailable", "team WORKS pager 503 Service Unavailable");
    }

    @Test
    void theWordSaysSinceWhenItFailsAndNamesTheNoticesThatWait() {
        String content = NoticeJson.write(SampleNotices.notice(new TestClock(BEGIN)));
        database.deliveries()
                .add(List.of(
                        new NewDelivery("pager", "a", Delivery.Kind.NOTICE, null, content, BEGIN),
                        new NewDelivery("pager", "b", Delivery.Kind.EVENT, 7L, "", BEGIN)));
        after("pager", WRONG, 60);

        assertThat(words().get(0))
                .isEqualTo(new ReceiverNotice(
                        "pager",
                        BEGIN.plusSeconds(60),
                        2,
                        "401 Unauthorized",
                        ReceiverNotice.State.FAILING,
                        List.of("sample: 2 more, 3 in 3 minutes 30 seconds")));
    }

    /** Lets nine of ten through. */
    @Test
    void aReceiverThatFailsNowAndThenIsNotToldOnAndOn() {
        for (int second = 0; second < 1_800; second++) {
            after("pager", second % 10 == 0 ? WRONG : OK, second);
        }

        assertThat(told()).containsExactly("team FAILING pager 401 Unauthorized", "team WORKS pager 401 Unauthorized");
        assertThat(logged()).hasSizeBetween(3, 70);
        after("pager", WRONG, 3_700);
        assertThat(told()).hasSize(3);
    }

    @Test
    void aSingleRefusedDeliveryIsNoBrokenReceiverAndTwoInARowAre() {
        after("pager", REFUSED, 0);
        look(1_000);
        after("pager", OK, 1_100);
        after("pager", REFUSED, 1_200);
        look(2_000);
        assertThat(told()).isEmpty();

        after("pager", REFUSED, 2_100);
        assertThat(told()).containsExactly("team FAILING pager 400 Bad Request");
    }

    @Test
    void aDeliveryThatWasNeverSentSaysNothingOfTheReceiver() {
        after("pager", Reply.unsendable("the event is no longer in the log"), 0);
        after("pager", Reply.unsendable("the event is no longer in the log"), 1);
        look(4_000);

        assertThat(told()).isEmpty();
        assertThat(logged()).isEmpty();
    }

    @Test
    void aFallbackThatFailsTooIsPassedOver() {
        after("team", WRONG, 0);
        after("pager", WRONG, 10);

        assertThat(told())
                .containsExactly("pager FAILING team 401 Unauthorized", "boss FAILING pager 401 Unauthorized");
    }

    @Test
    void anotherIsToldWhenTheFallbackFailsAfterwards() {
        after("pager", WRONG, 0);
        after("team", WRONG, 10);
        look(20);
        look(30);
        after("pager", OK, 40);

        assertThat(told())
                .containsExactly(
                        "team FAILING pager 401 Unauthorized",
                        "boss FAILING team 401 Unauthorized",
                        "boss FAILING pager 401 Unauthorized",
                        "team WORKS pager 401 Unauthorized",
                        "boss WORKS pager 401 Unauthorized");
    }

    @Test
    void theLogSaysNowAndThenThatAllFail() {
        start("pager", "team");
        after("pager", WRONG, 0);
        after("team", WRONG, 10);
        for (int second = 20; second < 7_300; second += 10) {
            look(second);
        }

        assertThat(told())
                .containsExactly("team FAILING pager 401 Unauthorized", "pager FAILING team 401 Unauthorized");
        assertThat(logged().stream().filter(line -> line.startsWith("ERROR pager")))
                .hasSize(3)
                .first()
                .isEqualTo("ERROR pager cannot be reached since 2026-01-05T12:00:00Z,"
                        + " nor can team, who was told: 401 Unauthorized");
    }

    @Test
    void theLogSaysNowAndThenThatThereIsNobodyElse() {
        start("pager");
        after("pager", DOWN, 0);
        for (int second = 10; second < 7_500; second += 10) {
            look(second);
        }

        assertThat(told()).isEmpty();
        assertThat(logged().stream().filter(line -> line.startsWith("ERROR")))
                .hasSize(2)
                .first()
                .isEqualTo("ERROR pager cannot be reached since 2026-01-05T12:00:00Z, and there is no other receiver"
                        + " to be told: 503 Service Unavailable");
        assertThat(database.deliveries().failures())
                .extracting(ReceiverFailure::since)
                .containsExactly(BEGIN);
    }

    @Test
    void aFallbackThatHasLeftTheSettingsIsReplaced() {
        after("pager", WRONG, 0);
        start("pager", "boss");
        look(10);

        assertThat(told()).containsExactly("team FAILING pager 401 Unauthorized");
        after("pager", WRONG, 400);
        after("pager", OK, 500);

        assertThat(told())
                .containsExactly(
                        "team FAILING pager 401 Unauthorized",
                        "boss FAILING pager 401 Unauthorized",
                        "boss WORKS pager 401 Unauthorized");
    }

    private void start(String... receivers) {
        watches.clear();
        FallbackReceivers fallbacks = new FallbackReceivers(List.of(receivers), Map.of("pager", "team"));
        for (String receiver : receivers) {
            watches.put(
                    receiver,
                    new ReceiverHealth(
                            ReceiverHealth.known(database.deliveries().failures(), receiver),
                            PATIENCE,
                            fallbacks,
                            ErrorCatalogue.shipped(),
                            database.deliveries()));
        }
    }

    private void restart() {
        start("pager", "team", "boss");
    }

    private void after(String receiver, Reply reply, int second) {
        watch(receiver).after(reply, BEGIN.plusSeconds(second));
    }

    private ReceiverHealth watch(String receiver) {
        return Objects.requireNonNull(watches.get(receiver));
    }

    private void look(int second) {
        List.of("pager", "team", "boss").stream()
                .filter(watches::containsKey)
                .forEach(receiver -> watch(receiver).look(BEGIN.plusSeconds(second)));
    }

    private List<Delivery> deliveries() {
        List<Delivery> all = new ArrayList<>(database.deliveries()
                .newestFirst(new Filter(null, null), Long.MAX_VALUE, 100)
                .items());
        Collections.reverse(all);
        return all.stream()
                .filter(delivery -> delivery.kind() == Delivery.Kind.GIVEN_UP)
                .toList();
    }

    private List<ReceiverNotice> words() {
        return deliveries().stream()
                .map(delivery -> NoticeJson.receiverNotice(delivery.content()))
                .toList();
    }

    private List<String> told() {
        return deliveries().stream()
                .map(delivery -> {
                    ReceiverNotice word = NoticeJson.receiverNotice(delivery.content());
                    return delivery.receiver() + " " + word.state() + " " + word.receiver() + " " + word.reason();
                })
                .toList();
    }

    private List<String> logged() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }
}
