package dev.ringback.storage.jdbi.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between processes it is tested where there are some: with {@code serve}, {@code rebuild} and {@code restore}. */
class SqliteLockTest {
    @TempDir
    Path folder;

    @Test
    void aDatabaseIsOpenedOnceAtATime() {
        try (SqliteDatabase first = open(file())) {
            assertThatThrownBy(() -> open(file()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("in use")
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
            first.events().checkWritable();
            // The refusal has not let go of the lock by accident.
            assertThatThrownBy(() -> open(file())).isInstanceOf(StorageUnavailableException.class);
        }
        open(file()).close();
    }

    @Test
    void anotherNameOfTheSameDatabaseIsNoWayRound() throws IOException {
        try (SqliteDatabase first = open(file())) {
            Path link = Files.createSymbolicLink(folder.resolve("link.db"), file());
            assertThatThrownBy(() -> open(link)).hasMessageContaining("in use");
            first.events().checkWritable();
        }
    }

    @Test
    void anotherDatabaseInTheSameFolderIsFree() {
        try (SqliteDatabase first = open(file());
                SqliteDatabase other = open(folder.resolve("other.db"))) {
            first.events().checkWritable();
            other.events().checkWritable();
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsNotLocked() throws IOException {
        Files.writeString(file(), "Dear diary, ".repeat(1000));
        assertThatThrownBy(() -> open(file())).isInstanceOf(StorageUnavailableException.class);
        Files.delete(file());

        open(file()).close();
    }

    @Test
    void theLockComesBackWithADeletedDatabase() throws IOException {
        try (SqliteDatabase database = open(file())) {
            Files.delete(file());
            Files.delete(lockFile());
            database.events().checkWritable();

            assertThat(lockFile()).exists();
            assertThatThrownBy(() -> open(file())).hasMessageContaining("in use");
        }
        open(file()).close();
    }

    @Test
    void theLockFileIsTheOwnersAndNamesTheProcess() throws IOException {
        open(file()).close();

        assertThat(lockFile()).hasContent(ProcessHandle.current().pid() + "");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lockFile())))
                .isEqualTo("rw-------");
    }

    private static SqliteDatabase open(Path file) {
        return SqliteDatabase.open(file);
    }

    private Path lockFile() {
        return Path.of(file() + "-lock");
    }

    private Path file() {
        return folder.resolve("ringback.db");
    }
}
