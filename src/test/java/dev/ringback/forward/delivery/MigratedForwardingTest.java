package dev.ringback.forward.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.TestTraffic;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.notice.NoticeLinks;
import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.forward.rule.Threshold;
import dev.ringback.model.Accounts;
import dev.ringback.model.Delivery;
import dev.ringback.model.Silence;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.upkeep.Migration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server forwards, stops in the middle of it, and goes on over another database. */
class MigratedForwardingTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(60);

    private final RecordingServer crm = RecordingServer.start();
    private final TestClock clock = new TestClock(BEGIN);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws IOException {
        crm.close();
    }

    @Test
    void forwardingGoesOnInPostgresWhereItStoppedInSqlite() throws IOException {
        try (Database from = sqlite();
                Database to = TestPostgres.open(folder)) {
            check(from, to);
        }
    }

    @Test
    void forwardingGoesOnInSqliteWhereItStoppedInPostgres() throws IOException {
        try (Database from = TestPostgres.open(folder);
                Database to = sqlite()) {
            // ids that no event has: the sequence is ahead of the log, as after a batch that was rolled back
            from.migration().finish(1_000);
            check(from, to);
        }
    }

    private void check(Database from, Database to) throws IOException {
        stopInTheMiddle(from);
        new Migration(from, to, "the first").run((done, total) -> {});
        goOn(to);
    }

    private void stopInTheMiddle(Database from) throws IOException {
        crm.answers(503, "");
        try (Forwarder forwarder = forwarder(from)) {
            forwarder.start();
            await().atMost(SOON).until(() -> from.forward().mark().isPresent());
            error(from, "11200");
            await().atMost(SOON).until(() -> pending(from) == 1);
            clock.advance(Duration.ofSeconds(30));
            await().atMost(SOON).until(() -> told.equals(List.of("FIRING 11200")));
            message(from);
            await().atMost(SOON).until(() -> pending(from) == 2);
        }
        for (int i = 0; i < 10; i++) {
            message(from);
        }
        from.silences()
                .add(new Silence(
                        0, "", List.of("error_code = 16020"), BEGIN, BEGIN.plus(Duration.ofDays(1)), "me", ""));
    }

    private void goOn(Database to) throws IOException {
        int refused = crm.requests().size();
        crm.answers(204, "");
        clock.advance(Duration.ofMinutes(1));
        try (Forwarder forwarder = forwarder(to)) {
            forwarder.start();
            await().atMost(SOON).until(() -> delivered(to) == 2 + 10 || clockOn());
            error(to, "16020");
            message(to);
            await().atMost(SOON).until(() -> delivered(to) == 2 + 10 + 2);
            clock.advance(Duration.ofMinutes(20));
            await().atMost(SOON).until(() -> told.size() > 1);
        }
        assertThat(told).containsExactly("FIRING 11200", "RESOLVED 11200");
        assertThat(pending(to)).isZero();
        assertThat(crm.requests().stream().skip(refused)).hasSize(2 + 10 + 2);
        for (String body : bodies) {
            assertThat(crm.requests().stream()
                            .skip(refused)
                            .filter(request -> request.body().contains(body)))
                    .as(body)
                    .hasSize(1);
        }
    }

    /** Moves the clock on, since failed deliveries are tried again after a growing time. */
    private boolean clockOn() {
        clock.advance(Duration.ofSeconds(5));
        return false;
    }

    private Database sqlite() {
        return TestSqlite.open(folder);
    }

    private Forwarder forwarder(Database database) {
        Rule errors = new Rule(
                "errors",
                List.of(LabelMatcher.parse("level = error")),
                false,
                new Threshold.Count(1, Duration.ofMinutes(5)),
                List.of(Label.ERROR_CODE),
                Rule.DEFAULT_GROUP_WAIT,
                Rule.DEFAULT_GROUP_INTERVAL,
                Rule.DEFAULT_REPEAT_INTERVAL,
                Rule.DEFAULT_RESOLVE_AFTER,
                List.of("team"),
                List.of(),
                List.of());
        ReceiverSettings team = new ReceiverSettings(
                "team",
                "file",
                http -> notice -> {
                    told.add(notice.state() + " " + notice.labels().get("error_code"));
                    return Reply.delivered("");
                },
                NoticeTemplates.shipped(),
                Optional.empty());
        EventTarget target =
                new EventTarget("crm", crm.url("/twilio"), List.of(), EventTarget.Format.TWILIO, 8, Optional.empty());
        return new Forwarder(
                new ForwardOptions(
                        new Rules(List.of(errors)),
                        Inhibition.PRESETS,
                        List.of(team),
                        List.of(target),
                        List.of("127.0.0.1")),
                database,
                new Accounts(List.of(TestTraffic.ACCOUNT)),
                NoticeLinks.NONE,
                new DeliveryMetrics(new SimpleMeterRegistry()),
                clock);
    }

    private void message(Database database) {
        String body = "message" + (bodies.size() + 100);
        bodies.add(body);
        append(database, TestCallbacks.inboundMessage(TestCallbacks.sid("SM"), body));
    }

    private void error(Database database, String code) {
        append(
                database,
                TestCallbacks.debugger(
                        TestCallbacks.sid("NO"),
                        "{\"resource_sid\": \"%s\", \"error_code\": \"%s\", \"webhook\": {\"request\": {\"method\": \"POST\", \"url\": \"https://app.example.com/voice\"}}}"
                                .formatted(TestCallbacks.sid("CA"), code)));
    }

    private void append(Database database, TestCallbacks callback) {
        database.events().append(List.of(TestTraffic.entry(callback, clock.instant())));
    }

    private static long pending(Database database) {
        return database.deliveries().count("crm", Delivery.State.PENDING);
    }

    private static long delivered(Database database) {
        return database.deliveries().count("crm", Delivery.State.DELIVERED);
    }
}
