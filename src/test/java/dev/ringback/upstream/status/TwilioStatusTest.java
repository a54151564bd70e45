package dev.ringback.upstream.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestClock;
import dev.ringback.model.SystemEvent;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.upstream.TestUpstream;
import dev.ringback.upstream.UpstreamOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings decide whether the page is read, and where. */
class TwilioStatusTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String DEGRADED = """
            {"status": {"indicator": "major"}, "components": [{"id": "c1", "name": "REST API", "status": "major_outage"}],
             "incidents": []}""";

    private final RecordingServer server = RecordingServer.start();

    @TempDir
    private Path folder;

    private Database database;
    private TwilioStatus status;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
        status = new TwilioStatus(
                database.systemEvents(),
                database.leases(),
                OutboundOptions.DIRECT,
                new SimpleMeterRegistry(),
                new TestClock(Instant.parse("2026-01-05T12:00:00Z")));
        server.answers(200, DEGRADED);
    }

    @AfterEach
    void close() throws IOException {
        status.close();
        database.close();
        server.close();
    }

    @Test
    void withoutTheSettingNothingIsAsked() {
        status.use(UpstreamOptions.OFF);
        status.use(options(server, false));

        assertThat(status.isApiDegraded()).isFalse();
        assertThat(status.health()).isEqualTo(StatusHealth.OFF);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void thePageIsReadFromTheUrlOfTheSettings() {
        status.use(options(server, true));
        await().atMost(SOON).until(status::isApiDegraded);
        status.use(options(server, true));

        assertThat(server.request().path()).isEqualTo("/gateway/api/v2/summary.json");
    }

    @Test
    void otherSettingsAreFollowed() throws IOException {
        status.use(options(server, true));
        await().atMost(SOON).until(status::isApiDegraded);
        try (RecordingServer other = RecordingServer.start()) {
            other.answers(200, "{\"status\": {\"indicator\": \"none\"}, \"components\": [], \"incidents\": []}");
            status.use(options(other, true));
            await().atMost(SOON)
                    .until(() -> status.health().readAt() != null
                            && status.health().open().isEmpty());
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(database.systemEvents().after(0, 10))
                .extracting(SystemEvent::resolved)
                .containsExactly(false, true);
    }

    /** Otherwise it would be told for ever. */
    @Test
    void whatGoesOnEndsWhereNobodyReadsThePageAnyMore() {
        status.use(options(server, true));
        await().atMost(SOON).until(status::isApiDegraded);

        status.use(UpstreamOptions.OFF);

        assertThat(status.isApiDegraded()).isFalse();
        assertThat(database.systemEvents().after(0, 10))
                .extracting(SystemEvent::resolved)
                .containsExactly(false, true);
    }

    @Test
    void whatGoesOnDoesNotEndWhereAnotherNodeReadsThePage() {
        status.use(options(server, true));
        await().atMost(SOON).until(status::isApiDegraded);
        try (TwilioStatus other = new TwilioStatus(
                database.systemEvents(),
                database.leases(),
                OutboundOptions.DIRECT,
                new SimpleMeterRegistry(),
                new TestClock(Instant.parse("2026-01-05T12:00:00Z")))) {
            other.use(UpstreamOptions.OFF);
        }

        assertThat(database.systemEvents().after(0, 10)).hasSize(1);
    }

    private static UpstreamOptions options(RecordingServer server, boolean statusPage) {
        return TestUpstream.options(server.url("/gateway/"), statusPage);
    }
}
