package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.CapturedLog;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
            askUntilStopped(server, database, ACCOUNT);
            assertThat(told(database)).extracting(SystemEvent::resolved).containsExactly(false);

            server.answers(200, "{}");
            // Other credentials are tried at once.
            ask(server, database, withTokens("another-token"));

            assertThat(told(database)).extracting(SystemEvent::resolved).containsExactly(false, true);
            assertThat(told(database))
                    .allSatisfy(event -> assertThat(event.accountSid()).isEqualTo(ACCOUNT.sid()));
        }
    }

    @Test
    void anyChangeOfTheTokensIsTriedAtOnceAndARestartIsNot() throws Exception {
        try (RecordingServer server = RecordingServer.start();
                Database database = TestSqlite.open(folder);
                CapturedLog log = CapturedLog.of(TwilioClient.class.getName())) {
            server.answers(403, "{\"code\":20403}");
            askUntilStopped(server, database, withTokens("token", "former"));
            server.answers(200, "{}");
            int asked = server.requests().size();

            assertThatThrownBy(() -> ask(server, database, withTokens("token", "former")))
                    .hasRootCauseInstanceOf(UpstreamException.class);
            assertThat(server.requests()).hasSize(asked);
            assertThat(log.lines()).anyMatch(message -> message.contains("nothing is asked for it until 20"));

            ask(server, database, withTokens("token", "next"));
            assertThat(server.requests()).hasSize(asked + 1);
        }
    }

    @Test
    void afterTheHourOneReadTriesTheCredentials() throws Exception {
        try (RecordingServer server = RecordingServer.start();
                Database database = TestSqlite.open(folder)) {
            server.answers(401, "{\"code\":20003}");
            UpstreamOptions options = TestUpstream.options(server.url(""), false);
            try (TwilioClient client = client(options, database, ACCOUNT)) {
                stopped(client, ACCOUNT);
                database.budgets().change(ACCOUNT.sid(), (before, now) -> before.withStop(null));
                int asked = server.requests().size();
                await().atMost(Duration.ofSeconds(30)).until(() -> {
                    List<CompletableFuture<UpstreamAnswer>> many = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        many.add(client.send(request(ACCOUNT)));
                    }
                    for (CompletableFuture<UpstreamAnswer> one : many) {
                        assertThatThrownBy(() -> one.get(60, TimeUnit.SECONDS))
                                .hasRootCauseInstanceOf(UpstreamException.class);
                    }
                    return server.requests().size() > asked;
                });
                assertThat(server.requests()).hasSize(asked + 1);
            }
        }
    }

    private static Account withTokens(String... tokens) {
        return new Account(ACCOUNT.sid(), List.of(tokens), ACCOUNT.parent(), ACCOUNT.signingKeys(), ACCOUNT.apiKeys());
    }

    private static UpstreamRequest request(Account account) {
        return UpstreamRequest.get(account.sid(), Purpose.READ, Product.API, "/2010-04-01/x.json", PATIENCE);
    }

    private TwilioClient client(UpstreamOptions options, Database database, Account account) throws IOException {
        return new TwilioClient(
                options,
                new Accounts(List.of(account)),
                UpstreamHttp.open(options, OutboundOptions.DIRECT),
                database.budgets(),
                RequestCounter.NONE,
                new SystemEvents(database.systemEvents(), clock),
                clock);
    }

    private void askUntilStopped(RecordingServer server, Database database, Account account) throws IOException {
        try (TwilioClient client = client(TestUpstream.options(server.url(""), false), database, account)) {
            stopped(client, account);
        }
        await().until(() -> !told(database).isEmpty());
    }

    /** Asks until the client says by itself that the credentials are refused. */
    private static void stopped(TwilioClient client, Account account) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            try {
                client.send(request(account)).get(60, TimeUnit.SECONDS);
                return false;
            } catch (ExecutionException failed) {
                return failed.getCause() instanceof UpstreamException known
                        && known.reason() == UpstreamException.Reason.REFUSED;
            }
        });
    }

    private void ask(RecordingServer server, Database database, Account account)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (TwilioClient client = client(TestUpstream.options(server.url(""), false), database, account)) {
            client.send(request(account)).get(60, TimeUnit.SECONDS);
        }
    }

    private static List<SystemEvent> told(Database database) {
        return database.systemEvents().after(0, 100);
    }
}
