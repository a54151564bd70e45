package dev.ringback.upkeep;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.upkeep.ReprojectionContract.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import dev.ringback.jobs.JobRun;
import dev.ringback.model.Entry;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.model.Message;
import dev.ringback.storage.Database;
import dev.ringback.storage.ReprojectionStore;
import dev.ringback.storage.ReprojectionStore.Outcome;
import dev.ringback.storage.ReprojectionStore.Walk;
import dev.ringback.twilio.callback.Projector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody has damaged is made anew beside a server, and in the end is what an offline rebuild makes. */
@Timeout(300)
abstract class RebuildJobContract {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    ProjectedDatabase projected;
    Database database;

    abstract ProjectedDatabase projected(Path in);

    @BeforeEach
    void openDatabase() {
        projected = projected(folder);
        database = projected.open();
        store().begin();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void everythingIsMadeAsAnOfflineRebuildWouldMakeIt() throws Exception {
        Map<String, Set<String>> right = damaged(TestTraffic.entries(60, 40, 1, NOW));
        long id = add();

        assertThat(run(database, () -> false).next()).isTrue();

        assertThat(projected.rows()).isEqualTo(right);
        Job job = find(id);
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result()).isEqualTo("rebuilt from " + events() + " events");
        assertThat(job.done()).isEqualTo(events()).isEqualTo(job.total());
        assertThat(database.leases().take("projection", "another", SOON)).isTrue();
        thatIsWhatAnOfflineRebuildMakes();
    }

    @Test
    void anEmptyLogIsRebuiltAtOnce() {
        long id = add();

        run(database, () -> false).next();

        assertThat(find(id).result()).isEqualTo("rebuilt from 0 events");
        assertThat(find(id).total()).isZero();
    }

    /** The number of events in the outcome shows that none of them was projected twice. */
    @Test
    void interruptedAgainAndAgainItGoesOnWhereItWas() throws Exception {
        Map<String, Set<String>> right = damaged(TestTraffic.entries(60, 40, 2, NOW));
        long id = add();
        Random random = new Random(2);
        int interrupted = -1;
        long before = 0;
        while (!find(id).isFinished()) {
            int[] steps = {random.nextInt(1, 4)};
            run(database, () -> --steps[0] <= 0).next();
            assertThat(find(id).done()).isGreaterThanOrEqualTo(before);
            before = find(id).done();
            interrupted++;
        }

        assertThat(interrupted).isGreaterThan(3);
        assertThat(projected.rows()).isEqualTo(right);
        assertThat(find(id).result()).isEqualTo("rebuilt from " + events() + " events");
    }

    @Test
    void canceledItEndsAndAnotherNodeGoesOnWithItOnceItIsResumed() throws Exception {
        Map<String, Set<String>> right = damaged(TestTraffic.entries(60, 40, 3, NOW));
        long id = add();
        int[] steps = {4};
        run(database, () -> --steps[0] <= 0).next();
        assertThat(find(id).done()).isPositive();
        database.jobs().cancel(id, CLOCK.instant());
        database.jobs().cancel(id, CLOCK.instant());
        run(database, () -> false).next();
        assertThat(find(id).state()).isEqualTo(JobState.CANCELED);
        assertThat(projected.rows()).isNotEqualTo(right);

        try (Database another = projected.openBeside()) {
            another.jobs().resume(id, CLOCK.instant());
            assertThat(run(another, () -> false).next()).isTrue();
        }

        assertThat(projected.rows()).isEqualTo(right);
        assertThat(find(id).result()).as("from where it was").isEqualTo("rebuilt from " + events() + " events");
    }

    @Test
    void itWaitsUntilWhatOlderVersionsHaveMadeIsMadeAnew() throws Exception {
        Map<String, Set<String>> right = damaged(TestTraffic.entries(60, 40, 4, NOW));
        projected.unfinish();
        store().begin();
        long id = add();
        CompletableFuture<Boolean> running =
                CompletableFuture.supplyAsync(() -> run(database, () -> false).next(), Background.THREADS);
        await().atMost(SOON).until(() -> find(id).checkpoint() != null);
        assertThat(find(id).total()).isNull();

        EventReplay replay = new EventReplay();
        Outcome outcome = Outcome.WORKED;
        while (outcome != Outcome.FINISHED) {
            assertThat(find(id).done()).isZero();
            outcome = store().step(20, false, replay).outcome();
        }

        assertThat(running.join()).isTrue();
        assertThat(find(id).state()).isEqualTo(JobState.DONE);
        assertThat(projected.rows()).isEqualTo(right);
    }

