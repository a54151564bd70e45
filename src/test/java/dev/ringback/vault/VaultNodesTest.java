package dev.ringback.vault;

import static dev.ringback.vault.TestVault.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.RingbackServer;
import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.config.Settings;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Accounts;
import dev.ringback.model.Recording;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.simulate.api.state.Deletion;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TestUpstream;
import dev.ringback.web.door.ListenAddress;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one PostgreSQL with one vault. */
@Timeout(180)
class VaultNodesTest {
    private static final int RECORDINGS = 60;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock(TestVault.START);
    private final SimulatedTwilio twilio = SimulatedTwilio.start(SimulatedTwilioOptions.of(TestServer.ACCOUNT), clock);
    private final List<RingbackServer> nodes = new ArrayList<>();

    @BeforeEach
    void prepare() {
        TestPostgres.open(folder).close();
    }

    @AfterEach
    void stop() {
        nodes.forEach(RingbackServer::close);
        twilio.close();
    }

    private RingbackServer start(Path store) {
        ListenAddress anyPort = new ListenAddress("127.0.0.1", 0);
        Settings settings = Settings.defaults()
                .at(TestPostgres.options(), anyPort, anyPort)
                .withAccounts(new Accounts(List.of(TestServer.ACCOUNT)), ForwardOptions.NONE)
                .withUpstream(TestUpstream.at(TestUpstream.reading(Reads.MISSING), twilio.url()))
                .withVault(VaultOptionsBuilder.builder(VaultOptions.in(store))
                        .deleteAfter(WEEK)
                        .deletePause(Duration.ofMillis(1))
                        .build());
        RingbackServer node = RingbackServer.start(settings, clock);
        nodes.add(node);
        return node;
    }

    private List<Recording> heard(RingbackServer node) {
        List<Recording> recordings = IntStream.range(0, RECORDINGS)
                .mapToObj(number -> recording(number)
                        .channels(1)
                        .duration(Duration.ofSeconds(1))
                        .build())
                .toList();
        for (Recording recording : recordings) {
            twilio.add(recording);
            RestAssured.given()
                    .auth()
                    .preemptive()
                    .basic(
                            TestServer.ACCOUNT.sid(),
                            TestServer.ACCOUNT.authTokens().get(0))
                    .get("http://127.0.0.1:" + node.apiPort() + "/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid()
                            + "/Recordings/" + recording.sid() + ".json")
                    .then()
                    .statusCode(200);
        }
        return recordings;
    }

    private static long count(String condition) throws SQLException {
        return DatabaseRows.number(
                TestPostgres.options().jdbcUrl(), "SELECT count(*) FROM vault_object WHERE " + condition);
    }

    private static boolean hasCopied(RingbackServer node) {
        return RestAssured.given()
                .get("http://127.0.0.1:" + node.apiPort() + "/metrics")
                .asString()
                .matches("(?s).*ringback_vault_copied_total\\{kind=\"recording\"\\} [1-9].*");
    }

    @Test
    void nodesShareTheWorkAndFetchEachObjectOnce() throws Exception {
        RingbackServer first = start(folder.resolve("vault"));
        RingbackServer second = start(folder.resolve("vault"));
        List<Recording> recordings = heard(first);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(count("state = 'copied'")).isEqualTo(RECORDINGS));
        assertThat(twilio.requests().count("GET", ".wav")).isEqualTo(RECORDINGS);
        assertThat(List.of(first, second)).allMatch(VaultNodesTest::hasCopied);

        clock.advance(WEEK.plusSeconds(1));
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofMillis(2));
            return twilio.deletions().all().size() == RECORDINGS;
        });
        assertThat(twilio.deletions().all())
                .extracting(Deletion::sid)
                .containsExactlyInAnyOrderElementsOf(
                        recordings.stream().map(Recording::sid).toList());
        assertThat(twilio.requests().count("DELETE", "/Recordings/")).isEqualTo(RECORDINGS);
    }

    @Test
    void aNodeWithAnotherFolderCopiesNothingAndDeletesNothing() throws Exception {
        start(folder.resolve("vault")).close();
        nodes.clear();
        await().atMost(SOON)
                .until(() -> DatabaseRows.number(
                                TestPostgres.options().jdbcUrl(),
                                "SELECT count(*) FROM vault_note WHERE name = 'store_id'")
                        == 1);
        RingbackServer stranger = start(folder.resolve("another"));
        heard(stranger);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                DatabaseRows.of(TestPostgres.options().jdbcUrl(), List.of("system_event"))
                                        .toString())
                        .contains("vault-store", "foreign"));
        clock.advance(WEEK.plusSeconds(1));

        assertThat(count("state = 'heard'")).isEqualTo(RECORDINGS);
        assertThat(twilio.requests().count("GET", ".wav")).isZero();
        assertThat(twilio.deletions().all()).isEmpty();
    }
}
