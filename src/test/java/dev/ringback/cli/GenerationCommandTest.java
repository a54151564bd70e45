package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerationCommandTest {
    @TempDir
    Path folder;

    @Test
    void theGenerationIsShownAndRenewed() {
        String before = stored();
        assertThat(run()).isEqualTo("0 the generation of the database is " + before + " |");
        assertThat(stored()).isEqualTo(before);

        String told = run("--new");

        assertThat(told).isEqualTo("0 the generation of the database is now " + stored() + " |");
        assertThat(stored()).isNotEqualTo(before);
    }

    @Test
    void itIsShownBesideAServerAndNotRenewed() {
        String before = stored();
        try (Database served = Databases.open(options())) {
            assertThat(run()).endsWith(before + " |");
            assertThat(run("--new"))
                    .startsWith("1  | ringback: generation failed")
                    .contains("in use");
            assertThat(served.generation().current().value()).isEqualTo(before);
        }
    }

    @Test
    void whereThereIsNoDatabaseNoneIsMade() {
        assertThat(run("--new")).startsWith("1  | ringback: ").contains("there is no database");
        assertThat(folder).isEmptyDirectory();
    }

    private String stored() {
        try (Database database = Databases.open(options())) {
            return database.generation().current().value();
        }
    }

    private DatabaseOptions options() {
        return DatabaseOptions.of(folder.resolve("ringback.db"));
    }

    /** Returns the exit code, what was printed as the answer and, behind a line, what was told beside it. */
    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> environment = Map.of("RINGBACK_DATABASE", "jdbc:sqlite:" + folder.resolve("ringback.db"));
        int exitCode = new CommandLine(new GenerationCommand(environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return (exitCode + " " + out.toString().strip() + " | " + err.toString().strip()).stripTrailing();
    }
}
