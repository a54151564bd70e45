package dev.ringback.upstream.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.TestTraffic;
import dev.ringback.model.Accounts;
import dev.ringback.model.EventSource;
import dev.ringback.model.Message;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.storage.SweepStore.Messages;
import dev.ringback.upstream.Hydrate;
import dev.ringback.upstream.TestMirror;
import dev.ringback.upstream.doubt.UnreachableAlerts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists are read for what no callback tells: late, once for a day, and only where something is lacking. */
class SweepTest {
    private static final Accounts ACCOUNTS = new Accounts(List.of(TestServer.ACCOUNT));
    private static final Instant NOON = TestMirror.START;

    @TempDir
    Path folder;

    private @Nullable TestMirror opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private TestMirror mirror(Hydrate hydrate, @Nullable Duration trunkRecordings) {
        close();
        TestMirror mirror = TestMirror.open(folder, hydrate, trunkRecordings);
        opened = mirror;
        return mirror;
    }

    private Repair repair(TestMirror mirror) {
        return new Repair(
                mirror.upstream(),
                mirror::store,
                new RepairPlanner(
                        mirror.database().doubts(),
                        mirror.database().downtimes(),
                        new UnreachableAlerts(mirror.database().downtimes(), null),
                        new SweepPlanner(
                                mirror.database().sweeps(), mirror.database().doubts())),
                mirror.database().doubts(),
                mirror.database().downtimes(),
                mirror.database().sweeps(),
                Duration.ofDays(400),
                mirror.clock());
    }

    private int run(TestMirror mirror) {
        int before = mirror.asked();
        repair(mirror).run((done, expected) -> {});
        return mirror.asked() - before;
    }

    /** Lets webhooks tell of a message, which Twilio has with a text, and with a price unless that is null. */
    private static void know(TestMirror mirror, int number, Instant sent, @Nullable String price) {
        Message message = TestMirror.message(number, "delivered", sent);
        mirror.twilio().add(message, price);
        mirror.store(List.of(TestTraffic.entry(TestCallbacks.messageStatus(message.sid(), "delivered"), sent)))
                .join();
    }

    private static @Nullable String price(TestMirror mirror, int number) {
        return find(mirror, number).price();
    }

    private static Message find(TestMirror mirror, int number) {
        return mirror.database()
                .resources()
                .find(Message.class, TestMirror.ACCOUNT, "SM%032x".formatted(number))
                .orElseThrow();
    }

