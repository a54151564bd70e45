package dev.ringback.upkeep;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("long")
class PostgresRebuildJobTest extends RebuildJobContract {
    @Override
    ProjectedDatabase projected(Path in) {
        return new ProjectedPostgres(in);
    }
}
