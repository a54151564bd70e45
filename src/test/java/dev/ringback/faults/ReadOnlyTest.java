package dev.ringback.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of the database cannot be written any more, not even by root. The index of the write-ahead log is left alone: SQLite maps it into
 * memory, and where that cannot be written the operating system ends the process.
 */
@Tag("long")
@Timeout(180)
class ReadOnlyTest {
    @TempDir
    Path folder;

    @AfterEach
    void letGo() throws Exception {
        Command.works("chattr", "-R", "-i", folder.toString());
    }

    @Test
    void aDatabaseThatBecomesReadOnlyLosesNothingAcknowledgedAndHeals() throws Exception {
        Path probe = Files.createFile(folder.resolve("probe"));
        assumeTrue(
                Command.works("chattr", "+i", probe.toString()) && Command.works("chattr", "-i", probe.toString()),
                "making a file immutable needs root and a file system that can; SqliteTroubleTest tries it inside");
        String database = folder.resolve("readonly.db").toString();

        Outage.Seen seen = new Outage(
                        Path.of(database),
                        () -> Command.run("chattr", "+i", database, database + "-wal"),
                        () -> Command.run("chattr", "-i", database, database + "-wal"))
                .run();

        seen.write("21-readonly", "database read-only (`chattr +i` on file and log)");
    }
}
