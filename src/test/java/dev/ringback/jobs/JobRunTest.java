package dev.ringback.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.CapturedLog;
import dev.ringback.DatabaseRows;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.Database;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts to ten, as a job. */
class JobRunTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private final List<Integer> counted = new ArrayList<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private @Nullable String obstacle;
    private Consumer<Integer> atStep = step -> {};
    private Database database;

    @BeforeEach
    void openDatabase() {
        database = TestSqlite.open(folder);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aJobIsDoneAndItsProgressIsKept() {
        long id = add();

        assertThat(run().next()).isTrue();

        Job job = find(id);
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result()).isEqualTo("counted to 10");
        assertThat(job.checkpoint()).isEqualTo("10");
        assertThat(job.done()).isEqualTo(10);
        assertThat(job.total()).isEqualTo(10);
        assertThat(run().next()).isFalse();
    }

    @Test
    void aJobThatTheEndOfTheProcessInterruptsGoesOnFromItsCheckpoint() {
        long id = add();
        atStep = step -> closing.set(step == 4);
        run().next();
        assertThat(find(id).state()).isEqualTo(JobState.RUNNING);

        closing.set(false);
        atStep = step -> {};
        assertThat(run().next()).isTrue();

        assertThat(counted).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(find(id).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void onlyOneNodeDoesAJob() {
        add();
        List<Boolean> others = new ArrayList<>();
        atStep = step -> others.add(run().next());

        run().next();

        assertThat(others).hasSize(10).containsOnly(false);
        assertThat(counted).hasSize(10);
    }

    @Test
    void aJobWhoseLeaseAnotherNodeGotEndsHereWithoutChangingIt() {
        long id = add();
        atStep = step -> {
            if (step == 1) {
                sql("UPDATE lease SET holder = 'another node'");
            }
        };

        run().next();

        assertThat(find(id).state()).isEqualTo(JobState.RUNNING);
        assertThat(find(id).checkpoint()).isNull();
        assertThat(run().next()).as("while the other node does it").isFalse();
    }

    @Test
    void aCanceledJobEnds() {
        long id = add();
        atStep = step -> {
            if (step == 1) {
                database.jobs().cancel(id, CLOCK.instant());
                database.jobs().cancel(id, CLOCK.instant());
            }
        };

        run().next();

        assertThat(find(id).state()).isEqualTo(JobState.CANCELED);
        assertThat(counted).hasSizeLessThan(10);

        atStep = step -> {};
        database.jobs().resume(id, CLOCK.instant());
        run().next();
        assertThat(find(id).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void aJobThatWasCanceledWhileNobodyDidItEndsWithoutBeginning() {
        long id = add();
        database.jobs().start(id, CLOCK.instant());
        database.jobs().cancel(id, CLOCK.instant());

        run().next();

        assertThat(find(id).state()).isEqualTo(JobState.CANCELED);
        assertThat(counted).isEmpty();
    }

    @Test
    void aFailureIsToldAndTheNextJobGoesOn() {
        long failing = add();
        long next = add();
        atStep = step -> {
            throw new IllegalStateException("cannot count");
        };
        run().next();
        atStep = step -> {
            throw new NullPointerException("a secret of the code");
        };
        run().next();

        assertThat(find(failing).state()).isEqualTo(JobState.FAILED);
        assertThat(find(failing).result()).isEqualTo("cannot count");
        assertThat(find(next).result()).isEqualTo("an unexpected error, see the log");
    }

    @Test
    void whatTheSettingsDoNotLetBeDoneFailsWithASentenceAndIsNotBegun() {
        long id = add();
        obstacle = "set upstream";
        try (CapturedLog log = CapturedLog.of(JobRun.class.getName())) {
            assertThat(run().next()).isTrue();

            assertThat(log.lines()).containsExactly("WARN job " + id + " (counting) failed: set upstream");
        }
        assertThat(find(id).state()).isEqualTo(JobState.FAILED);
        assertThat(find(id).result()).isEqualTo("set upstream");
        assertThat(find(id).startedAt()).isNull();
        assertThat(counted).isEmpty();
    }

    @Test
    void anOutageLeavesTheJobToAnotherAttempt() {
        long id = add();
        atStep = step -> {
            throw new StorageUnavailableException("away");
        };
        assertThatThrownBy(() -> run().next()).isInstanceOf(StorageUnavailableException.class);
        assertThat(find(id).state()).isEqualTo(JobState.RUNNING);

        atStep = step -> {};
        assertThat(run().next()).isTrue();
        assertThat(find(id).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void oldFinishedJobsAreForgottenByWhoeverDoesANewOne() {
        long old = add();
        database.jobs().finish(old, JobState.DONE, "", CLOCK.instant().minus(Duration.ofDays(91)));
        long recent = add();
        database.jobs().finish(recent, JobState.DONE, "", CLOCK.instant().minus(Duration.ofDays(89)));
        long next = add();

        run().next();

        assertThat(database.jobs().newestFirst(Long.MAX_VALUE, 9)).map(Job::id).containsExactly(next, recent);
    }

    @Test
    void jobsOfKindsThatANewerVersionMadeWait() {
        Job strange = database.jobs().add("from-the-future", "", CLOCK.instant());
        sql("UPDATE job SET state = 'hibernating'");

        assertThat(run().next()).isFalse();

        assertThat(find(strange.id()).state()).isEqualTo(JobState.UNKNOWN);
    }

    @Test
    void theRunnerBeginsJobsByItself() {
        try (JobRunner runner = new JobRunner(List.of(new Counting()), database, CLOCK)) {
            runner.start();
            long first = add();
            long second = add();

            await().atMost(Duration.ofSeconds(30)).until(() -> find(second).state() == JobState.DONE);
            assertThat(find(first).state()).isEqualTo(JobState.DONE);
        }
    }

    private final class Counting implements JobKind {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public @Nullable String obstacle() {
            return obstacle;
        }

        @Override
        public String run(Job job, JobProgress progress) {
            int from = job.checkpoint() == null ? 0 : Integer.parseInt(job.checkpoint());
            for (int i = from + 1; i <= 10; i++) {
                counted.add(i);
                atStep.accept(i);
                progress.at(String.valueOf(i), i, 10L);
            }
            return "counted to 10";
        }
    }

    private JobRun run() {
        return new JobRun(new Counting(), database.jobs(), database.leases(), CLOCK, closing::get);
    }

    private long add() {
        return database.jobs().add("counting", "SK1", CLOCK.instant()).id();
    }

    private Job find(long id) {
        return database.jobs().find(id).orElseThrow();
    }

    private void sql(String statement) {
        try {
            DatabaseRows.execute(folder.resolve("ringback.db"), statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
