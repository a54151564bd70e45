package dev.ringback.stats;

import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;

class SqliteRollupsTest extends RollupsContract {
    @Override
    Database open(Path in) {
        return TestSqlite.open(in);
    }

    @Override
    Database openForRebuild(Path in) {
        return SqliteDatabase.openForRebuild(in.resolve("ringback.db"));
    }
}
