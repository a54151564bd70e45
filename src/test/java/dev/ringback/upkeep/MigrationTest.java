package dev.ringback.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import dev.ringback.model.Entry;
import dev.ringback.storage.Database;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.SqliteDatabase;
import dev.ringback.storage.jdbi.TestPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Entry> entries = TestTraffic.entries(60, 40, 3, NOW);

    @TempDir
    Path folder;

    @TempDir
    Path empty;

    @Test
    void thereAndBackNothingHasChanged() throws Exception {
        Path first = folder.resolve("first.db");
        Path second = folder.resolve("second.db");
        Migration.Result there;
        Migration.Result back;
        try (Database from = sqlite(first);
                Database to = TestPostgres.open(empty)) {
            from.events().append(entries);
            from.events().append(entries.subList(0, 20));
            there = new Migration(from, to, "first").run((done, total) -> {});
        }
        try (Database from = TestPostgres.open(empty);
                Database to = sqlite(second)) {
            back = new Migration(from, to, "second").run((done, total) -> {});
        }
        assertThat(there.events()).isPositive();
        assertThat(back).isEqualTo(there);
        assertThat(DatabaseRows.of(second, DatabaseRows.MIRROR)).isEqualTo(DatabaseRows.of(first, DatabaseRows.MIRROR));
        assertThat(DatabaseRows.number(second, "SELECT sum(arrivals) FROM event"))
                .isEqualTo(DatabaseRows.number(first, "SELECT sum(arrivals) FROM event"));
    }

    @Test
    void interruptedItGoesOn() {
        try (Database from = sqlite(folder.resolve("first.db"));
                Database to = TestPostgres.open(empty)) {
            for (int i = 0; i < 30; i++) {
                from.events().append(TestTraffic.entries(20, 10, 100 + i, NOW));
            }
            Migration migration = new Migration(from, to, "first");
            assertThatThrownBy(() -> migration.run((done, total) -> {
                        if (done > total / 2) {
                            throw new IllegalStateException("interrupted");
                        }
                    }))
                    .hasMessage("interrupted");
            assertThatThrownBy(() -> new Migration(from, to, "another").run((done, total) -> {}))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("holds a part of first");
            assertThat(migration.run((done, total) -> {}).events())
                    .isEqualTo(from.projections().newestEvent());
            assertThatThrownBy(() -> migration.run((done, total) -> {}))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("holds events already");
        }
    }

    private static Database sqlite(Path file) {
        return SqliteDatabase.open(DatabaseOptions.of(file));
    }
}
