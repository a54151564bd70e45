package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.Database;
import dev.ringback.storage.RequestCount;
import dev.ringback.storage.RequestCountStore;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRequestsTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String KEY = "SK00000000000000000000000000000001";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(NOON);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Database database;
    private Interruptible store;
    private SavedRequests saved;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
        store = new Interruptible(database.requestCounts());
        saved = new SavedRequests(store, registry, clock);
    }

    @AfterEach
    void close() {
        saved.close();
        database.close();
    }

    /** A store that cannot be written to for a while. */
    private static final class Interruptible implements RequestCountStore {
        private final RequestCountStore store;
        private boolean interrupted;

        Interruptible(RequestCountStore store) {
            this.store = store;
        }

        @Override
        public void add(Instant at, Collection<RequestCount> counts) {
            if (interrupted) {
                throw new StorageUnavailableException("count requests: the disk is full");
            }
            store.add(at, counts);
        }

        @Override
        public List<RequestCount> between(AccountScope scope, TimeRange hours) {
            return store.between(scope, hours);
        }

        @Override
        public int deleteBefore(Instant moment) {
            return store.deleteBefore(moment);
        }
    }

    private List<RequestCount> stored() {
        return stored(TimeRange.ALWAYS);
    }

    private List<RequestCount> stored(TimeRange hours) {
        return store.between(AccountScope.all(), hours);
    }

    private static RequestCount mirror(long count) {
        return new RequestCount(ACCOUNT, KEY, RequestCount.MIRROR, count);
    }

    private static UpstreamRequest request(Purpose purpose) {
        return UpstreamRequest.get(ACCOUNT, purpose, Product.API, "/2010-04-01/Accounts.json", Duration.ofSeconds(1));
    }

    @Test
    void readsAndRequestsAreAddedToTheHourOnce() {
        saved.answered(ACCOUNT, KEY);
        saved.answered(ACCOUNT, KEY);
        saved.sent(request(Purpose.READ), 200);
        saved.sent(request(Purpose.READ), 429);
        saved.sent(request(Purpose.REPAIR), 0);
        assertThat(stored()).isEmpty();
        saved.store();
        saved.store();

        assertThat(stored(new TimeRange(NOON, NOON.plusSeconds(3_600))))
                .containsExactly(
                        new RequestCount(ACCOUNT, "", RequestCount.REFUSED, 1),
                        new RequestCount(ACCOUNT, "", "read", 2),
                        new RequestCount(ACCOUNT, "", "repair", 1),
                        mirror(2));
    }

    @Test
    void whatCouldNotBeAddedIsAddedTheNextTime() {
        saved.answered(ACCOUNT, KEY);
        store.interrupted = true;
        saved.store();
        saved.answered(ACCOUNT, KEY);
        saved.store();
        store.interrupted = false;
        clock.advance(Duration.ofHours(1));
        saved.store();

        assertThat(stored(new TimeRange(clock.instant(), null))).containsExactly(mirror(2));
        assertThat(stored()).containsExactly(mirror(2));
    }

    @Test
    void theCloseAddsWhatIsLeft() {
        saved.start();
        saved.answered(ACCOUNT, KEY);
        saved.close();

        assertThat(stored()).containsExactly(mirror(1));
    }

    @Test
    void nothingIsLostWhereManyCountAtOnce() {
        CompletableFuture<?>[] all = IntStream.range(0, 8)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        saved.answered(ACCOUNT, KEY);
                        if (i % 100 == 0) {
                            saved.store();
                        }
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();
        saved.store();

        assertThat(stored()).containsExactly(mirror(8_000));
    }

    @Test
    void noMoreCallersAreCountedThanThereIsRoomFor() {
        SavedRequests small = new SavedRequests(store, new SimpleMeterRegistry(), clock, 1);
        small.answered(ACCOUNT, KEY);
        small.answered(ACCOUNT, "auth token");
        small.answered(ACCOUNT, KEY);
        small.close();

        assertThat(stored()).containsExactly(mirror(2));
    }

    @Test
    void whatIsOlderThanAYearIsDeleted() {
        saved.answered(ACCOUNT, KEY);
        saved.store();
        clock.advance(Duration.ofDays(366));
        saved.store();
        assertThat(stored()).containsExactly(mirror(1));
        clock.advance(Duration.ofHours(1));
        saved.store();
        assertThat(stored()).isEmpty();
    }

    @Test
    void metricsTellWhatWasSavedSinceTheStart() {
        assertThat(registry.get("ringback.mirror.reads").functionCounter().count())
                .isZero();
        assertThat(registry.get("ringback.saved.share").gauge().value()).isNaN();
        for (int i = 0; i < 3; i++) {
            saved.answered(ACCOUNT, KEY);
        }
        saved.sent(request(Purpose.READ), 429);

        assertThat(registry.get("ringback.mirror.reads").functionCounter().count())
                .isEqualTo(3);
        assertThat(registry.get("ringback.saved.share").gauge().value()).isEqualTo(0.75);
    }
}