    @Test
    void pricesAreReadOnceForADayByItsList() {
        TestMirror mirror = mirror(Hydrate.PRICE, null);
        know(mirror, 1, NOON, "-0.00750");
        know(mirror, 2, NOON.plusSeconds(60), "-0.00750");
        know(mirror, 3, NOON.plusSeconds(120), null);
        mirror.clock().advance(Duration.ofHours(47));
        assertThat(run(mirror)).as("a day and a half after its end").isZero();

        mirror.clock().advance(Duration.ofHours(2));
        assertThat(repair(mirror).plan(ACCOUNTS).lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("GET /2010-04-01/Accounts/" + TestMirror.ACCOUNT + "/Messages.json?PageSize=1000&")
                .endsWith("  about 1 request: 3 of 3 messages of 2026-03-01 lack a price");
        assertThat(run(mirror)).isEqualTo(1);

        assertThat(price(mirror, 1)).isEqualTo("-0.00750");
        assertThat(price(mirror, 2)).isEqualTo("-0.00750");
        assertThat(price(mirror, 3)).isNull();
        assertThat(mirror.database().sweeps().messages(TestMirror.ACCOUNT, true, false, NOON, NOON.plusSeconds(600)))
                .as("what has no price is known to have none")
                .isEqualTo(new Messages(3, 0));
        assertThat(mirror.registry()
                        .get("ringback.upstream.requests")
                        .tag("purpose", "hydrate")
                        .counters())
                .isNotEmpty();
        mirror.clock().advance(Duration.ofDays(5));
        assertThat(run(mirror)).isZero();
    }

    @Test
    void aMessageThatNoListShowsIsNotAskedForAgain() {
        TestMirror mirror = mirror(Hydrate.ALL, null);
        mirror.store(List.of(TestTraffic.entry(
                        TestCallbacks.messageStatus(
                                TestMirror.message(1, "delivered", NOON).sid(), "delivered"),
                        NOON)))
                .join();
        mirror.clock().advance(Duration.ofDays(3));
        assertThat(run(mirror)).isEqualTo(1);
        assertThat(run(mirror)).isZero();
        mirror.clock().advance(Duration.ofDays(3));
        assertThat(run(mirror)).isZero();
    }

    @Test
    void textsAreReadSoonAndPricesLaterWhereTheyAreWantedToo() {
        TestMirror mirror = mirror(Hydrate.BODY, null);
        know(mirror, 1, NOON, "-0.00750");
        mirror.clock().advance(Duration.ofHours(13));
        assertThat(run(mirror)).isZero();
        mirror.clock().advance(Duration.ofHours(2));
        assertThat(run(mirror)).isEqualTo(1);
        assertThat(find(mirror, 1).body()).isEqualTo("Your code is 1234");
        mirror.clock().advance(Duration.ofDays(1));
        know(mirror, 2, NOON.plusSeconds(60), null);
        assertThat(run(mirror)).as("the day was read").isZero();

        mirror = mirror(Hydrate.PRICE, null);
        mirror.twilio().add(TestMirror.message(2, "delivered", NOON.plusSeconds(60)), "-0.00790");
        mirror.clock().advance(Duration.ofDays(3));
        assertThat(run(mirror)).as("it was read too early for prices").isEqualTo(1);
        assertThat(price(mirror, 2)).isEqualTo("-0.00790");
        assertThat(run(mirror)).isZero();
    }

    @Test
    void aDayWithoutAnythingLackingCostsNothing() {
        TestMirror mirror = mirror(Hydrate.BODY, null);
        mirror.store(List.of(TestTraffic.entry(
                        TestCallbacks.inboundMessage(
                                TestMirror.message(1, "received", NOON).sid(), "hello"),
                        NOON)))
                .join();
        mirror.clock().advance(Duration.ofDays(2));
        assertThat(repair(mirror).plan(ACCOUNTS).needless())
                .as("the day, and the one after it")
                .hasSize(2);
        assertThat(run(mirror)).isZero();
        assertThat(repair(mirror).plan(ACCOUNTS).needless()).isEmpty();
    }

    @Test
    void theNewestDaysComeFirstAndADayThatFailsIsReadAgain() {
        TestMirror mirror = mirror(Hydrate.PRICE, null);
        for (int i = 0; i < 12; i++) {
            know(mirror, i, NOON.plus(Duration.ofDays(i)), "-0.00750");
        }
        mirror.clock().advance(Duration.ofDays(20));
        mirror.twilio().faults().times(3, request -> true, Fault.error(503, 20503, "Service unavailable"));
        assertThat(repair(mirror).run((done, expected) -> {}).stopped()).isNotNull();
        assertThat(price(mirror, 11)).isNull();

        assertThat(run(mirror)).isEqualTo(10);
        assertThat(price(mirror, 11)).isNotNull();
        assertThat(price(mirror, 2)).isNotNull();
        assertThat(price(mirror, 1)).isNull();
        assertThat(run(mirror)).isEqualTo(2);
        assertThat(price(mirror, 0)).isNotNull();
        assertThat(run(mirror)).isZero();
    }

    private static Recording recording(int number, Instant created) {
        return RecordingBuilder.builder()
                .accountSid(TestMirror.ACCOUNT)
                .sid("RE%032x".formatted(number))
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .callSid("CA%032x".formatted(number))
                .source("Trunking")
                .dateCreated(created)
                .dateUpdated(created)
                .lastReceivedAt(created)
                .build();
    }

    private static boolean has(TestMirror mirror, int number) {
        return mirror.database()
                .resources()
                .find(Recording.class, TestMirror.ACCOUNT, "RE%032x".formatted(number))
                .isPresent();
    }

    @Test
    void recordingsOfTrunksAreReadOnAndOn() {
        TestMirror mirror = mirror(Hydrate.NONE, Duration.ofMinutes(15));
        mirror.twilio().add(recording(1, NOON.minusSeconds(600)));
        assertThat(repair(mirror).plan(ACCOUNTS).lines())
                .first()
                .asString()
                .contains("/Recordings.json?PageSize=1000&DateCreated%3E=2026-02-28T12%3A00%3A00Z")
                .endsWith("no callback tells of recordings of SIP trunks");
        assertThat(run(mirror)).isEqualTo(1);
        assertThat(has(mirror, 1)).isTrue();
        assertThat(mirror.registry()
                        .get("ringback.upstream.requests")
                        .tag("purpose", "repair")
                        .counters())
                .isNotEmpty();

        mirror.clock().advance(Duration.ofMinutes(14));
        assertThat(run(mirror)).isZero();
        mirror.clock().advance(Duration.ofMinutes(1));
        // the list shows late what was made before it was read the last time
        mirror.twilio().add(recording(2, NOON.minus(Duration.ofMinutes(50))));
        assertThat(run(mirror)).isEqualTo(1);
        assertThat(has(mirror, 2)).isTrue();

        mirror.clock().advance(Duration.ofDays(3));
        mirror.twilio().add(recording(3, NOON.plus(Duration.ofDays(1))));
        assertThat(run(mirror)).isEqualTo(1);
        assertThat(has(mirror, 3)).as("it goes on where it was").isTrue();

        mirror.clock().advance(Duration.ofDays(900));
        assertThat(run(mirror)).isEqualTo(1);
        assertThat(mirror.twilio().requests().answeredWith(400))
                .as("not beyond what Twilio keeps")
                .isZero();
    }

    @Test
    void nothingIsReadUnlessTheSettingsAskForIt() {
        TestMirror mirror = mirror(Hydrate.NONE, null);
        know(mirror, 1, NOON, "-0.00750");
        mirror.clock().advance(Duration.ofDays(9));
        assertThat(run(mirror)).isZero();
    }
}
