package dev.ringback.upstream.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.CapturedLog;
import dev.ringback.TestClock;
import dev.ringback.model.SystemEvent;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.PrivateNetworkGuard;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.storage.Database;
import dev.ringback.storage.SystemEventStore;
import dev.ringback.storage.SystemEventTrail;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A status page of the test's own, read one time after another. */
class StatusWatchTest {
    private static final String PATH = "/api/v2/summary.json";
    private static final String REST_API = component("c-api", "REST API", "operational");
    private static final String SMS = component("c-sms", "SMS", "operational");
    private static final String QUIET = summary("", REST_API, SMS);

    private final TestClock clock = new TestClock(Instant.parse("2026-01-05T12:00:00Z"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordingServer server = RecordingServer.start();

    @TempDir
    private Path folder;

    private Database database;
    private StatusWatch watch;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
        watch = watch();
    }

    @AfterEach
    void close() throws IOException {
        watch.close();
        database.close();
        server.close();
    }

    @Test
    void thePageIsAskedForWithoutCredentialsAndOnceForEachChange() {
        server.answers(200, Map.of("ETag", "W/\"one\""), QUIET);
        watch.round();
        server.answers(304, "");
        watch.round();
        watch.round();

        assertThat(server.requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo(PATH);
            assertThat(request.headers()).doesNotContainKeys("authorization", "cookie");
        });
        assertThat(server.requests())
                .extracting(request -> request.header("if-none-match"))
                .containsExactly("", "W/\"one\"", "W/\"one\"");
        assertThat(counted("read")).isEqualTo(1);
        assertThat(counted("unchanged")).isEqualTo(2);
        assertThat(told()).isEmpty();
        assertThat(watch.health()).isEqualTo(new StatusHealth(true, clock.instant(), null, false, List.of()));
    }

