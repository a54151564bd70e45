package dev.ringback.upkeep;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.DatabaseRows;
import dev.ringback.Form;
import dev.ringback.TestTraffic;
import dev.ringback.model.Entry;
import dev.ringback.model.Message;
import dev.ringback.storage.Database;
import dev.ringback.storage.ReprojectionStore;
import dev.ringback.storage.ReprojectionStore.Outcome;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.StorageException;
import dev.ringback.twilio.callback.Projector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an older version has made is made anew beside a server, and in the end is what an offline rebuild makes. */
@Tag("repeated")
@Timeout(300)
abstract class ReprojectionContract {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant OLD = Instant.parse("2025-02-01T12:00:00Z");

    /** The short form has so many times less traffic in the tests that last. */
    private static final int LESS = Form.pick(4, 1, 1);

    @TempDir
    Path folder;

    Database database;

    private ProjectedDatabase projected;

    abstract ProjectedDatabase projected(Path in);

    final Database open() {
        return projected.open();
    }

    final Database openForRebuild() {
        return projected.openForRebuild();
    }

    final String url() {
        return projected.url();
    }

    final Map<String, Set<String>> rows() throws SQLException {
        return projected.rows();
    }

    @BeforeEach
    void openDatabase() {
        projected = projected(folder);
        database = open();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void everythingIsMadeAsARebuildWouldMakeIt(int budget) throws Exception {
        append(database, shuffled(TestTraffic.entries(60, 40, 1, NOW), 1));
        Map<String, Set<String>> right = rows();
        spoil();
        assertThat(rows()).isNotEqualTo(right);
        assertThat(store(database).begin()).isEqualTo(new ReprojectionStore.State(0, false, 0));

        projectAll(database, budget);

        assertThat(rows()).isEqualTo(right);
        assertThat(store(database).state()).isEqualTo(new ReprojectionStore.State(Projector.VERSION, true, 1));
        thatIsWhatARebuildMakes();
    }

    @Test
    void interruptedAgainAndAgainItGoesOnWhereItWas() throws Exception {
        append(database, shuffled(TestTraffic.entries(60, 40, 2, NOW), 2));
        Map<String, Set<String>> right = rows();
        spoil();
        Random random = new Random(2);
        double before = -1;
        int interrupted = 0;
        Outcome outcome = Outcome.WORKED;
        while (outcome != Outcome.FINISHED) {
            ReprojectionStore store = store(database);
            double done = store.begin().done();
            assertThat(done).isGreaterThanOrEqualTo(before);
            before = done;
            for (int step = random.nextInt(1, 6); step > 0 && outcome != Outcome.FINISHED; step--) {
                outcome = store.step(random.nextInt(1, 20), false, new EventReplay())
                        .outcome();
            }
            database.close();
            interrupted++;
            database = open();
        }

        assertThat(interrupted).isGreaterThan(10);
        assertThat(rows()).isEqualTo(right);
    }

    @Test
    void eventsThatArriveMeanwhileAreNeitherLostNorDoubled() throws Exception {
        List<Entry> all = shuffled(TestTraffic.entries(300 / LESS, 200 / LESS, 3, NOW), 3);
        append(database, all.subList(0, all.size() / 2));
        spoil();
        store(database).begin();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> arriving = CompletableFuture.runAsync(
                () -> {
                    for (Entry entry : all.subList(all.size() / 4, all.size())) {
                        append(database, List.of(entry));
                    }
                    done.set(true);
                },
                Background.THREADS);

        projectAll(database, 5);
        while (!done.get() && !arriving.isDone()) {
            unfinish();
            projectAll(database, 5);
        }
        arriving.join();

        thatIsWhatARebuildMakes();
        assertThat(rows().get("event")).hasSize(distinct(all));
    }

    @Test
    void twoNodesThatDoItAtOnceDoItOnce() throws Exception {
        append(database, shuffled(TestTraffic.entries(120 / LESS, 80 / LESS, 4, NOW), 4));
        Map<String, Set<String>> right = rows();
        spoil();
        List<CompletableFuture<Void>> nodes = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            nodes.add(CompletableFuture.runAsync(() -> projectAll(database, 5), Background.THREADS));
        }

        nodes.forEach(CompletableFuture::join);

        assertThat(rows()).isEqualTo(right);
    }

    @Test
    void resourcesThatRetentionDeletesMeanwhileDoNotComeBack() throws Exception {
        List<Entry> young = TestTraffic.entries(60, 40, 6, NOW);
        append(database, young);
        Map<String, Set<String>> mirrorOfYoung = mirror();
        append(database, TestTraffic.entries(150 / LESS, 100 / LESS, 5, OLD));
        spoil();
        store(database).begin();
        RetentionStore retention = database.retention(Projector::references);
        CompletableFuture<Void> deleting = CompletableFuture.runAsync(
                () -> {
                    RetentionStore.Step step = retention.deleteSome(NOW.minus(Duration.ofDays(90)), 0, 3);
                    while (!step.finished()) {
                        step = retention.deleteSome(NOW.minus(Duration.ofDays(90)), step.afterId(), 3);
                    }
                },
                Background.THREADS);

        projectAll(database, 5);
        deleting.join();

        assertThat(mirror()).isEqualTo(mirrorOfYoung);
        assertThat(rows().get("event")).hasSize(young.size());
        thatIsWhatARebuildMakes();
    }

