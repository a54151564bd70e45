package dev.ringback.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.Background;
import dev.ringback.DatabaseRows;
import dev.ringback.PostgresServer;
import dev.ringback.twilio.callback.Projector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets a node of an earlier build and one of this build run on one PostgreSQL, as nodes do that are updated one after the other. {@code
 * scripts/upgrade} builds the earlier one from the history and says where it is.
 */
@Tag("upgrade")
@Timeout(600)
class OlderNodeTest {
    @TempDir
    Path folder;

    private PostgresServer postgres;

    @BeforeEach
    void startPostgres() throws Exception {
        postgres = PostgresServer.create(folder.resolve("postgres"));
    }

    @AfterEach
    void stopPostgres() {
        postgres.close();
    }

    @Test
    void bothTakeWebhooksInAndGiveTheSameAnswers() throws Exception {
        try (Version older = Version.beside(folder, database())) {
            older.awaitReady();
            older.simulate(1, 20, 10);
            long rules = rules();
            try (Version newer = Version.current(folder, database())) {
                newer.awaitReady();
                besideEachOther(() -> older.simulate(2, 40, 20), () -> newer.simulate(3, 40, 20));
                besideEachOther(() -> older.simulate(4, 20, 10), () -> newer.simulate(4, 20, 10));

                Map<String, JsonNode> ofOlder = Answers.of(older);
                Map<String, JsonNode> ofNewer = Answers.of(newer);
                assertThat(older.answers(Answers.MESSAGES)).as("of both nodes").hasSize(20 + 40 + 40 + 20);
                assertThat(Difference.between(ofOlder, ofNewer)).isEmpty();
                assertIsWell(older);
                assertIsWell(newer);
                assertThat(rules())
                        .as("whose rules made what is there, while the older node lives")
                        .isEqualTo(rules);

                older.stop();
                newer.awaitProjection();
                assertThat(rules()).isEqualTo(Projector.VERSION);
                newer.simulate(5, 20, 10);
                assertThat(newer.answers(Answers.MESSAGES)).hasSize(20 + 40 + 40 + 20 + 20);
                newer.stop();
            }
        }
    }

    @Test
    void theOlderGoesOnWhenTheNewerIsKilledAndReadsWhatItDoesNotKnowAsUnknown() throws Exception {
        try (Version older = Version.beside(folder, database())) {
            older.awaitReady();
            try (Version newer = Version.current(folder, database())) {
                newer.awaitReady();
                newer.simulate(1, 20, 10);
            }
            String sid = older.answers(Answers.MESSAGES).get(0).path("sid").asText();
            DatabaseRows.execute(
                    database(),
                    "UPDATE event SET kind = 'of-a-later-version', source = 'of-a-later-version' WHERE sid = '" + sid
                            + "'");

            assertThat(about(sid, older.answer("/ringback/v1/timeline/" + sid)))
                    .isNotEmpty()
                    .allSatisfy(
                            event -> assertThat(event.path("source").asText()).isEqualTo("unknown"));
            assertThat(about(sid, older.answer("/ringback/v1/events?PageSize=1000&Kind=unknown")))
                    .as("found by the kind that is stored")
                    .hasSameSizeAs(about(sid, older.answer("/ringback/v1/events?PageSize=1000")));
            older.simulate(2, 20, 10);
            assertThat(older.answers(Answers.MESSAGES)).hasSize(40);
            assertIsWell(older);
            older.stop();
        }
    }

    /** Returns the events of an answer that are about a resource itself. */
    private static List<JsonNode> about(String sid, JsonNode answer) {
        return StreamSupport.stream(answer.withArray("events").spliterator(), false)
                .filter(event -> event.path("sid").asText().equals(sid))
                .toList();
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void besideEachOther(Step one, Step other) {
        List.of(one, other).stream()
                .map(step -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                step.run();
                            } catch (Exception failed) {
                                throw new AssertionError(failed);
                            }
                        },
                        Background.THREADS))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private static void assertIsWell(Version server) throws Exception {
        assertThat(server.answer("/health").path("status").asText()).isEqualTo("ok");
        assertThat(server.said()).doesNotContain(" ERROR ");
    }

    /** Returns the version of the rules that made everything there is. */
    private long rules() throws Exception {
        return DatabaseRows.number(database(), "SELECT version FROM projection");
    }

    private String database() {
        return postgres.options().jdbcUrl();
    }
}
