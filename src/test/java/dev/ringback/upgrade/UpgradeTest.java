package dev.ringback.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes a database over from the released version before this one, as a user does: the old program serves and takes webhooks in, is stopped,
 * and this one is started on the same database. {@code scripts/upgrade} builds the old one from the history and says where it is.
 */
@Tag("upgrade")
@Timeout(600)
class UpgradeTest {
    @TempDir
    Path folder;

    private @Nullable PostgresServer postgres;

    @AfterEach
    void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void aSqliteDatabaseGivesTheSameAnswersAfterwards() throws Exception {
        givesTheSameAnswersAfterwards("jdbc:sqlite:" + folder.resolve("ringback.db"));
    }

    @Test
    void aPostgresDatabaseGivesTheSameAnswersAfterwards() throws Exception {
        givesTheSameAnswersAfterwards(postgres());
    }

    @Test
    void besideANodeOfTheOldVersionTheNewOneRefusesAndSaysWhatToDo() throws Exception {
        String database = postgres();
        try (Version old = Version.earlier(folder, database)) {
            old.awaitReady();
            try (Version refused = Version.current(folder, database)) {
                assertThat(refused.awaitEnd()).isEqualTo(1);
                assertThat(refused.said()).contains("schema version 8").contains("stop every node first");
            }
            old.simulate(1, 20, 5);
            assertThat(old.answers(Answers.MESSAGES)).isNotEmpty();
            old.stop();
        }
        try (Version current = Version.current(folder, database)) {
            current.awaitReady();
            current.stop();
        }
        try (Version old = Version.earlier(folder, database)) {
            assertThat(old.awaitEnd()).isEqualTo(1);
            assertThat(old.said()).contains("start a newer Ringback");
        }
    }

    private void givesTheSameAnswersAfterwards(String database) throws Exception {
        Map<String, JsonNode> before;
        try (Version old = Version.earlier(folder, database)) {
            old.awaitReady();
            old.simulate(1, 150, 60);
            old.send(IntendedDifferences.CONVERSATION);
            before = Answers.of(old);
            old.stop();
        }
        assertThat(before.keySet()).hasSizeGreaterThan(300);
        Map<String, JsonNode> atOnce;
        Map<String, JsonNode> afterwards;
        try (Version current = Version.current(folder, database)) {
            current.awaitReady();
            atOnce = Answers.of(current, before.keySet());
            current.awaitProjection();
            afterwards = Answers.of(current, before.keySet());
            current.simulate(2, 20, 10);
            assertThat(current.answers(Answers.MESSAGES)).isNotEmpty();
            current.stop();
        }
        assertThat(before.get(Answers.MESSAGES).toString()).contains(IntendedDifferences.NO_MESSAGE);
        assertThat(afterwards.get(Answers.MESSAGES).toString()).doesNotContain(IntendedDifferences.NO_MESSAGE);
        assertThat(Difference.between(before, atOnce))
                .as("before everything is made anew")
                .filteredOn(IntendedDifferences::isNone)
                .isEmpty();
        assertThat(Difference.between(before, afterwards))
                .filteredOn(IntendedDifferences::isNone)
                .isEmpty();
    }

    private String postgres() throws Exception {
        PostgresServer server = PostgresServer.create(folder.resolve("postgres"));
        postgres = server;
        return server.options().jdbcUrl();
    }
}