    @Test
    void inANewDatabaseThereIsNothingToDo() throws Exception {
        assertThat(store(database).begin()).isEqualTo(new ReprojectionStore.State(Projector.VERSION, true, 1));
        append(database, TestTraffic.entries(10, 5, 7, NOW));
        Set<String> row = projection();

        assertThat(store(database).begin().current()).isTrue();
        assertThat(store(database).step(10, false, new EventReplay()).outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(projection()).isEqualTo(row);
        try (Reprojection reprojection = reprojection(database)) {
            reprojection.start();
            assertThat(reprojection.progress()).isEmpty();
        }
    }

    @Test
    void aDatabaseThatANewerVersionHasServedIsRefusedUntilItIsRebuilt() throws Exception {
        append(database, TestTraffic.entries(10, 5, 8, NOW));
        database.reprojection(Projector.VERSION + 1).begin();

        assertThatThrownBy(() -> store(database).begin())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("start a newer Ringback")
                .hasMessageContaining("ringback rebuild");

        database.close();
        try (Database rebuilding = openForRebuild()) {
            new Rebuild(rebuilding.projections()).run((at, total) -> {});
        }
        database = open();
        assertThat(store(database).begin().current()).isTrue();
    }

    @Test
    void aServerDoesItByItselfAndTellsHowFarItIs() throws Exception {
        append(database, TestTraffic.entries(200 / LESS, 100 / LESS, 9, NOW));
        Map<String, Set<String>> right = rows();
        spoil();
        try (Reprojection reprojection = reprojection(database)) {
            reprojection.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> reprojection.progress().isEmpty());
        }
        assertThat(rows()).isEqualTo(right);
    }

    @Test
    void anotherNodeGoesOnWithWorkThatOneHasBegun() throws Exception {
        append(database, TestTraffic.entries(300 / LESS, 150 / LESS, 10, NOW));
        Map<String, Set<String>> right = rows();
        spoil();
        try (Reprojection another = reprojection(database)) {
            Reprojection begun = reprojection(database);
            begun.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> store(database).state().done() > 0.05);
            begun.close();
            assertThat(begun.progress()).isPresent();
            double done = store(database).state().done();
            assertThat(done).isLessThan(1);

            another.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> another.progress().isEmpty());
        }
        assertThat(rows()).isEqualTo(right);
    }

    @Test
    void aResourceIsSeenOldOrNewAndNeverMissing() throws Exception {
        String sid = sid("SM");
        for (String status : List.of("queued", "sent", "delivered")) {
            append(database, List.of(TestTraffic.entry(messageStatus(sid, status), NOW)));
        }
        append(database, TestTraffic.entries(100, 50, 11, NOW));
        String account = TestTraffic.ACCOUNT.sid();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> reading = CompletableFuture.supplyAsync(
                () -> {
                    long reads = 0;
                    while (!done.get()) {
                        assertThat(database.resources().find(Message.class, account, sid))
                                .hasValueSatisfying(message ->
                                        assertThat(message.progress().status()).isEqualTo("delivered"));
                        reads++;
                    }
                    return reads;
                },
                Background.THREADS);
        for (int round = 0; round < 5; round++) {
            unfinish();
            projectAll(database, 10);
        }
        done.set(true);

        assertThat(reading.join()).isPositive();
    }

    final ReprojectionStore store(Database on) {
        return on.reprojection(Projector.VERSION);
    }

    static Reprojection reprojection(Database on) {
        return new Reprojection(
                on.reprojection(Projector.VERSION),
                on.leases(),
                new ReprojectionMetrics(new SimpleMeterRegistry()),
                Duration.ZERO);
    }

    final void projectAll(Database on, int budget) {
        ReprojectionStore store = store(on);
        EventReplay replay = new EventReplay();
        store.begin();
        while (store.step(budget, false, replay).outcome() != Outcome.FINISHED) {
            assertThat(replay.raw()).isZero();
        }
    }

    static void append(Database to, List<Entry> entries) {
        to.events().append(entries);
    }

    private static List<Entry> shuffled(List<Entry> entries, long seed) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static int distinct(List<Entry> entries) {
        return (int) entries.stream()
                .map(entry -> entry.event().accountSid()
                        + entry.event().sid()
                        + entry.event().digest())
                .distinct()
                .count();
    }

    /** Leaves what a version with other rules might have made of the same events. */
    final void spoil() throws SQLException {
        projected.damage();
        unfinish();
    }

    private void unfinish() throws SQLException {
        projected.unfinish();
    }

    private Set<String> projection() throws SQLException {
        return DatabaseRows.query(url(), "SELECT * FROM projection");
    }

    private Map<String, Set<String>> mirror() throws SQLException {
        return DatabaseRows.of(url(), DatabaseRows.MIRROR);
    }

    private void thatIsWhatARebuildMakes() throws SQLException {
        Map<String, Set<String>> made = rows();
        database.close();
        try (Database rebuilding = openForRebuild()) {
            new Rebuild(rebuilding.projections()).run((at, total) -> {});
        }
        assertThat(made).isEqualTo(rows());
        database = open();
    }
}
