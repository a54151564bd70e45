package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a backup where the database is to be. Never deletes a database. */
public final class SqliteRestore {
    private static final Logger log = LoggerFactory.getLogger(SqliteRestore.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Suffixes of the files that may lie beside a database and belong to it; whoever finds another database there must not find these. */
    private static final List<String> SIDE_FILES = List.of("-wal", "-shm", "-journal");

    private final Path backup;
    private final Path database;
    private final Instant now;

    /**
     * Puts {@code backup} where {@code database} is to be.
     *
     * @param now names the place that the present database is moved to
     */
    public SqliteRestore(Path backup, Path database, Instant now) {
        this.backup = backup;
        this.database = database.toAbsolutePath();
        this.now = now;
    }

    /**
     * A database that has been restored.
     *
     * @param movedTo where the database that was there is now, if there was one
     */
    public record Restored(long events, Optional<Path> movedTo) {}

    /**
     * Copies the backup to the place of the database, checked, synced, and with a generation of its own. The backup stays as it is.
     *
     * @param replace whether a database that is there may be moved aside
     * @param progress is told bytes
     * @throws StorageException when the backup is not whole or not of Ringback, when a database is there and may not be moved, or when a
     *     process uses it; then nothing has changed
     */
    public Restored run(boolean replace, ProgressListener progress) {
        if (!Files.isRegularFile(backup)) {
            throw new StorageException("there is no file " + backup);
        }
        try {
            Files.createDirectories(Objects.requireNonNull(database.getParent()));
            try (SqliteLock lock = SqliteLock.take(database)) {
                Path place = Files.exists(database) ? database.toRealPath() : database;
                return into(place, lock, replace, progress);
            }
        } catch (IOException e) {
            throw new StorageUnavailableException("restore " + database + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new Failures(new SqliteDialect()).during("copy " + backup, e);
        }
    }

    private Restored into(Path place, SqliteLock lock, boolean replace, ProgressListener progress)
            throws IOException, SQLException {
        boolean present = Files.exists(place);
        if (present && Files.isSameFile(place, backup)) {
            throw new StorageException(backup + " is the database itself");
        }
        if (present && !replace) {
            throw new StorageException(
                    "there is a database " + place + " already; --replace moves it aside and puts the backup there");
        }
        try (SqliteCopy copy = SqliteCopy.make(backup, place, progress)) {
            copy.renewGeneration();
            lock.keep();
            Optional<Path> movedTo = moveAside(place);
            copy.moveTo(place);
            return new Restored(copy.events(), movedTo);
        }
    }

    /** The database with what lies beside it; also where only the latter is there, as a restore that was killed would leave it. */
    private Optional<Path> moveAside(Path place) throws IOException {
        boolean present = Files.exists(place);
        if (present) {
            foldLog(place);
        }
        Path aside = free(place);
        if (present) {
            Files.move(place, aside);
        }
        for (String suffix : SIDE_FILES) {
            Path file = beside(place, suffix);
            if (Files.exists(file)) {
                Files.move(file, beside(aside, suffix));
            }
        }
        return present ? Optional.of(aside) : Optional.empty();
    }

    /** So that, as a rule, there is one file to move, which is whole by itself. What cannot be opened is moved as it is. */
    private static void foldLog(Path database) {
        try (Connection connection = SqliteConnections.existing(database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            log.warn(
                    "the database that is replaced cannot be opened, moving its files as they are: {}", e.getMessage());
        }
    }

    private Path free(Path place) {
        String name = place.getFileName() + ".before-restore-" + STAMP.format(now);
        Path free = place.resolveSibling(name);
        for (int i = 2; Files.exists(free); i++) {
            free = place.resolveSibling(name + "-" + i);
        }
        return free;
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
