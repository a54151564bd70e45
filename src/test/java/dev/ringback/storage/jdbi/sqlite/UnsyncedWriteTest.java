package dev.ringback.storage.jdbi.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody waits for may not make others not wait: {@code PRAGMA synchronous} says 2 where commits are synced, 1 where they are not. */
class UnsyncedWriteTest {
    private static final String COUNT = "UPDATE write_check SET checks = checks + 1";
    private static final String SYNCHRONOUS = "PRAGMA synchronous";

    @TempDir
    private Path folder;

    @Test
    void onlyTheWriteThatSaysSoIsNotSynced() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("ringback.db"))) {
            Writer writer = database.writer();

            assertThat(writer.write("look", UnsyncedWriteTest::look)).isEqualTo(2);
            assertThat(writer.writeUnsynced("look", UnsyncedWriteTest::look)).isEqualTo(1);
            assertThat(writer.writeUnsynced("look", UnsyncedWriteTest::look)).isEqualTo(1);
            assertThat(writer.write("look", UnsyncedWriteTest::look)).isEqualTo(2);
        }
    }

    @Test
    void oneThatFailsLeavesNothingBehind() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("ringback.db"))) {
            Writer writer = database.writer();
            assertThatThrownBy(() -> writer.writeUnsynced("fail", transaction -> {
                        transaction.execute("INSERT INTO rebuild (id) VALUES (1)");
                        return transaction.execute("INSERT INTO rebuild (id) VALUES (1)");
                    }))
                    .isInstanceOf(StorageException.class);

            long rows = writer.write("look", transaction -> {
                assertThat(look(transaction)).isEqualTo(2);
                return transaction.number("SELECT count(*) FROM rebuild");
            });

            assertThat(rows).isZero();
        }
    }

    @Test
    void itIsThereForOthersAtOnce() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("ringback.db"))) {
            database.writer()
                    .writeUnsynced("add", transaction -> transaction.execute("INSERT INTO rebuild (id) VALUES (1)"));

            assertThat((int) database.reads()
                            .read(
                                    "look",
                                    handle -> handle.createQuery("SELECT count(*) FROM rebuild")
                                            .mapTo(Integer.class)
                                            .one()))
                    .isEqualTo(1);
        }
    }

    private static long look(Transaction transaction) throws SQLException {
        transaction.execute(COUNT);
        return transaction.number(SYNCHRONOUS);
    }
}
