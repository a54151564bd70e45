package dev.ringback.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.DatabaseRows;
import dev.ringback.Form;
import dev.ringback.TestTraffic;
import dev.ringback.ingest.GroupCommit;
import dev.ringback.ingest.TestGroupCommit;
import dev.ringback.model.Entry;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.twilio.callback.Projector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deleting much while callbacks come in: nobody waits long, and nobody starves. */
@Timeout(600)
@Tag("timed")
@Tag("repeated")
class RetentionLoadTest {
    private static final Logger log = LoggerFactory.getLogger(RetentionLoadTest.class);

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(401));
    private static final int OLD_EVENTS = Form.pick(6_000, 20_000, 20_000);
    private static final Duration PROMISE = Duration.ofMillis(50);
    /**
     * A thread that is put aside while it holds the writer takes long without doing anything: with eight busy processes for each core, 96 of a
     * hundred steps kept the promise, and half of them took 7 ms. Steps of the wrong size would break it most of the time.
     */
    private static final double SHARE_WITHIN_PROMISE = 0.9;

    @TempDir
    Path folder;

    @Test
    void noStepHoldsTheWriterLongWhileEventsComeIn() throws Exception {
        Path file = folder.resolve("ringback.db");
        DatabaseOptions options = DatabaseOptions.of(file);
        try (SqliteDatabase database = SqliteDatabase.open(options.file())) {
            long young = 0;
            fill(database);
            long before = DatabaseRows.number(file, "SELECT count(*) FROM event");
            assertThat(before).isGreaterThanOrEqualTo(OLD_EVENTS);

            Steps steps = new Steps(database.retention(Projector::references));
            AtomicBoolean done = new AtomicBoolean();
            try (GroupCommit groupCommit = TestGroupCommit.of(database.events());
                    Retention retention = new Retention(
                            new RetentionOptions(Duration.ofDays(400)),
                            steps,
                            database.audit(),
                            database.systemEvents(),
                            database.leases(),
                            new RetentionMetrics(new SimpleMeterRegistry()),
                            Clock.fixed(NOW, ZoneOffset.UTC),
                            Duration.ZERO)) {
                groupCommit.start();
                CompletableFuture<Long> ingest =
                        CompletableFuture.supplyAsync(() -> ingest(groupCommit, done), Background.THREADS);
                retention.run();
                done.set(true);
                young = ingest.get();
            }

            steps.report();
            assertThat(young).isGreaterThan(OLD_EVENTS / 20);
            assertThat(DatabaseRows.number(file, "SELECT count(*) FROM event")).isEqualTo(young);
            assertThat(steps.shareWithin(PROMISE)).isGreaterThanOrEqualTo(SHARE_WITHIN_PROMISE);
        }
        var left = DatabaseRows.logAndProjections(file);
        try (SqliteDatabase rebuilding = SqliteDatabase.openForRebuild(options.file())) {
            new Rebuild(rebuilding.projections()).run((at, total) -> {});
        }
        assertThat(DatabaseRows.logAndProjections(file)).isEqualTo(left);
    }

    private static void fill(SqliteDatabase database) {
        long seed = 1;
        for (int events = 0; events < OLD_EVENTS; ) {
            List<Entry> entries = TestTraffic.entries(1_000, 250, seed++, OLD);
            database.events().append(entries);
            events += entries.size();
        }
    }

    /** Sends one group after the other, and returns how many events it was told were stored. */
    private static long ingest(GroupCommit groupCommit, AtomicBoolean done) {
        long stored = 0;
        for (long seed = 1_000_000; !done.get(); seed++) {
            List<Entry> entries = TestTraffic.entries(40, 10, seed, NOW);
            List<CompletableFuture<Void>> answers = new ArrayList<>();
            for (Entry entry : entries) {
                answers.add(groupCommit.submit(List.of(entry), Duration.ofSeconds(12)));
            }
            answers.forEach(CompletableFuture::join);
            stored += entries.size();
        }
        return stored;
    }

    /** Notes how long each step takes. */
    private static final class Steps implements RetentionStore {
        private final RetentionStore store;
        private final List<Duration> durations = new ArrayList<>();
        private long events;

        Steps(RetentionStore store) {
            this.store = store;
        }

        @Override
        public Step deleteSome(Instant before, long afterId, int budget) {
            Step step = store.deleteSome(before, afterId, budget);
            if (!step.writerTime().isZero()) {
                durations.add(step.writerTime());
                events += step.events();
            }
            return step;
        }

        double shareWithin(Duration limit) {
            long within = durations.stream()
                    .filter(took -> took.compareTo(limit) <= 0)
                    .count();
            return (double) within / durations.size();
        }

        void report() {
            List<Duration> sorted = durations.stream().sorted().toList();
            log.info(
                    "{} events in {} steps; a step held the writer {} ms in the median, {} ms at most",
                    events,
                    sorted.size(),
                    sorted.get(sorted.size() / 2).toMillis(),
                    sorted.get(sorted.size() - 1).toMillis());
        }
    }
}
