package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.Background;
import dev.ringback.twilio.rest.TwilioException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets a place for a stream where places are few. */
class StreamPlacesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Runnable> taken = new ArrayList<>();

    private int open() {
        return (int) registry.get("ringback.streams").gauge().value();
    }

    private int takeAll(StreamPlaces places, String account) {
        int count = 0;
        try {
            while (true) {
                taken.add(places.take(account));
                count++;
            }
        } catch (TwilioException full) {
            return count;
        }
    }

    /** As many for all as 1,000 for one account want, fewer where the process has not the connections, and hardly any. */
    @ParameterizedTest
    @CsvSource({
        "1000, 1100, 1000, 10, 10",
        "1000, 550, 500, 10, 10",
        "1000, 100, 90, 10, 0",
        "3, 13, 3, 3, 3",
        "5, 4, 4, 0, 0",
        "0, 0, 0, 0, 0"
    })
    void oneAccountLeavesPlacesForOthers(int mostOfAccount, int most, int first, int second, int third) {
        StreamPlaces places = new StreamPlaces(mostOfAccount, most, registry);
        assertThat(takeAll(places, "one")).isEqualTo(first);
        assertThat(takeAll(places, "another")).isEqualTo(second);
        assertThat(takeAll(places, "a third")).isEqualTo(third);
        assertThat(open()).isEqualTo(first + second + third);
        taken.forEach(Runnable::run);
        assertThat(open()).isZero();
    }

    @Test
    void aPlaceIsGivenBackOnceHoweverOftenThatIsSaid() {
        StreamPlaces places = new StreamPlaces(2, 10, registry);
        Runnable first = places.take("one");
        places.take("one");
        first.run();
        first.run();
        assertThat(open()).isEqualTo(1);
        places.take("one");
        assertThatThrownBy(() -> places.take("one")).isInstanceOf(TwilioException.class);
        assertThat(registry.get("ringback.streams.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void manyAtOnceNeverHaveMoreThanThereAre() throws Exception {
        StreamPlaces places = new StreamPlaces(50, 60, registry);
        List<CompletableFuture<Integer>> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String account = "account " + i % 4;
            threads.add(CompletableFuture.supplyAsync(
                    () -> {
                        int most = 0;
                        for (int round = 0; round < 2_000; round++) {
                            try {
                                Runnable giveBack = places.take(account);
                                most = Math.max(most, open());
                                giveBack.run();
                            } catch (TwilioException full) {
                                most = Math.max(most, open());
                            }
                        }
                        return most;
                    },
                    Background.THREADS));
        }
        for (CompletableFuture<Integer> thread : threads) {
            assertThat(thread.get()).isBetween(0, 60 + threads.size());
        }
        assertThat(open()).isZero();
    }
}
