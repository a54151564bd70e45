package dev.ringback.forward.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.TestTraffic;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rules;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.Entry;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant LATER = BEGIN.plus(Duration.ofDays(1));

    private final TestClock clock = new TestClock(BEGIN);

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
    void aDeadDeliveryIsPendingAgainAndDueAtOnce() {
        long id = notice("team", BEGIN, Delivery.State.DEAD);
        clock.set(LATER);

        assertThat(replay().one(id)).isEqualTo(Replay.Result.REPLAYED);

        Delivery delivery = database.deliveries().find(id).orElseThrow();
        assertThat(delivery.state()).isEqualTo(Delivery.State.PENDING);
        assertThat(delivery.nextAttemptAt()).isEqualTo(LATER);
        assertThat(delivery.attempts()).isZero();
        assertThat(database.deliveries().attempts(List.of(id))).hasSize(1);
    }

    @Test
    void pendingAndUnknownDeliveriesAndThoseWithoutReceiverAreNotReplayed() {
        long pending = notice("team", BEGIN, Delivery.State.PENDING);
        long ofNobody = notice("gone", BEGIN, Delivery.State.DEAD);

        assertThat(replay().one(pending)).isEqualTo(Replay.Result.PENDING);
        assertThat(replay().one(pending + 1000)).isEqualTo(Replay.Result.UNKNOWN);
        assertThat(replay().one(ofNobody)).isEqualTo(Replay.Result.NO_RECEIVER);
        assertThat(database.deliveries().find(ofNobody).orElseThrow().state()).isEqualTo(Delivery.State.DEAD);
    }

    @Test
    void noticesGivenUpInTheSpanAreSentAgain() {
        notice("team", BEGIN.minusMillis(1), Delivery.State.DEAD);
        long first = notice("team", BEGIN, Delivery.State.DEAD);
        long last = notice("team", BEGIN.plusSeconds(59), Delivery.State.DEAD);
        notice("team", BEGIN.plusSeconds(60), Delivery.State.DEAD);
        notice("team", BEGIN, Delivery.State.DELIVERED);
        notice("other", BEGIN, Delivery.State.DEAD);

        assertThat(replay().between("team", BEGIN, BEGIN.plusSeconds(60))).isEqualTo(2);

        assertThat(deliveries(Delivery.State.PENDING)).extracting(Delivery::id).containsExactly(first, last);
    }

    @Test
    void aTargetGetsAllEventsOfTheSpanThatItWantsInTheOrderOfTheLog() {
        List<String> wanted = new ArrayList<>();
        for (int minute = 0; minute < 100; minute++) {
            clock.set(BEGIN.plus(Duration.ofMinutes(minute)));
            String sid = message("undelivered");
            message("sent");
            if (minute >= 30 && minute < 60) {
                wanted.add(sid);
            }
        }
        clock.set(LATER);

        long count = replay().between("crm", BEGIN.plus(Duration.ofMinutes(30)), BEGIN.plus(Duration.ofMinutes(60)));

        assertThat(count).isEqualTo(30);
        assertThat(deliveries(Delivery.State.PENDING))
                .allSatisfy(delivery -> {
                    assertThat(delivery.receiver()).isEqualTo("crm");
                    assertThat(delivery.kind()).isEqualTo(Delivery.Kind.EVENT);
                    assertThat(delivery.createdAt()).isEqualTo(LATER);
                })
                .extracting(Delivery::key)
                .containsExactlyElementsOf(wanted);
    }

    @Test
    void spansBeforeAndAfterTheLogAndEmptyOnesHaveNothing() {
        message("undelivered");

        assertThat(replay().between("crm", BEGIN.minusSeconds(60), BEGIN)).isZero();
        assertThat(replay().between("crm", BEGIN.plusMillis(1), LATER)).isZero();
        assertThat(replay().between("crm", BEGIN, BEGIN)).isZero();
        assertThat(replay().between("crm", BEGIN, BEGIN.plusMillis(1))).isEqualTo(1);
    }

    @Test
    void anEmptyLogHasNothing() {
        assertThat(replay().between("crm", BEGIN, LATER)).isZero();
    }

    @Test
    void moreThanOneBatchIsAddedWhole() {
        appendMany(1_200, BEGIN);

        assertThat(replay().between("crm", BEGIN, LATER)).isEqualTo(1_200);
        assertThat(database.deliveries().count("crm", Delivery.State.PENDING)).isEqualTo(1_200);
    }

    /** Checks that events from the quarantine are found, whose ids are newer than their times. */
    @Test
    void eventsOutOfOrderHideNoOthers() {
        appendMany(10, BEGIN); // wanted, and before a long run of old ones
        appendMany(3_000, BEGIN.minus(Duration.ofDays(7)));
        appendMany(10, BEGIN.plusSeconds(30)); // wanted
        appendMany(50, LATER);
        appendMany(5, BEGIN.plusSeconds(40)); // wanted, and late

        assertThat(replay().between("crm", BEGIN, BEGIN.plusSeconds(60))).isEqualTo(25);
    }

    @Test
    void anUnknownReceiverIsReportedWithTheKnownOnes() {
        assertThatThrownBy(() -> replay().between("nobody", BEGIN, LATER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is no receiver or target of the settings; there are team, other, crm");
    }

    private Replay replay() {
        EventTarget crm = new EventTarget(
                "crm",
                URI.create("https://crm.example.com/twilio"),
                List.of(LabelMatcher.parse("status = undelivered")),
                EventTarget.Format.TWILIO,
                8,
                Optional.empty());
        ForwardOptions options = new ForwardOptions(
                new Rules(List.of()),
                Inhibition.PRESETS,
                List.of(receiver("team"), receiver("other")),
                List.of(crm),
                List.of());
        return new Replay(options, database.log(), database.deliveries(), clock);
    }

    private static ReceiverSettings receiver(String name) {
        return new ReceiverSettings(
                name, "file", http -> notice -> Reply.delivered(""), NoticeTemplates.shipped(), Optional.empty());
    }

    private String message(String status) {
        String sid = TestCallbacks.sid("SM");
        database.events().append(List.of(TestTraffic.entry(TestCallbacks.messageStatus(sid, status), clock.instant())));
        return sid;
    }

    private void appendMany(int count, Instant receivedAt) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(
                    TestTraffic.entry(TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "undelivered"), receivedAt));
        }
        database.events().append(entries);
    }

    private long notice(String receiver, Instant createdAt, Delivery.State state) {
        database.deliveries()
                .add(List.of(new NewDelivery(receiver, "key", Delivery.Kind.NOTICE, null, "{}", createdAt)));
        long id = deliveries(null).stream().mapToLong(Delivery::id).max().orElseThrow();
        if (state != Delivery.State.PENDING) {
            DeliveryAttempt attempt =
                    new DeliveryAttempt(createdAt, Duration.ofMillis(5), DeliveryAttempt.Outcome.REFUSED, "404");
            database.deliveries().record(List.of(new Attempted(id, attempt, state, createdAt)));
        }
        return id;
    }

    /** The oldest first. */
    private List<Delivery> deliveries(Delivery.@Nullable State state) {
        List<Delivery> all = new ArrayList<>(database.deliveries()
                .newestFirst(new Filter(null, state), Long.MAX_VALUE, 2_000)
                .items());
        Collections.reverse(all);
        return all;
    }
}
