package dev.ringback.storage;

import static dev.ringback.storage.RequestCount.MIRROR;
import static dev.ringback.storage.RequestCount.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts of reads and requests by the hour, shared by all nodes of a database. */
public abstract class RequestCountStoreContract extends StorageContract {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String KEY = "SK00000000000000000000000000000001";

    private RequestCountStore counts;
    private AccountScope ours;

    @BeforeEach
    void open() {
        counts = database.requestCounts();
        ours = AccountScope.of(List.of(account));
    }

    private RequestCount mirror(long count) {
        return new RequestCount(account, KEY, MIRROR, count);
    }

    private void count(Instant at, RequestCount... added) {
        counts.add(at, List.of(added));
    }

    @Test
    void nothingIsThereBeforeAnythingIsCounted() {
        counts.add(TEN, List.of());
        assertThat(counts.between(ours, TimeRange.ALWAYS)).isEmpty();
        assertThat(counts.deleteBefore(TEN)).isZero();
    }

    @Test
    void whatIsAddedToAnHourAndToOthersIsSummedUpInOrder() {
        count(TEN, mirror(1), new RequestCount(account, "", "read", 4_000_000_000L));
        count(TEN.plusSeconds(3_599), mirror(2), new RequestCount(account, "", REFUSED, 5));
        count(TEN.plus(HOUR), mirror(4), new RequestCount(account, "auth token", MIRROR, 8));

        assertThat(counts.between(ours, TimeRange.ALWAYS))
                .containsExactly(
                        new RequestCount(account, "", REFUSED, 5),
                        new RequestCount(account, "", "read", 4_000_000_000L),
                        mirror(7),
                        new RequestCount(account, "auth token", MIRROR, 8));
    }

    @Test
    void anHourThatLiesPartlyInTheRangeCountsAsAWhole() {
        for (int i = 0; i < 4; i++) {
            count(TEN.plus(HOUR.multipliedBy(i)).plusSeconds(1_000), mirror(1L << i));
        }
        assertThat(sum(TEN.plusSeconds(5_000), null)).isEqualTo(2 + 4 + 8);
        assertThat(sum(TEN.plus(HOUR), null)).isEqualTo(2 + 4 + 8);
        assertThat(sum(null, TEN.plus(HOUR))).isEqualTo(1);
        assertThat(sum(null, TEN.plus(HOUR).plusMillis(1))).isEqualTo(1 + 2);
        assertThat(sum(TEN.plus(HOUR), TEN.plus(HOUR.multipliedBy(3)))).isEqualTo(2 + 4);
        assertThat(counts.between(ours, new TimeRange(TEN.plus(HOUR.multipliedBy(4)), null)))
                .isEmpty();
    }

    private long sum(@Nullable Instant from, @Nullable Instant until) {
        return counts.between(ours, new TimeRange(from, until)).stream()
                .mapToLong(RequestCount::count)
                .sum();
    }

    @Test
    void onlyTheAccountsThatAreMeantAreThere() {
        count(TEN, mirror(1), new RequestCount(stranger, KEY, MIRROR, 2));

        assertThat(counts.between(ours, TimeRange.ALWAYS)).containsExactly(mirror(1));
        assertThat(counts.between(AccountScope.of(List.of()), TimeRange.ALWAYS)).isEmpty();
        assertThat(counts.between(AccountScope.of(List.of(account, stranger)), TimeRange.ALWAYS))
                .hasSize(2);
        assertThat(counts.between(AccountScope.all(), TimeRange.ALWAYS))
                .contains(mirror(1), new RequestCount(stranger, KEY, MIRROR, 2));
    }

    @Test
    void hoursThatEndedBeforeAreDeleted() {
        Instant old = Instant.parse("2020-01-01T10:00:00Z");
        count(old, mirror(1));
        count(old.plus(HOUR), mirror(2));

        assertThat(counts.deleteBefore(old.plus(HOUR).plusSeconds(1_800))).isEqualTo(1);
        assertThat(counts.between(ours, TimeRange.ALWAYS)).containsExactly(mirror(2));
        assertThat(counts.deleteBefore(old.plus(HOUR.multipliedBy(2)))).isEqualTo(1);
        assertThat(counts.between(ours, TimeRange.ALWAYS)).isEmpty();
    }

    @Test
    void nothingIsLostWhereManyAddAtOnce() {
        CompletableFuture<?>[] all = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.runAsync(() -> count(
                        TEN,
                        i % 2 == 0 ? mirror(1) : new RequestCount(account, "", "read", 1),
                        i % 2 == 0 ? new RequestCount(account, "", "read", 1) : mirror(1))))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();

        assertThat(counts.between(ours, TimeRange.ALWAYS))
                .containsExactly(new RequestCount(account, "", "read", 40), mirror(40));
    }
}