    @Test
    void itWaitsWhileAnotherNodeProjects() throws Exception {
        damaged(TestTraffic.entries(20, 10, 5, NOW));
        database.leases().take("projection", "another", Duration.ofHours(1));
        long id = add();
        CompletableFuture<Boolean> running =
                CompletableFuture.supplyAsync(() -> run(database, () -> false).next(), Background.THREADS);
        await().atMost(SOON).until(() -> find(id).checkpoint() != null);
        assertThat(find(id).total()).isNull();

        database.leases().giveBack("projection", "another");

        assertThat(running.join()).isTrue();
        assertThat(find(id).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void noStepIsDoneOnceANewerVersionServesTheDatabaseOrItIsRebuiltOffline() throws Exception {
        damaged(TestTraffic.entries(20, 10, 6, NOW));
        Walk walk = store().rebuild("");
        assertThat(step(walk)).isEqualTo(Outcome.WORKED);
        Map<String, Set<String>> rows = projected.rows();
        String place = walk.place();

        DatabaseRows.execute(projected.url(), "INSERT INTO rebuild (id) VALUES (1)");
        assertThat(step(walk)).isEqualTo(Outcome.NOT_YET);
        DatabaseRows.execute(projected.url(), "DELETE FROM rebuild");
        database.reprojection(Projector.VERSION + 1).begin();
        assertThat(step(walk)).isEqualTo(Outcome.NOT_YET);

        assertThat(projected.rows()).isEqualTo(rows);
        assertThat(walk.place()).isEqualTo(place);
    }

    @Test
    void whatArrivesMeanwhileIsNeitherLostNorDoubledAndAResourceIsNeverMissing() throws Exception {
        String sid = sid("SM");
        for (String status : List.of("queued", "sent", "delivered")) {
            database.events().append(List.of(TestTraffic.entry(messageStatus(sid, status), NOW)));
        }
        List<Entry> all = TestTraffic.entries(150, 100, 7, NOW);
        database.events().append(all.subList(0, all.size() / 2));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> arriving = CompletableFuture.runAsync(
                () -> all.subList(all.size() / 4, all.size())
                        .forEach(entry -> database.events().append(List.of(entry))),
                Background.THREADS);
        CompletableFuture<Long> reading =
                CompletableFuture.supplyAsync(() -> reads(sid, done::get), Background.THREADS);

        do {
            add();
            run(database, () -> false).next();
        } while (!arriving.isDone());
        arriving.join();
        done.set(true);

        assertThat(reading.join()).isPositive();
        thatIsWhatAnOfflineRebuildMakes();
    }

    private long reads(String sid, BooleanSupplier done) {
        long reads = 0;
        while (!done.getAsBoolean()) {
            assertThat(database.resources().find(Message.class, TestTraffic.ACCOUNT.sid(), sid))
                    .hasValueSatisfying(
                            message -> assertThat(message.progress().status()).isEqualTo("delivered"));
            reads++;
        }
        return reads;
    }

    /** Appends events and damages what follows from them; returns the rows as they were before. */
    final Map<String, Set<String>> damaged(List<Entry> entries) throws SQLException {
        database.events().append(entries);
        Map<String, Set<String>> right = projected.rows();
        projected.damage();
        assertThat(projected.rows()).isNotEqualTo(right);
        return right;
    }

    private void thatIsWhatAnOfflineRebuildMakes() throws SQLException {
        Map<String, Set<String>> made = projected.rows();
        database.close();
        try (Database rebuilding = projected.openForRebuild()) {
            new Rebuild(rebuilding.projections()).run((at, total) -> {});
        }
        assertThat(made).isEqualTo(projected.rows());
        database = projected.open();
    }

    private ReprojectionStore store() {
        return database.reprojection(Projector.VERSION);
    }

    private static Outcome step(Walk walk) {
        return walk.step(5, false, new EventReplay()).outcome();
    }

    static JobRun run(Database on, BooleanSupplier closing) {
        return new JobRun(
                RebuildJob.of(on, new ReprojectionMetrics(new SimpleMeterRegistry())),
                on.jobs(),
                on.leases(),
                CLOCK,
                closing);
    }

    final long add() {
        return database.jobs().add(RebuildJob.NAME, "SK1", CLOCK.instant()).id();
    }

    final Job find(long id) {
        return database.jobs().find(id).orElseThrow();
    }

    private long events() throws SQLException {
        return Objects.requireNonNull(projected.rows().get("event")).size();
    }
}
