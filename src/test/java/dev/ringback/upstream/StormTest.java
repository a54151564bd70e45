package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.model.Accounts;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.PrivateNetworkGuard;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A storm of requests finds what Twilio lets an account have under way at once, and stays there. */
@Tag("timed")
class StormTest {
    private static final String ACCOUNT = TestServer.ACCOUNT.sid();
    private static final String PATH =
            "/2010-04-01/Accounts/" + ACCOUNT + "/Messages/SM00000000000000000000000000000001.json";

    private static final int MOST_STORMS = 4;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} at once, {1} nodes")
    @CsvSource({"3, 1", "10, 1", "50, 1", "10, 2"})
    void itConvergesAndExceedsTheLimitByNoMoreThanOneAfterwards(int limit, int nodes) throws IOException {
        SimulatedTwilio twilio =
                SimulatedTwilio.start(SimulatedTwilioOptions.of(TestServer.ACCOUNT), Clock.systemUTC());
        List<TwilioClient> clients = new ArrayList<>();
        try (Database database = TestSqlite.open(folder)) {
            twilio.add(TestUpstream.delivered("SM00000000000000000000000000000001"));
            twilio.conditions().latency(Duration.ofMillis(20), Duration.ofMillis(30));
            twilio.conditions().maxConcurrent(limit);
            UpstreamOptions options = TestUpstream.at(TestUpstream.reading(Reads.MISSING), twilio.url());
            for (int i = 0; i < nodes; i++) {
                clients.add(new TwilioClient(
                        options,
                        new Accounts(List.of(TestServer.ACCOUNT)),
                        new OutboundHttp(new PrivateNetworkGuard(List.of("127.0.0.1")), Duration.ofSeconds(20)),
                        database.budgets(),
                        RequestCounter.NONE,
                        Clock.systemUTC()));
            }
            int storm = 500 + 50 * limit;
            send(clients, storm);
            int refusedAtFirst = twilio.requests().answeredWith(429);
            // It converges, sooner or later: a machine that has other work needs more than one storm for it.
            int after = 0;
            do {
                twilio.requests().clear();
                send(clients, storm / 2);
                after++;
            } while (after < MOST_STORMS && twilio.requests().highestConcurrency(ACCOUNT) < limit * 3 / 4);
            assertThat(twilio.requests().highestConcurrency(ACCOUNT)).isBetween(limit * 3 / 4, limit + 1);
            assertThat(twilio.requests().answeredWith(429)).isLessThan(storm / 20);
            assertThat(refusedAtFirst).isLessThan(storm / 5);
        } finally {
            for (TwilioClient client : clients) {
                client.close();
            }
            twilio.close();
        }
    }

    private static void send(List<TwilioClient> clients, int requests) {
        List<CompletableFuture<UpstreamAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            answers.add(clients.get(i % clients.size())
                    .send(UpstreamRequest.get(ACCOUNT, Purpose.READ, Product.API, PATH, Duration.ofSeconds(100))));
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
    }
}
