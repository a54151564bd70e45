package dev.ringback.upkeep;

import java.nio.file.Path;

class PostgresRebuildJobTest extends RebuildJobContract {
    @Override
    ProjectedDatabase projected(Path in) {
        return new ProjectedPostgres(in);
    }
}
