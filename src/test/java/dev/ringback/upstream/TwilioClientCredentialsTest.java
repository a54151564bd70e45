package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import dev.ringback.TestTraffic;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.SystemEvent;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an answer of Twilio to what is told of the credentials. */
class TwilioClientCredentialsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Account ACCOUNT = TestTraffic.ACCOUNT;

    private final TestClock clock = new TestClock(Instant.parse("2026-01-05T12:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void aRefusalIsToldAndItsEndWithTheNextSuccess() throws Exception {
        try (RecordingServer server = RecordingServer.start();
                Database database = TestSqlite.open(folder)) {
            server.answers(401, "{\"code\":20003}");
            ask(server, database, ACCOUNT);
            assertThat(told(database)).extracting(SystemEvent::resolved).containsExactly(false);

            server.answers(200, "{}");
            // Other credentials are tried at once.
            ask(
                    server,
                    database,
                    new Account(
                            ACCOUNT.sid(),
                            List.of("another-token"),
                            ACCOUNT.parent(),
                            ACCOUNT.signingKeys(),
                            ACCOUNT.apiKeys()));

            assertThat(told(database)).extracting(SystemEvent::resolved).containsExactly(false, true);
            assertThat(told(database))
                    .allSatisfy(event -> assertThat(event.accountSid()).isEqualTo(ACCOUNT.sid()));
        }
    }

    private void ask(RecordingServer server, Database database, Account account)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        UpstreamOptions options = TestUpstream.options(server.url(""), false);
        try (TwilioClient client = new TwilioClient(
                options,
                new Accounts(List.of(account)),
                UpstreamHttp.open(options, OutboundOptions.DIRECT),
                database.budgets(),
                RequestCounter.NONE,
                new SystemEvents(database.systemEvents(), clock),
                clock)) {
            client.send(UpstreamRequest.get(account.sid(), Purpose.READ, Product.API, "/2010-04-01/x.json", PATIENCE))
                    .get(60, TimeUnit.SECONDS);
        }
    }

    private static List<SystemEvent> told(Database database) {
        return database.systemEvents().after(0, 100);
    }
}
