package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.TestTraffic;
import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.storage.AuditStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Silences and deliveries by command, on a database that no server uses. */
class ForwardingCommandsTest {
    private static final Instant NOW = TestServer.NOW;
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String NOTICE =
            "{\"rule\":\"filtered\",\"state\":\"FIRING\",\"labels\":{\"host\":\"a\\u001b[31m\\nb\"}}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void write() throws IOException {
        Path settings = Files.writeString(folder.resolve("ringback.yaml"), """
                alerts:
                  receivers:
                    - name: log
                      file: {path: notices.txt}
                  rules:
                    - name: filtered
                      receivers: [log]
                forward:
                  - name: crm
                    url: https://crm.example.com/
                    matchers: ['status = undelivered']
                """);
        environment = Map.of(
                "TWILIO_ACCOUNT_SID",
                TestCallbacks.ACCOUNT_SID,
                "TWILIO_AUTH_TOKEN",
                TestCallbacks.AUTH_TOKEN,
                "RINGBACK_CONFIG",
                settings.toString(),
                "RINGBACK_DATABASE",
                "jdbc:sqlite:" + folder.resolve("ringback.db"),
                "USER",
                "ann");
        try (Database database = open()) {
            database.deliveries()
                    .add(List.of(
                            new NewDelivery("log", "group", Delivery.Kind.NOTICE, null, NOTICE, NOW),
                            new NewDelivery("crm", "SM1", Delivery.Kind.EVENT, 7L, "", NOW)));
            DeliveryAttempt attempt =
                    new DeliveryAttempt(NOW, Duration.ofMillis(250), Outcome.REFUSED, "404 Not Found");
            database.deliveries().record(List.of(new Attempted(1, attempt, Delivery.State.DEAD, NOW)));
            database.events()
                    .append(List.of(TestTraffic.entry(
                            TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "undelivered"), NOW)));
        }
    }

    @Test
    void aSilenceIsAddedListedAndEnded() {
        String line = "1  until 2026-01-01T14:00:00Z  rule filtered, error_code = \"30007\"  by ann: known\n";

        assertThat(run(
                        new AlertsSilenceCommand(environment, CLOCK),
                        "--matcher",
                        "error_code=30007",
                        "--rule",
                        "filtered",
                        "--for",
                        "2h",
                        "--comment",
                        "known"))
                .isEqualTo("0 " + line);
        assertThat(run(new AlertsSilencesCommand(environment, CLOCK))).isEqualTo("0 " + line);
        assertThat(run(new AlertsExpireCommand(environment, CLOCK), "1"))
                .isEqualTo("0 " + line.replace("until 2026-01-01T14", "ended 2026-01-01T12"));
        assertThat(run(new AlertsSilencesCommand(environment, CLOCK))).isEqualTo("0 nothing is silenced\n");
        assertThat(run(new AlertsSilencesCommand(environment, CLOCK), "--all")).startsWith("0 1  ended 2026");
    }

    @Test
    void aSilenceThatCannotBeNamesItsFlag() {
        assertThat(run(new AlertsSilenceCommand(environment, CLOCK), "--for", "2h"))
                .isEqualTo("2 ringback: --matcher names nothing: name at least one, or a rule\n");
        assertThat(run(new AlertsSilenceCommand(environment, CLOCK), "--for", "soon", "--matcher", "kind = call"))
                .isEqualTo("2 ringback: --for is no duration: write it like 30s, 5m, 1h30m or 7d\n");
        assertThat(run(new AlertsSilenceCommand(environment, CLOCK), "--for", "2h", "--rule", "others"))
                .isEqualTo("2 ringback: --rule names no rule; there are filtered\n");
        assertThat(run(new AlertsExpireCommand(environment, CLOCK), "9"))
                .isEqualTo("1 ringback: there is no silence 9\n");
    }

    @Test
    void deliveriesAreListedWithTheirAttempts() {
        String notice = """
                1  2026-01-01T12:00:00Z  log  dead  filtered, firing: host=a [31m b
                    2026-01-01T12:00:00Z  refused in 250 ms: 404 Not Found
                """;
        String event = """
                2  2026-01-01T12:00:00Z  crm  pending  event 7, SM1
                    next attempt 2026-01-01T12:00:00Z
                """;

        assertThat(run(new DeliveriesListCommand(environment))).isEqualTo("0 " + event + notice);
        assertThat(run(new DeliveriesListCommand(environment), "--limit", "1")).isEqualTo("0 " + event);
        assertThat(run(new DeliveriesListCommand(environment), "--receiver", "log"))
                .isEqualTo("0 " + notice);
        assertThat(run(new DeliveriesListCommand(environment), "--state", "dead"))
                .isEqualTo("0 " + notice);
        assertThat(run(new DeliveriesListCommand(environment), "--receiver", "you"))
                .isEqualTo("0 no deliveries\n");
        assertThat(run(new DeliveriesListCommand(environment), "--state", "lost"))
                .startsWith("2 Invalid value for option '--state'");
    }

    @Test
    void aDeliveryIsSentAgain() {
        assertThat(run(new DeliveriesReplayCommand(environment, CLOCK), "1")).isEqualTo("0 1 to be sent again\n");
        assertThat(run(new DeliveriesReplayCommand(environment, CLOCK), "1"))
                .isEqualTo("1 ringback: delivery 1 is pending anyway\n");
        assertThat(run(new DeliveriesReplayCommand(environment, CLOCK), "99"))
                .isEqualTo("1 ringback: there is no delivery 99\n");
    }

    @Test
    void aSpanOfTimeIsSentAgain() {
        assertThat(span("log", "2026-01-01T12:00:00Z", "2026-01-01T12:00:01Z")).isEqualTo("0 1 to be sent again\n");
        assertThat(span("crm", "2026-01-01T12:00:00Z", "2026-01-01T12:00:01Z")).isEqualTo("0 1 to be sent again\n");
        assertThat(span("crm", "2026-01-01T11:00:00Z", "2026-01-01T12:00:00Z")).isEqualTo("0 0 to be sent again\n");
        try (Database database = open()) {
            assertThat(database.deliveries().find(3).orElseThrow().eventId()).isEqualTo(1);
            assertThat(database.deliveries().find(1).orElseThrow().state()).isEqualTo(Delivery.State.PENDING);
        }
    }

    @Test
    void wrongSpansAreNamed() {
        assertThat(span("you", "2026-01-01T12:00:00Z", "2026-01-01T13:00:00Z"))
                .isEqualTo("2 ringback: --receiver is no receiver or target of the settings; there are log, crm\n");
        assertThat(span("log", "noon", "2026-01-01T13:00:00Z")).startsWith("2 --from is no time: write it like");
        assertThat(span("log", "2026-01-01T13:00:00Z", "2026-01-01T13:00:00Z"))
                .startsWith("2 --to must be later than --from");
        assertThat(run(new DeliveriesReplayCommand(environment, CLOCK)))
                .startsWith("2 Name an ID, or all of --receiver, --from and --to");
        assertThat(run(new DeliveriesReplayCommand(environment, CLOCK), "1", "--receiver", "log"))
                .startsWith("2 Name an ID, or all of");
    }

    @Test
    void actionsByCommandsAreRecordedWithTheUserWhoRanThem() {
        run(new AlertsSilenceCommand(environment, CLOCK), "--matcher", "kind = call", "--for", "2h");
        run(new AlertsExpireCommand(environment, CLOCK), "1");
        run(new AlertsExpireCommand(environment, CLOCK), "9");
        run(new DeliveriesReplayCommand(environment, CLOCK), "1");
        span("crm", "2026-01-01T12:00:00Z", "2026-01-01T12:00:01Z");
        run(new QuarantineReplayCommand(environment, CLOCK));

        try (Database database = open()) {
            List<AuditRecord> audit = database.audit()
                    .newestFirst(AuditStore.Filter.NONE, Long.MAX_VALUE, 10)
                    .items();
            assertThat(audit)
                    .extracting(AuditRecord::actor)
                    .containsOnly(Actor.command(System.getProperty("user.name")));
            assertThat(audit)
                    .extracting(AuditRecord::action, AuditRecord::subject, AuditRecord::affected)
                    .containsExactly(
                            tuple("quarantine.replay", "0 taken in, 0 already known, 0 still refused", 0L),
                            tuple("deliveries.replay", "to crm, from 2026-01-01T12:00:00Z to 2026-01-01T12:00:01Z", 1L),
                            tuple("deliveries.replay", "delivery 1", 1L),
                            tuple("silence.end", "silence 1 until 2026-01-01T12:00:00Z, matchers: 1", 1L),
                            tuple("silence", "silence 1 until 2026-01-01T14:00:00Z, matchers: 1", 1L));
        }
    }

    private String span(String receiver, String from, String to) {
        return run(new DeliveriesReplayCommand(environment, CLOCK), "--receiver", receiver, "--from", from, "--to", to);
    }

    /** The exit code, what it printed, and what it complained of. */
    private String run(Object command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        int exitCode = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return (exitCode + " " + out + err).replace(System.lineSeparator(), "\n");
    }

    private Database open() {
        return Databases.open(DatabaseOptions.of(folder.resolve("ringback.db")));
    }
}
