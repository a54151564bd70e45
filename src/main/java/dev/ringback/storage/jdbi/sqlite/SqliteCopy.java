package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.files.PrivateFiles;
import dev.ringback.model.Generation;
import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * A complete, checked, synced copy of a database in one file, under a temporary name until it is {@link #moveTo moved}.
 *
 * <p>It is made by {@code VACUUM INTO}, which reads within one transaction: a consistent state, for which no writer waits. SQLite's online
 * backup would copy pages as they are, quicker, but begins anew whenever another process writes between two of its steps, and copies what
 * stands in free pages too: what retention has deleted would live on. The price: while it reads, the write-ahead log cannot be reused
 * from its start, and grows with what is written.
 */
final class SqliteCopy implements AutoCloseable {
    private static final String END_SESSIONS = "DELETE FROM session";
    private static final String RENEW = "INSERT OR REPLACE INTO generation (id, value) VALUES (1, ?)";

    private final Path temporary;
    private final long events;

    private SqliteCopy(Path temporary, long events) {
        this.temporary = temporary;
        this.events = events;
    }

    /**
     * Copies the database in one file to a temporary one beside another.
     *
     * @throws StorageException when it is no database of ours, or not whole
     */
    static SqliteCopy make(Path source, Path beside, ProgressListener progress) throws IOException, SQLException {
        Path temporary = PrivateFiles.createBeside(beside, ".partial");
        // For Ctrl-C. Once it has been moved there is nothing of that name.
        temporary.toFile().deleteOnExit();
        try {
            long newest;
            try (Connection connection = SqliteConnections.existing(source)) {
                SqliteSchemaVersion.demandKnown(connection, source);
                newest = number(connection, "SELECT coalesce(max(id), 0) FROM event");
                long bytes = number(connection, "PRAGMA page_size")
                        * (number(connection, "PRAGMA page_count") - number(connection, "PRAGMA freelist_count"));
                try (SqliteFileGrowth growth = new SqliteFileGrowth(temporary, bytes, progress)) {
                    growth.start();
                    vacuumInto(connection, temporary);
                }
                progress.at(bytes, bytes);
            }
            long events = check(temporary, newest);
            sync(temporary, StandardOpenOption.WRITE);
            return new SqliteCopy(temporary, events);
        } catch (IOException | SQLException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** How many events it holds. */
    long events() {
        return events;
    }

    long bytes() throws IOException {
        return Files.size(temporary);
    }

    /**
     * Gives it a generation of its own, synced: what comes to it has the ids of what came to its source later. An older schema, which has none, gets
     * one when it is opened. Nobody is signed in any more: whoever has signed out since would be signed in again.
     */
    void renewGeneration() throws IOException, SQLException {
        try (Connection connection = SqliteConnections.existing(temporary)) {
            if (number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'generation'") == 0) {
                return;
            }
            try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
                statement.setString(1, Generation.random().value());
                statement.executeUpdate();
            }
            if (number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'session'") == 1) {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(END_SESSIONS);
                }
            }
        }
        sync(temporary, StandardOpenOption.WRITE);
    }

    /** Gives it its name, for good. Nothing may stand there. */
    void moveTo(Path target) throws IOException {
        Files.move(temporary, target);
        sync(Objects.requireNonNull(target.toAbsolutePath().getParent()), StandardOpenOption.READ);
    }

    /** Deletes it, unless it has been moved. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }

    private static void vacuumInto(Connection connection, Path target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, target.toString());
            statement.execute();
        }
    }

    /** The newest event the source had before it was copied shows that this is the whole log, and not an empty one. */
    private static long check(Path copy, long newest) throws SQLException {
        try (Connection connection = SqliteConnections.existing(copy);
                Statement statement = connection.createStatement()) {
            try (ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
                String verdict = result.next() ? result.getString(1) : "nothing";
                if (!"ok".equals(verdict)) {
                    throw new StorageException("the copy is damaged: " + verdict);
                }
            }
            long copied = number(connection, "SELECT coalesce(max(id), 0) FROM event");
            if (copied < newest) {
                throw new StorageException("the copy ends at event " + copied + " instead of " + newest);
            }
            return number(connection, "SELECT count(*) FROM event");
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
