package dev.ringback.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.Background;
import dev.ringback.DatabaseRows;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.Database;
import dev.ringback.storage.JobStore.Added;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adds, cancels and resumes jobs that another node does, or a dead one did. */
abstract class JobControlContract {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String FUTURE = "from-the-future";

    @TempDir
    Path folder;

    private Database database;
    private JobControl control;

    abstract Database open(Path in);

    abstract DatabaseOptions options(Path in);

    @BeforeEach
    void openDatabase() {
        database = open(folder);
        control = new JobControl(database, CLOCK);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aRunningJobOfAKindThatNobodyKnowsIsEndedOnceItsLeaseIsOver() throws SQLException {
        long id = running(FUTURE);
        anotherNodeDoes(FUTURE);
        Job asked = control.cancel(id).orElseThrow();
        assertThat(asked.state()).isEqualTo(JobState.RUNNING);
        assertThat(asked.isEnding()).isTrue();

        endLeases();
        Job ended = control.cancel(id).orElseThrow();

        assertThat(ended.state()).isEqualTo(JobState.CANCELED);
        assertThat(ended.result()).isEqualTo("canceled");
        assertThat(ended.finishedAt()).isEqualTo(NOW);
        assertThat(control.cancel(id)).hasValue(ended);
        assertThat(database.leases().take("job " + FUTURE, "a newer node", Duration.ofMinutes(1)))
                .as("the lease was given back")
                .isTrue();
    }

    @Test
    void aJobInAStateThatNobodyKnowsIsEndedToo() throws SQLException {
        long id = running(FUTURE);
        sql("UPDATE job SET state = 'hibernating'");

        assertThat(control.cancel(id).orElseThrow().state()).isEqualTo(JobState.CANCELED);
        assertThat(control.cancel(99)).isEmpty();
    }

    @Test
    void aJobThatIsEndingIsNotResumedBeforeItHasEnded() throws Exception {
        long id = running(FUTURE);
        anotherNodeDoes(FUTURE);
        control.cancel(id);

        assertThatThrownBy(() -> control.resume(id))
                .isInstanceOf(JobConflictException.class)
                .hasMessage("Job 1 is still ending: resume it once it is canceled");
        assertThat(find(id).isEnding()).isTrue();

        endLeases();
        Job resumed = control.resume(id).orElseThrow();
        assertThat(resumed.state()).isEqualTo(JobState.QUEUED);
        assertThat(resumed.cancelRequested()).isFalse();
        assertThat(control.resume(99)).isEmpty();
    }

    @Test
    void aJobIsAddedOnceUntilItIsFinishedOrEnding() {
        Added first = control.add(new Named("work"), null, "SK1");
        assertThat(first.isNew()).isTrue();
        assertThat(control.add(new Named("work"), null, "SK2")).isEqualTo(new Added(first.job(), false));
        assertThat(control.add(new Named("work"), "Since=2026-01-01", "SK2").isNew())
                .as("with other parameters")
                .isTrue();
        assertThat(control.add(new Named("other"), null, "SK2").isNew()).isTrue();

        database.jobs().start(first.job().id(), NOW);
        assertThat(control.add(new Named("work"), null, "SK2").job().id())
                .isEqualTo(first.job().id());

        anotherNodeDoes("work");
        control.cancel(first.job().id());
        Added second = control.add(new Named("work"), null, "SK2");
        assertThat(second.isNew()).isTrue();
        database.jobs().finish(second.job().id(), JobState.DONE, "", NOW);
        assertThat(control.add(new Named("work"), null, "SK2").isNew()).isTrue();
    }

    @Test
    void ofManyWhoAskAtOnceOnTwoNodesOneAdds() throws Exception {
        try (Database beside = Databases.openBesideServer(options(folder))) {
            List<CompletableFuture<Added>> asked = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                JobControl node = i % 2 == 0 ? control : new JobControl(beside, CLOCK);
                asked.add(CompletableFuture.supplyAsync(
                        () -> node.add(new Named("work"), null, "SK1"), Background.THREADS));
            }
            int added = 0;
            for (CompletableFuture<Added> one : asked) {
                added += one.get().isNew() ? 1 : 0;
            }
            assertThat(added).isEqualTo(1);
        }
        assertThat(database.jobs().newestFirst(Long.MAX_VALUE, 99)).hasSize(1);
    }

    @Test
    void aJobIsNotResumedBesideOneThatDoesTheSame() throws JobConflictException {
        long failed = control.add(new Named("work"), null, "SK1").job().id();
        database.jobs().finish(failed, JobState.FAILED, "no luck", NOW);
        long next = control.add(new Named("work"), null, "SK1").job().id();

        assertThatThrownBy(() -> control.resume(failed))
                .hasMessage("Job 1 is not resumed: job 2 does the same, and is queued already");
        assertThat(find(failed).state()).isEqualTo(JobState.FAILED);
        assertThat(control.resume(next).orElseThrow().state()).isEqualTo(JobState.QUEUED);
        database.jobs().finish(next, JobState.DONE, "", NOW);
        assertThat(control.resume(failed).orElseThrow().state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void whoeverHasDoneTheWorkEndsAllJobsOfTheKind() {
        long dead = running("work");
        long canceled = running("work");
        database.jobs().cancel(canceled, NOW);
        long waiting = database.jobs().add("work", null, "SK1", NOW).id();
        long other = running("other");

        control.endAll("work", "done by hand");

        assertThat(find(dead).state()).isEqualTo(JobState.DONE);
        assertThat(find(dead).result()).isEqualTo("done by hand");
        assertThat(find(waiting).state()).isEqualTo(JobState.DONE);
        assertThat(find(canceled).state()).isEqualTo(JobState.CANCELED);
        assertThat(find(other).state()).isEqualTo(JobState.RUNNING);
    }

    private record Named(String name) implements JobKind {
        @Override
        public String run(Job job, JobProgress progress) {
            throw new AssertionError("nobody does it");
        }
    }

    private long running(String kind) {
        long id = database.jobs().add(kind, (@Nullable String) null, "SK1", NOW).id();
        database.jobs().start(id, NOW);
        return id;
    }

    private void anotherNodeDoes(String kind) {
        assertThat(database.leases().take("job " + kind, "another node", Duration.ofMinutes(1)))
                .isTrue();
    }

    private void endLeases() throws SQLException {
        sql("UPDATE lease SET expires_at = 0");
    }

    private void sql(String statement) throws SQLException {
        DatabaseRows.execute(options(folder).jdbcUrl(), statement);
    }

    private Job find(long id) {
        return database.jobs().find(id).orElseThrow();
    }
}
