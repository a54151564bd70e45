package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.MergeContract;
import java.nio.file.Path;

class PostgresMergeTest extends MergeContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
