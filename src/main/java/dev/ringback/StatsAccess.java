package dev.ringback;

import dev.ringback.config.Settings;
import dev.ringback.stats.RollupStats;
import dev.ringback.stats.Rollups;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStats;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Counts what becomes of messages: builds what makes the rollups, and what answers from them. Safe for use by many threads. */
final class StatsAccess implements AutoCloseable {
    private final Rollups rollups;
    private final DeliveryStats stats;

    StatsAccess(Database database, Settings settings, MeterRegistry registry, Clock clock) {
        rollups = new Rollups(database, settings.retention().keep(), clock).shownBy(registry);
        stats = new RollupStats(database.rollupReads(), clock);
    }

    void start() {
        rollups.start();
    }

    DeliveryStats reads() {
        return stats;
    }

    @Override
    public void close() {
        rollups.close();
    }
}
