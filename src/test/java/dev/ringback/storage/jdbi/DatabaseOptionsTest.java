package dev.ringback.storage.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOptionsTest {
    @TempDir
    Path folder;

    @Test
    void defaultHasNoProblems() {
        assertThat(DatabaseOptions.defaults().jdbcUrl()).isEqualTo("jdbc:sqlite:data/ringback.db");
        assertThat(DatabaseOptions.defaults().problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://user:secret@host/db, must be jdbc:sqlite:PATH",
        "ringback.db, must be jdbc:sqlite:PATH",
        "jdbc:sqlite:, in memory",
        "jdbc:sqlite::memory:, in memory",
        "jdbc:sqlite:file::memory:?cache=shared, in memory",
        "jdbc:sqlite:file:ringback.db, plain path",
        "jdbc:sqlite:ringback.db?synchronous=OFF, plain path",
        "jdbc:postgres://host/db, it has to begin with jdbc:postgresql:",
        "postgresql://host/db?password=secret, it has to begin with jdbc:postgresql:",
        "jdbc:postgresql://host:5432, names no database",
        "jdbc:postgresql://host:5432/, names no database",
        "jdbc:postgresql://host/?user=me&password=secret, names no database",
        "jdbc:postgresql://me:secret@host/db, names a user before the host",
        "jdbc:postgresql://host/db?user=me&sslmod=require, sets 'sslmod'",
    })
    void impossibleUrlIsRefusedWithTheReason(String url, String reason) {
        assertThat(new DatabaseOptions(url).problems())
                .singleElement()
                .asString()
                .contains(reason)
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/db",
                "jdbc:postgresql://one:5432,two:5433/db?user=me",
                "jdbc:postgresql:db",
                "jdbc:postgresql://[::1]:5432/db?sslmode=verify-full&sslrootcert=/etc/ca.crt",
                "jdbc:postgresql://host/db?user=me@there",
            })
    void acceptsUrlsThatThePostgresqlDriverUnderstands(String url) {
        assertThat(new DatabaseOptions(url).problems()).isEmpty();
    }

    @Test
    void folderIsRefused() {
        assertThat(DatabaseOptions.of(folder).problems())
                .singleElement()
                .asString()
                .contains("names a folder");
    }

    @Test
    void pathBelowAFileIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(DatabaseOptions.of(file.resolve("below/ringback.db")).problems())
                .singleElement()
                .asString()
                .contains("which is a file");
    }

    @Test
    void foldersAreCreated() {
        Path file = folder.resolve("a/b/ringback.db");
        SqliteDatabase.open(file).close();

        assertThat(file).isRegularFile();
    }
}
