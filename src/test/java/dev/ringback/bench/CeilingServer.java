package dev.ringback.bench;

import dev.ringback.ingest.CallbackOptions;
import dev.ringback.ingest.EventScreen;
import dev.ringback.ingest.Ingest;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.web.AnswerTimes;
import dev.ringback.web.CallbackDoor;
import dev.ringback.web.CeilingDoor;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.handler.HealthHandler;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Servers to compare with, each started as a process: {@code verify} proves callbacks and throws them away; {@code door} is the whole
 * callback door with a store that keeps nothing; {@code constant} answers reads from a folder with one body for each kind of address, by the
 * server that our doors are made of; {@code bare} does so by Javalin as it comes, without anything of ours.
 */
final class CeilingServer {
    private static final String MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages";

    private CeilingServer() {}

    public static void main(String[] args) throws IOException {
        int port = switch (args[0]) {
            case "verify" -> verify();
            case "door" -> door();
            case "constant" -> open(constant(Path.of(args[1])));
            case "bare" -> bare(constant(Path.of(args[1])));
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.out.printf("ceiling: webhooks come in at 127.0.0.1:%1$d/twilio, reads at 127.0.0.1:%1$d%n", port);
    }

    private static int verify() {
        VerifyOnly verifyOnly = new VerifyOnly();
        return open(routes -> routes.post("/twilio", verifyOnly));
    }

    private static int door() throws IOException {
        NoStore store = new NoStore();
        Clock clock = Clock.systemUTC();
        CallbackOptions options = CallbackOptions.defaults().withPublicUrl(BenchAccount.PUBLIC_URL);
        Ingest ingest =
                new Ingest(options, BenchAccount.ACCOUNTS, store, quarantine(), EventScreen.NONE, registry(), clock);
        CallbackDoor door = new CallbackDoor(
                new ListenAddress("127.0.0.1", 0),
                ingest,
                new HealthHandler(store, OptionalDouble::empty, clock),
                new AnswerTimes(registry()));
        ingest.start();
        door.start();
        return door.port();
    }

    /** Nothing that is measured gets there. */
    private static QuarantineStore quarantine() throws IOException {
        Path file = Files.createTempDirectory("ringback-bench").resolve("quarantine.db");
        return SqliteDatabase.open(file).quarantine();
    }

    private static Consumer<RoutesConfig> constant(Path bodies) throws IOException {
        Handler message = constantly(bodies.resolve("message.json"));
        Handler list = constantly(bodies.resolve("list.json"));
        Handler timeline = constantly(bodies.resolve("timeline.json"));
        return routes -> {
            routes.get(MESSAGES + ".json", list);
            routes.get(MESSAGES + "/{Sid}.json", message);
            routes.get("/ringback/v1/timeline/{sid}", timeline);
        };
    }

    private static int bare(Consumer<RoutesConfig> routes) {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    routes.accept(config.routes);
                })
                .start("127.0.0.1", 0)
                .port();
    }

    private static Handler constantly(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        return ctx -> ctx.contentType("application/json").result(body);
    }

    private static int open(Consumer<RoutesConfig> routes) {
        CeilingDoor door = new CeilingDoor(config -> routes.accept(config.routes));
        door.start();
        return door.port();
    }

    private static PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }
}
