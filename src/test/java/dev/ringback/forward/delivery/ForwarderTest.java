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
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.rule.Rules;
import dev.ringback.model.Accounts;
import dev.ringback.model.Delivery;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.FormBody;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes over one database. */
class ForwarderTest {
    /** Longer than a node that was killed keeps others waiting. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private final RecordingServer server = RecordingServer.start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void oneNodeForwardsAndAnotherTakesOverWhenItEnds() throws IOException {
        try (Database database = TestSqlite.open(folder)) {
            check(database, database);
        }
    }

    @Test
    void anotherNodeTakesOverOnPostgresToo() throws IOException {
        try (Database one = TestPostgres.open(folder);
                Database other = Databases.open(TestPostgres.options())) {
            check(one, other);
        }
    }

    private void check(Database one, Database other) throws IOException {
        server.answers(204, "");
        Forwarder first = forwarder(one);
        Forwarder second = forwarder(other);
        first.start();
        await().atMost(SOON).until(() -> one.forward().mark().isPresent());
        second.start();
        append(one, "SM1");
        append(other, "SM2");
        await().atMost(SOON).until(() -> delivered(one) == 2);

        first.close();
        append(one, "SM3");
        append(other, "SM4");

        await().atMost(SOON).until(() -> delivered(other) == 4);
        second.close();
        assertThat(server.requests())
                .extracting(
                        request -> FormBody.parse(request.body()).parameters().get("Body"))
                .containsExactlyInAnyOrder("SM1", "SM2", "SM3", "SM4");
    }

    @Test
    void aTargetThatFailsIsToldOnceByHoweverManyNodes() throws IOException {
        try (Database database = TestSqlite.open(folder)) {
            checkThatFailureIsToldOnce(database, database);
        }
    }

    @Test
    void aTargetThatFailsIsToldOnceOnPostgresToo() throws IOException {
        try (Database one = TestPostgres.open(folder);
                Database other = Databases.open(TestPostgres.options())) {
            checkThatFailureIsToldOnce(one, other);
        }
    }

    private void checkThatFailureIsToldOnce(Database one, Database other) throws IOException {
        server.answers(401, "");
        List<RenderedNotice> told = new CopyOnWriteArrayList<>();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
        Forwarder first = teller(one, told, new SimpleMeterRegistry(), clock);
        Forwarder second = teller(other, told, registry, clock);
        first.start();
        await().atMost(SOON).until(() -> one.forward().mark().isPresent());
        second.start();
        append(one, "SM1");
        await().atMost(SOON).until(() -> told.size() == 1);
        // The one that does not forward shows the same.
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofSeconds(1)); // it is read every ten seconds
            return registry.get("ringback.forward.failing")
                            .tag("receiver", "crm")
                            .gauge()
                            .value()
                    == 1;
        });

        first.close();
        int before = server.requests().size();
        append(other, "SM2");
        await().atMost(SOON).until(() -> server.requests().size() > before);
        assertThat(told).hasSize(1);
        server.answers(204, "");
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofSeconds(1)); // a delivery that failed waits for its next attempt
            return told.size() == 2;
        });
        second.close();

        assertThat(told).extracting(RenderedNotice::isResolved).containsExactly(false, true);
    }

    private Forwarder teller(Database database, List<RenderedNotice> told, SimpleMeterRegistry registry, Clock clock) {
        ReceiverSettings boss = new ReceiverSettings(
                "boss",
                "file",
                http -> notice -> {
                    told.add(notice);
                    return Reply.delivered("200 OK");
                },
                NoticeTemplates.shipped(),
                Optional.empty());
        EventTarget target = new EventTarget(
                "crm", server.url("/twilio"), List.of(), EventTarget.Format.TWILIO, 8, Optional.empty());
        return new Forwarder(
                new ForwardOptions(
                        new Rules(List.of()), Inhibition.PRESETS, List.of(boss), List.of(target), List.of("127.0.0.1")),
                database,
                new Accounts(List.of(TestTraffic.ACCOUNT)),
                NoticeLinks.NONE,
                new DeliveryMetrics(registry),
                clock);
    }

    @Test
    void aServerThatWasKilledDelaysForwardingByNothing() throws IOException {
        DatabaseOptions options = DatabaseOptions.of(folder.resolve("ringback.db"));
        try (Database killed = Databases.open(options)) {
            killed.leases().take("forward", "the one that was killed", Duration.ofHours(1));
        }
        server.answers(204, "");

        try (Database database = Databases.open(options);
                Forwarder forwarder = forwarder(database)) {
            forwarder.start();
            assertThat(database.forward().mark())
                    .as("what is stored from here on is forwarded")
                    .isPresent();
            append(database, "SM1");
            await().atMost(SOON).until(() -> delivered(database) == 1);
        }
    }

    /** Checks that nobody reads the log without receivers and targets. */
    @Test
    void withoutReceiversNothingIsDone() throws IOException {
        try (Database database = TestSqlite.open(folder);
                Forwarder forwarder = forwarder(database, List.of())) {
            forwarder.start();
            append(database, "SM1");

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("ringback-forward");
            assertThat(database.forward().mark()).isEmpty();
        }
    }

    private Forwarder forwarder(Database database) {
        return forwarder(
                database,
                List.of(new EventTarget(
                        "crm", server.url("/twilio"), List.of(), EventTarget.Format.TWILIO, 8, Optional.empty())));
    }

    private static Forwarder forwarder(Database database, List<EventTarget> targets) {
        return new Forwarder(
                new ForwardOptions(new Rules(List.of()), Inhibition.PRESETS, List.of(), targets, List.of("127.0.0.1")),
                database,
                new Accounts(List.of(TestTraffic.ACCOUNT)),
                NoticeLinks.NONE,
                new DeliveryMetrics(new SimpleMeterRegistry()),
                Clock.systemUTC());
    }

    private static void append(Database database, String body) {
        database.events()
                .append(List.of(TestTraffic.entry(
                        TestCallbacks.inboundMessage(TestCallbacks.sid("SM"), body),
                        Clock.systemUTC().instant())));
    }

    private static long delivered(Database database) {
        return database.deliveries().count("crm", Delivery.State.DELIVERED);
    }
}
