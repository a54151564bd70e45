package dev.ringback.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The first start after an upgrade: how long it takes until everything in a large database is made anew beside the server, and what that costs the
 * callbacks that come in meanwhile. The same database is served with and without something to do, in turn.
 */
final class UpgradeBench implements Part {
    private static final int STATUSES = 3;
    private static final long WARM_UP_SEED = 11;
    private static final long SEED = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workshop workshop;
    private final long messages;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Series current = Series.ceiling("callbacks, database of this version");
    private final Series upgraded = Series.below(current, "callbacks while everything is made anew");

    /** @param messages in the database, of three events each */
    UpgradeBench(Workshop workshop, long messages) {
        this.workshop = workshop;
        this.messages = messages;
    }

    @Override
    public void run(Report report) {
        Plan plan = workshop.plan();
        MessageDatabase kept = MessageDatabase.kept(workshop.folder(), messages, STATUSES);
        RequestFiles warmUp = RequestFiles.write(
                workshop.folder().resolve("warm-up"),
                WARM_UP_SEED,
                workshop.wrk().threads(),
                plan.warmUpRequests());
        RequestFiles requests = RequestFiles.write(
                workshop.folder().resolve("requests"),
                SEED,
                workshop.wrk().threads(),
                plan.maxPerSecond() * plan.seconds());
        for (int round = 1; round <= plan.rounds(); round++) {
            System.out.printf("an upgrade, round %d of %d%n", round, plan.rounds());
            measure(kept, 1, current, warmUp, requests);
            measure(kept, 0, upgraded, warmUp, requests);
        }
        report.rows(List.of(current, upgraded));
        alone(kept, report);
    }

    private void measure(MessageDatabase kept, int version, Series series, RequestFiles warmUp, RequestFiles requests) {
        Path database = copy(kept, version);
        try (ServerProcess server = workshop.live(database)) {
            workshop.wrk().post(server.callbackPort(), warmUp, Plan.MAX_WARM_UP_SECONDS);
            series.add(Sample.of(
                    server,
                    () -> workshop.wrk()
                            .post(
                                    server.callbackPort(),
                                    requests,
                                    workshop.plan().seconds())));
            System.out.printf("  made anew by then: %s%n", version == 0 ? projected(server) + "%" : "all");
        }
        workshop.deleteDatabase(database);
    }

    /** With nothing beside it. */
    private void alone(MessageDatabase kept, Report report) {
        Path database = copy(kept, 0);
        try (ServerProcess server = workshop.live(database)) {
            long began = System.nanoTime();
            while (projected(server) < 100) {
                Pause.millis(200);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            report.fact(
                    "everything made anew beside an idle server",
                    Report.format(
                            "%,d events in %.0f s (%,.0f a second)",
                            messages * STATUSES, seconds, messages * STATUSES / seconds));
        }
        workshop.deleteDatabase(database);
    }

    /** A copy, as if rules of that version had made it. */
    private Path copy(MessageDatabase kept, int version) {
        Path database = workshop.copy(kept, "upgrade");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM projection");
            statement.execute(
                    "INSERT INTO projection SELECT 1, %1$d, %1$d, 'none', 0, 0, 0, '', ''".formatted(version));
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("age " + database, e);
        }
    }

    private int projected(ServerProcess server) {
        try {
            JsonNode health = JSON.readTree(http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.apiPort() + "/health"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
            return health.path("projected_percent").asInt(100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
