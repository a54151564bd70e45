package dev.ringback.storage.jdbi;

import dev.ringback.storage.Database;
import dev.ringback.storage.DatabaseInUseException;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.postgres.PostgresDatabase;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;

/** Opens the database that the settings name, whichever it is. All take options without problems. */
public final class Databases {
    private Databases() {}

    /**
     * Opens it to be served, after creating it or bringing it to the current schema where that is needed.
     *
     * @throws StorageUnavailableException when it cannot be had now, as when another process has opened a SQLite file
     * @throws StorageException when it is not ours to use, as when its schema is newer than this program, or a rebuild was interrupted
     */
    public static Database open(DatabaseOptions options) {
        return options.isPostgres() ? PostgresDatabase.open(options.postgres()) : SqliteDatabase.open(options.file());
    }

    /**
     * Opens the database as {@link #open} does, but there has to be one, nobody may be serving it, and it may be one whose rebuild was
     * interrupted.
     *
     * @throws DatabaseInUseException when somebody uses it
     * @throws StorageException also when there is none
     */
    public static Database openForRebuild(DatabaseOptions options) {
        return options.isPostgres()
                ? PostgresDatabase.openForRebuild(options.postgres())
                : SqliteDatabase.openForRebuild(options.file());
    }

    /** Opens the database as {@link #open} does, but nobody may be serving it, and it may be one that is incomplete. */
    public static Database openToFill(DatabaseOptions options) {
        return options.isPostgres()
                ? PostgresDatabase.openToFill(options.postgres())
                : SqliteDatabase.openToFill(options.file());
    }

    /**
     * Opens the database as {@link #open} does, but there has to be one, and a server may be using it.
     *
     * @throws StorageException also when there is none, or it is being rebuilt
     */
    public static Database openBesideServer(DatabaseOptions options) {
        return options.isPostgres()
                ? PostgresDatabase.openBesideServer(options.postgres())
                : SqliteDatabase.openBesideServer(options.file());
    }
}
