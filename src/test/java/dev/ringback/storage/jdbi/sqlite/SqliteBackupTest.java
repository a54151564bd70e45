package dev.ringback.storage.jdbi.sqlite;

import static dev.ringback.storage.TestEntries.entry;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import dev.ringback.model.Actor;
import dev.ringback.model.Session;
import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Migrations;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy is whole or not there, and a restore destroys nothing. */
class SqliteBackupTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ProgressListener NOBODY = (done, total) -> {};

    @TempDir
    Path folder;

    private Path file;
    private Path copy;

    @BeforeEach
    void fill() throws IOException {
        file = Files.createDirectory(folder.resolve("data")).resolve("ringback.db");
        copy = Files.createDirectory(folder.resolve("copies")).resolve("copy.db");
        try (SqliteDatabase database = open(file)) {
            database.events().append(TestTraffic.entries(60, 40, 1, NOW));
        }
    }

    @Test
    void copyAndRestoreEndInTheSameRows() throws Exception {
        SqliteBackup.Written written = backup();
        Path elsewhere = folder.resolve("elsewhere/ringback.db");
        SqliteRestore.Restored restored = restore(elsewhere, false);

        assertThat(written.events())
                .isEqualTo(restored.events())
                .isEqualTo(DatabaseRows.number(file, "SELECT count(*) FROM event"));
        assertThat(written.bytes()).isEqualTo(Files.size(copy));
        assertThat(restored.movedTo()).isEmpty();
        open(elsewhere).close();
        assertThat(DatabaseRows.logAndProjections(elsewhere)).isEqualTo(DatabaseRows.logAndProjections(file));
    }

    @Test
    void nobodyIsSignedInAfterARestore() throws Exception {
        try (SqliteDatabase database = open(file)) {
            database.sessions()
                    .add(new Session("hash", sid("AC"), Actor.AUTH_TOKEN, "print", NOW, NOW, NOW.plusSeconds(60)));
        }
        backup();
        Path elsewhere = folder.resolve("elsewhere/ringback.db");
        restore(elsewhere, false);

        assertThat(DatabaseRows.number(elsewhere, "SELECT count(*) FROM session"))
                .isZero();
        assertThat(DatabaseRows.number(file, "SELECT count(*) FROM session")).isEqualTo(1);
    }

    @Test
    void aCopyIsOneFileForItsOwnerOnly() throws IOException {
        try (SqliteDatabase database = open(file)) {
            backup();
            database.events().checkWritable();
        }

        assertThat(filesBeside(copy)).containsExactly(copy);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }

    @Test
    void aCopyHoldsRowsThatStandInTheWriteAheadLogAlone() throws Exception {
        String account = sid("AC");
        String sid = sid("SM");
        try (SqliteDatabase database = open(file)) {
            database.events().append(List.of(entry(event(account, sid))));
            backup();
        }

        assertThat(DatabaseRows.number(copy, "SELECT count(*) FROM event WHERE " + DatabaseRows.about(sid)))
                .isEqualTo(1);
    }

    @Test
    void deletedRowsDoNotLiveOnInACopy() throws Exception {
        DatabaseRows.execute(file, "UPDATE event SET payload = 'secret-of-long-ago-' || payload");
        DatabaseRows.execute(file, "DELETE FROM event");
        backup();

        assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1)).doesNotContain("secret-of-long-ago");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(copy, "precious");

        assertThatThrownBy(this::backup).isInstanceOf(StorageException.class).hasMessageContaining("exists already");
        assertThat(copy).hasContent("precious");
        assertThat(filesBeside(copy)).containsExactly(copy);
    }

    @Test
    void noDatabaseNoFolderNoCopy() {
        assertThatThrownBy(() -> SqliteBackup.write(folder.resolve("nothing.db"), copy, NOBODY))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no database");
        assertThatThrownBy(() -> SqliteBackup.write(file, folder.resolve("nowhere/copy.db"), NOBODY))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no folder");
        assertThat(folder.resolve("nothing.db")).doesNotExist();
    }

    @Test
    void aDamagedDatabaseLeavesNoCopy() throws IOException {
        damage(file);

        assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
        assertThat(filesBeside(copy)).isEmpty();
    }

    @Test
    void progressEndsAtTheWhole() {
        List<Long> done = new ArrayList<>();
        SqliteBackup.write(file, copy, (now, total) -> done.add(total - now));

        assertThat(done).last().isEqualTo(0L);
    }

    @Test
    void aDatabaseThatIsThereIsMovedAsideOnlyWhenAsked() throws Exception {
        backup();
        DatabaseRows.execute(file, "DELETE FROM call");
        var present = DatabaseRows.logAndProjections(file);

        assertThatThrownBy(() -> restore(file, false))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("--replace");
        assertThat(DatabaseRows.logAndProjections(file)).isEqualTo(present);

        Path aside = restore(file, true).movedTo().orElseThrow();
        assertThat(DatabaseRows.logAndProjections(aside)).isEqualTo(present);
        assertThat(DatabaseRows.logAndProjections(file)).isEqualTo(DatabaseRows.logAndProjections(copy));
        // A second time the same second it finds another name.
        assertThat(restore(file, true).movedTo())
                .isPresent()
                .hasValueSatisfying(second -> assertThat(second).isNotEqualTo(aside));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** What a killed server leaves: commits that stand in the log beside the file only. */
    @Test
    void theLogOfADatabaseThatIsReplacedIsNeitherLostNorTakenForThatOfTheNew() throws Exception {
        backup();
        String sid = sid("SM");
        Path crashed = Files.createDirectory(folder.resolve("crashed")).resolve("ringback.db");
        try (SqliteDatabase database = open(file)) {
            database.events().append(List.of(entry(event(sid("AC"), sid))));
            Files.copy(file, crashed);
            Files.copy(Path.of(file + "-wal"), Path.of(crashed + "-wal"));
        }

        Path aside = restore(crashed, true).movedTo().orElseThrow();

        String count = "SELECT count(*) FROM event WHERE " + DatabaseRows.about(sid);
        assertThat(DatabaseRows.number(aside, count)).isEqualTo(1);
        assertThat(DatabaseRows.number(crashed, count)).isZero();
        assertThat(DatabaseRows.logAndProjections(crashed)).isEqualTo(DatabaseRows.logAndProjections(copy));
    }

    @Test
    void aLogWithoutItsDatabaseIsMovedOutOfTheWay() throws Exception {
        backup();
        Path target = Files.createDirectory(folder.resolve("left")).resolve("ringback.db");
        try (SqliteDatabase database = open(file)) {
            database.events().append(List.of(entry(event(sid("AC"), sid("SM")))));
            Files.copy(Path.of(file + "-wal"), Path.of(target + "-wal"));
        }

        restore(target, false);

        assertThat(DatabaseRows.logAndProjections(target)).isEqualTo(DatabaseRows.logAndProjections(copy));
        assertThat(filesBeside(target)).anyMatch(path -> path.toString().endsWith("-wal"));
    }

    @Test
    void aDamagedDatabaseCanBeReplacedAndIsKept() throws Exception {
        backup();
        damage(file);

        Path aside = restore(file, true).movedTo().orElseThrow();

        assertThat(aside).exists();
        open(file).close();
    }

    @Test
    void onlyAWholeBackupOfOursIsRestored() throws Exception {
        backup();
        Path target = folder.resolve("target.db");
        Path text = Files.writeString(folder.resolve("text"), "Dear diary, ".repeat(1000));
        Path foreign = folder.resolve("foreign.db");
        DatabaseRows.execute(foreign, "CREATE TABLE guests (name TEXT)");
        Path newer = Files.copy(copy, folder.resolve("newer.db"));
        DatabaseRows.execute(
                newer, "UPDATE flyway_schema_history SET version = '99' WHERE version = '" + Migrations.LATEST + "'");
        Path damaged = Files.copy(copy, folder.resolve("damaged.db"));
        damage(damaged);

        for (Path wrong : List.of(text, foreign, newer, damaged, folder.resolve("missing"), folder)) {
            assertThatThrownBy(() -> new SqliteRestore(wrong, target, NOW).run(true, NOBODY))
                    .as(wrong.toString())
                    .isInstanceOf(StorageException.class);
            assertThat(target).doesNotExist();
        }
        assertThat(files(folder)).noneMatch(path -> path.toString().endsWith(".partial"));
        assertThatThrownBy(() -> new SqliteRestore(file, file, NOW).run(true, NOBODY))
                .hasMessageContaining("the database itself");
    }

    @Test
    void aDatabaseInUseIsNotReplaced() {
        backup();
        try (SqliteDatabase database = open(file)) {
            assertThatThrownBy(() -> restore(file, true))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("in use");
            database.events().checkWritable();
        }
    }

    private SqliteBackup.Written backup() {
        return SqliteBackup.write(file, copy, NOBODY);
    }

    private SqliteRestore.Restored restore(Path target, boolean replace) {
        return new SqliteRestore(copy, target, NOW).run(replace, NOBODY);
    }

    private static SqliteDatabase open(Path file) {
        return SqliteDatabase.open(file);
    }

    /** Writes over the middle, and spares the beginning. */
    private static void damage(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            for (long at = 8 * 4096; at + 4096 < open.length(); at += 4096) {
                open.seek(at);
                open.write(new byte[512]);
            }
        }
    }

    private static List<Path> filesBeside(Path file) throws IOException {
        return files(file.resolveSibling("."));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::normalize).toList();
        }
    }
}