    @Test
    void anIncidentIsToldForEachOfItsComponentsUntilItIsGone() {
        String incident = incident("i1", "identified", "major", SMS, component("c-mms", "MMS", "partial_outage"));
        page(summary(incident, REST_API, component("c-mms", "MMS", "partial_outage")));
        watch.round();
        page(summary(incident.replace("identified", "monitoring"), REST_API));
        watch.round();

        assertThat(told())
                .extracting(StatusWatchTest::line)
                .containsExactly("SMS major identified error false", "MMS major identified error false");
        assertThat(told()).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo("twilio-status");
            assertThat(event.accountSid()).isNull();
            assertThat(event.text()).isEqualTo("Delays. We look into it. https://stspg.io/i1");
        });
        assertThat(watch.health().open()).hasSize(2);

        clock.advance(Duration.ofHours(1));
        page(QUIET);
        watch.round();

        assertThat(told())
                .extracting(StatusWatchTest::line)
                .endsWith("SMS major resolved error true", "MMS major resolved error true")
                .hasSize(4);
        assertThat(watch.health().open()).isEmpty();
    }

    @Test
    void anIncidentThatIsListedAsResolvedIsOver() {
        page(summary(incident("i1", "identified", "critical"), SMS));
        watch.round();
        page(summary(incident("i1", "resolved", "critical"), SMS));
        watch.round();

        assertThat(told())
                .extracting(StatusWatchTest::line)
                .containsExactly(" critical identified error false", " critical resolved error true");
    }

    @Test
    void aDegradedComponentIsToldAndWhatItBecomes() {
        for (String status : List.of(
                "degraded_performance",
                "degraded_performance",
                "major_outage",
                "under_maintenance",
                "partial_outage")) {
            page(summary("", component("c-sms", "SMS", status)));
            watch.round();
        }

        assertThat(told())
                .extracting(StatusWatchTest::line)
                .containsExactly(
                        "SMS minor degraded_performance warning false",
                        "SMS critical major_outage error false",
                        "SMS critical resolved error true",
                        "SMS major partial_outage error false");
    }

    @Test
    void aRestartTellsNothingTwiceAndEndsWhatIsOver() throws IOException {
        page(summary(incident("i1", "identified", "major", SMS), SMS));
        watch.round();
        restart();
        watch.round();
        assertThat(told()).hasSize(1);

        page(QUIET);
        restart();
        watch.round();
        restart();
        watch.round();

        assertThat(told()).extracting(SystemEvent::resolved).containsExactly(false, true);
    }

    @Test
    void ofTwoNodesOneReadsAndTheOtherSeesWhatItSees() throws IOException {
        page(summary("", component("c-api", "REST API", "partial_outage")));
        watch.round();
        try (StatusWatch other = watch()) {
            other.round();
            assertThat(server.requests()).hasSize(1);
            assertThat(other.health().apiDegraded()).isTrue();
            assertThat(other.health().readAt()).isNull();

            watch.close();
            other.round();
            assertThat(server.requests()).hasSize(2);
            assertThat(told()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"degraded_performance", "partial_outage", "major_outage"})
    void theApiIsDegradedWhileItsComponentIs(String status) {
        page(summary("", component("c-sms", "SMS", "major_outage"), REST_API));
        watch.round();
        assertThat(watch.health().apiDegraded()).isFalse();

        page(summary("", component("c-api", "REST API", status), SMS));
        watch.round();
        assertThat(watch.health().apiDegraded()).isTrue();

        page(QUIET);
        watch.round();
        assertThat(watch.health().apiDegraded()).isFalse();
    }

    @Test
    void theApiIsDegradedWhileAnIncidentSaysSo() {
        page(summary(incident("i1", "identified", "none", REST_API), REST_API));
        watch.round();
        assertThat(watch.health().apiDegraded()).isFalse();

        page(summary(incident("i1", "identified", "minor", REST_API), REST_API));
        watch.round();
        assertThat(watch.health().apiDegraded()).isTrue();

        page(summary(incident("i2", "identified", "critical"), REST_API));
        watch.round();
        assertThat(watch.health().apiDegraded()).isTrue();
    }

    /** Nothing shall be paused for ever because a page is gone. */
    @Test
    void whatWasNotReadForAnHourPausesNothing() {
        page(summary("", component("c-api", "REST API", "major_outage")));
        watch.round();
        server.answers(503, "");
        clock.advance(Duration.ofMinutes(59));
        watch.round();
        assertThat(watch.health().apiDegraded()).isTrue();

        clock.advance(Duration.ofMinutes(1));
        watch.round();

        assertThat(watch.health().apiDegraded()).isFalse();
        assertThat(watch.health().open()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Sign in to the network</html>",
                "{\"status\":",
                "[]",
                "{}",
                "{\"status\":{\"indicator\":\"none\"},\"components\":[]}",
                "{\"status\":{\"indicator\":\"none\"},\"components\":{},\"incidents\":{}}",
                "{\"status\":{\"indicator\":\"none\"},\"components\":[],\"incidents\":[{}]}",
                "{\"status\":{\"indicator\":\"none\"},\"components\":[{\"id\":\"a/b\",\"name\":\"x\",\"status\":\"operational\"}],\"incidents\":[]}",
                "{\"status\":{\"indicator\":\"none\"},\"components\":[null],\"incidents\":[]}"
            })
    void whatIsNoSummaryIsCountedAndChangesNothing(String body) {
        page(summary(incident("i1", "identified", "major", SMS), SMS));
        watch.round();
        page(body);
        try (CapturedLog log = CapturedLog.of(StatusWatch.class.getName())) {
            watch.round();
            watch.round();
            assertThat(log.lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("WARN Twilio's status page cannot be read: ");
        }

        assertThat(counted("unreadable")).isEqualTo(2);
        assertThat(told()).hasSize(1);
        assertThat(watch.health().failure()).isNotNull();
        page(QUIET);
        watch.round();
        assertThat(watch.health().failure()).isNull();
        assertThat(told()).hasSize(2);
    }

    @Test
    void fiftyMegabytesAreNotRead() {
        page(summary(incident("i1", "identified", "major", SMS), SMS));
        watch.round();
        page("[\"" + "x".repeat(50 * 1024 * 1024) + "\"]");
        watch.round();

        assertThat(counted("unreadable")).isEqualTo(1);
        assertThat(told()).hasSize(1);
    }

    @Test
    void statusesThatAreNoSuccessAndRedirectsAreCounted() {
        for (int status : List.of(500, 403, 404, 204)) {
            server.answers(status, "");
            watch.round();
        }
        server.answers(302, Map.of("Location", server.url("/elsewhere").toString()), "");
        watch.round();

        assertThat(counted("refused")).isEqualTo(4);
        assertThat(counted("unreadable")).isEqualTo(1); // success without a body
        assertThat(server.requests()).hasSize(5);
        assertThat(told()).isEmpty();
    }

    @Test
    void aPageThatCannotBeReachedIsCounted() throws IOException {
        watch.close();
        server.close();
        watch = watch();
        watch.round();

        assertThat(counted("unreachable")).isEqualTo(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void aPageThatDoesNotAnswerInTimeIsCounted() throws IOException {
        watch.close();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            watch = watch(URI.create("http://127.0.0.1:" + silent.getLocalPort() + PATH), Duration.ofMillis(200));
            watch.round();
        }

        assertThat(counted("unreachable")).isEqualTo(1);
    }

    /** What could not be stored is read again as a whole. */
    @Test
    void afterTroubleWithTheDatabaseNothingIsMissing() throws IOException {
        server.answers(200, Map.of("ETag", "\"one\""), summary(incident("i1", "identified", "major", SMS), SMS));
        SystemEventStore gone;
        try (Database other = TestSqlite.open(Files.createDirectory(folder.resolve("other")))) {
            gone = other.systemEvents();
        }
        watch = new StatusWatch(
                server.url(PATH),
                client(OutboundHttp.DEFAULT_PATIENCE),
                new SystemEventTrail(gone, clock),
                database.leases(),
                registry,
                clock);
        watch.round();
        watch.round();

        assertThat(server.requests())
                .hasSize(2)
                .extracting(request -> request.header("if-none-match"))
                .containsOnly("");
    }

    private void page(String body) {
        server.answers(200, body);
    }

    private void restart() throws IOException {
        watch.close();
        watch = watch();
    }

    private StatusWatch watch() {
        return watch(server.url(PATH), OutboundHttp.DEFAULT_PATIENCE);
    }

    private StatusWatch watch(URI address, Duration patience) {
        return new StatusWatch(
                address,
                client(patience),
                new SystemEventTrail(database.systemEvents(), clock),
                database.leases(),
                registry,
                clock);
    }

    private static OutboundHttp client(Duration patience) {
        return new OutboundHttp(new PrivateNetworkGuard(List.of("127.0.0.1")), patience);
    }

    private double counted(String outcome) {
        Counter counter = registry.find("ringback.status.page.reads")
                .tag("outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private List<SystemEvent> told() {
        return database.systemEvents().after(0, 100);
    }

    private static String line(SystemEvent event) {
        return event.label("component") + " " + event.label("impact") + " " + event.label("status") + " "
                + event.label("level") + " " + event.resolved();
    }

    private static String summary(String incident, String... components) {
        return """
                {"page": {"id": "p", "name": "Twilio"}, "status": {"indicator": "none", "description": "All is well"},
                 "components": [%s], "incidents": [%s], "scheduled_maintenances": []}""".formatted(String.join(",", components), incident);
    }

    private static String component(String id, String name, String status) {
        return "{\"id\": \"%s\", \"name\": \"%s\", \"status\": \"%s\", \"group\": false}".formatted(id, name, status);
    }

    private static String incident(String id, String status, String impact, String... components) {
        return """
                {"id": "%s", "name": "Delays", "status": "%s", "impact": "%s", "shortlink": "https://stspg.io/%s",
                 "incident_updates": [{"body": "We look into it."}, {"body": "older"}], "components": [%s]}""".formatted(id, status, impact, id, String.join(",", components));
    }
}
