package dev.ringback.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.StatsSpan;
import dev.ringback.storage.Database;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.RollupStore;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What charts ask for is answered at once, however many messages stand behind it. */
@Tag("timed")
@Timeout(600)
class StatsSpeedTest {
    private static final Logger log = LoggerFactory.getLogger(StatsSpeedTest.class);

    private static final int DAYS = 90;
    private static final int MESSAGES = 10_000_000;
    private static final Duration MOST = Duration.ofMillis(100);
    private static final List<String> COUNTRIES =
            List.of("US", "CA", "GB", "DE", "FR", "ES", "IT", "NL", "BR", "MX", "IN", "AU");
    private static final int[] CODES = {30003, 30005, 30006, 30007, 30008, 30034};

    private final Random random = new Random(1);

    @TempDir
    Path folder;

    @Test
    void ninetyDaysOfTenMillionMessagesAreAnsweredInTheTwinklingOfAnEye() {
        long cells = 0;
        long bytes = 0;
        long today = StatsSpan.DAY.numberOf(TestServer.NOW);
        try (Database database = TestSqlite.open(folder)) {
            RollupStore store = database.rollups();
            RollupMaker maker = new RollupMaker(store);
            for (long day = today - DAYS; day < today; day++) {
                List<RollupKey> hours = new ArrayList<>();
                for (int hour = 0; hour < 24; hour++) {
                    Rollup rollup = rollup(MESSAGES / DAYS / 24);
                    byte[] content = RollupWriter.write(rollup);
                    cells += rollup.size();
                    bytes += content.length;
                    RollupKey key = RollupKey.hour(TestServer.ACCOUNT.sid(), day * 24 + hour);
                    store.put(key, content);
                    hours.add(key);
                }
                // no message stands behind them: they must not be counted again
                store.freeze(hours);
                maker.day(RollupKey.day(TestServer.ACCOUNT.sid(), day));
            }
        }
        log.info("{} hours have {} cells in {} bytes", DAYS * 24, cells, bytes);
        try (TestServer server = TestServer.start(folder, CallbackOptions.defaults())) {
            String range = "/ringback/v1/stats?Since=2025-10-03&Before=2026-01-01";
            for (String query : List.of(
                    "&By=day",
                    "&By=sender",
                    "&By=country&ErrorCode=30007",
                    "&By=error_code&Country=US&Sender=%2B14155550100")) {
                assertThat(quick(server, range + query)).as(query).isLessThan(MOST);
            }
            quick(server, range + "&By=hour");
            assertThat(server.read(range + "&By=day").jsonPath().getLong("totals.messages"))
                    .isEqualTo(MESSAGES / DAYS / 24 * DAYS * 24);
        }
    }

    /** Returns the time that a quarter of the answers took at most: machines that run tests do other things, too. */
    private static Duration quick(TestServer server, String path) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            long began = System.nanoTime();
            Response response = server.read(path);
            assertThat(response.statusCode()).isEqualTo(200);
            if (i >= 10) {
                times.add(Duration.ofNanos(System.nanoTime() - began));
            }
        }
        times.sort(Duration::compareTo);
        log.info("{}: {} to {}, half of them in {}", path, times.get(0), times.get(14), times.get(7));
        return times.get(3);
    }

    /** A few of a hundred senders have most messages, and each of them a country to which it sends most. */
    private Rollup rollup(int messages) {
        Rollup rollup = new Rollup();
        for (int i = 0; i < messages; i++) {
            int sender = (int) (100 * Math.pow(random.nextDouble(), 3));
            int home = (int) (COUNTRIES.size() * Math.pow(sender / 100.0, 2));
            String country = COUNTRIES.get(random.nextInt(10) > 0 ? home : random.nextInt(COUNTRIES.size()));
            int luck = random.nextInt(100);
            String status = luck < 88 ? "delivered" : luck < 92 ? "sent" : luck < 98 ? "undelivered" : "failed";
            int code = luck < 92 ? 0 : CODES[(int) (CODES.length * Math.pow(random.nextDouble(), 2))];
            CellKey key = new CellKey(
                    false, "+141555501%02d".formatted(sender), "MG" + sender % 4, country, null, status, code);
            rollup.add(key, 1);
            if (code == 0 && luck < 88) {
                rollup.measure(
                        key, DeliveryTimes.bin(Duration.ofMillis(Math.round(Math.exp(8 + random.nextGaussian())))), 1);
            }
        }
        return rollup;
    }
}
