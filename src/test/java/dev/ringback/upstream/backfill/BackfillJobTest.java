package dev.ringback.upstream.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobRun;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.upstream.TestMirror;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill reads each list once, goes on where it was interrupted, and asks no further than Twilio keeps. */
class BackfillJobTest {
    private static final Duration KEEP = Duration.ofDays(400);

    @TempDir
    Path folder;

    private final AtomicBoolean degraded = new AtomicBoolean();
    private TestMirror mirror;
    private BackfillJob backfill;

    @BeforeEach
    void open() {
        mirror = TestMirror.open(folder);
        backfill = new BackfillJob(mirror.upstream(), mirror::store, degraded::get, KEEP, mirror.clock());
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    private long add(String... namesAndValues) throws InvalidJobException {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(new Parameter(namesAndValues[i], namesAndValues[i + 1]));
        }
        return mirror.database()
                .jobs()
                .add(
                        BackfillJob.NAME,
                        backfill.parameters(new Parameters(parameters)),
                        "SK1",
                        mirror.clock().instant())
                .id();
    }

    private Job run(long id) {
        return run(id, () -> false);
    }

    /** Ends the process as soon as a job knows which page is next. */
    private Job runUntilSecondPage(long id) {
        return run(
                id,
                () -> String.valueOf(
                                mirror.database().jobs().find(id).orElseThrow().checkpoint())
                        .contains("PageToken"));
    }

    private Job run(long id, BooleanSupplier closing) {
        new JobRun(backfill, mirror.database().jobs(), mirror.database().leases(), mirror.clock(), closing).next();
        return mirror.database().jobs().find(id).orElseThrow();
    }

    private void addMessages(int count, Duration apart) {
        for (int i = 0; i < count; i++) {
            mirror.twilio()
                    .add(TestMirror.message(
                            i,
                            "delivered",
                            TestMirror.START.minus(apart.multipliedBy(i)).minusSeconds(1)));
        }
    }

    @Test
    void everyKindIsStoredOnce() throws InvalidJobException {
        addMessages(1_500, Duration.ofMinutes(1));
        mirror.twilio().add(TestMirror.call(1, TestMirror.START.minusSeconds(600)));
        mirror.twilio().add(TestMirror.conference(1, "completed", TestMirror.START.minusSeconds(600)));
        mirror.twilio().add(TestMirror.conference(2, "in-progress", TestMirror.START.minusSeconds(600)));

        Job job = run(add("Since", "2026-01-01"));

        assertThat(job.result())
                .startsWith("1503 of 1503 rows are stored, 0 refused; 7 requests made, about ")
                .endsWith(
                        " estimated; alerts of before 2026-01-30T13:00:00Z are not asked for, because Twilio lists none"
                                + " beyond 30 days");
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.done()).isEqualTo(6_000);
        assertThat(mirror.asked("/Messages.json")).isEqualTo(2);
        assertThat(mirror.asked("/Conferences.json")).isEqualTo(2);
        assertThat(mirror.messages("delivered")).isEqualTo(1_500);

        long events = mirror.database().projections().newestEvent();
        assertThat(run(add("Since", "2026-01-01")).state()).isEqualTo(JobState.DONE);
        assertThat(mirror.database().projections().newestEvent()).isEqualTo(events);
    }

    @Test
    void onlyTheKindsThatAreNamedAreRead() throws InvalidJobException {
        addMessages(1, Duration.ZERO);
        assertThat(run(add("Since", "2026-01-01", "Messages", "true")).state()).isEqualTo(JobState.DONE);
        assertThat(mirror.asked()).isEqualTo(1);
    }

    @Test
    void anInterruptedOneGoesOnWithTheNextPage() throws InvalidJobException {
        addMessages(5_000, Duration.ofMinutes(1));
        long id = add("Since", "2026-01-01", "Messages", "true");
        Job paused = runUntilSecondPage(id);
        assertThat(paused.state()).isEqualTo(JobState.RUNNING);
        int before = mirror.asked();
        assertThat(before).isLessThan(5);

        assertThat(run(id).state()).isEqualTo(JobState.DONE);
        // the page that was under way is asked for again
        assertThat(mirror.asked()).isLessThanOrEqualTo(6);
        assertThat(mirror.messages("delivered")).isEqualTo(5_000);
    }

    @Test
    void aLinkThatTwilioTakesNoMoreIsReplacedByTheDates() throws InvalidJobException {
        addMessages(3_000, Duration.ofMinutes(1));
        long id = add("Since", "2026-01-01", "Messages", "true");
        runUntilSecondPage(id);
        mirror.twilio()
                .faults()
                .once(request -> request.query().has("PageToken"), Fault.error(400, 20001, "Invalid PageToken"));

        Job job = run(id);
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(mirror.messages("delivered")).isEqualTo(3_000);
        assertThat(mirror.asked()).isLessThanOrEqualTo(6);
    }

    @Test
    void aLostConnectionIsWaitedFor() throws InvalidJobException {
        addMessages(10, Duration.ofMinutes(1));
        mirror.twilio().faults().times(1, request -> true, Fault.error(503, 20503, "Service unavailable"));
        assertThat(run(add("Since", "2026-01-01", "Messages", "true")).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void itWaitsWhileTheApiIsDegradedAndSaysSo() throws InvalidJobException {
        addMessages(10, Duration.ofMinutes(1));
        degraded.set(true);
        long id = add("Since", "2026-01-01", "Messages", "true");

        // what the job has told before is on disk when it looks the second time whether the process ends
        Job waiting =
                run(id, () -> mirror.database().jobs().find(id).orElseThrow().waitsFor() != null);
        assertThat(waiting.state()).isEqualTo(JobState.RUNNING);
        assertThat(waiting.waitsFor()).isEqualTo("Twilio says that its API is degraded");
        assertThat(mirror.asked()).isZero();

        Job done = run(id, () -> {
            degraded.set(false);
            return false;
        });
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.waitsFor()).isNull();
        assertThat(mirror.messages("delivered")).isEqualTo(10);
    }

    @Test
    void nothingBeyondWhatTwilioKeepsIsAskedFor() throws InvalidJobException {
        mirror.twilio().add(TestMirror.message(1, "delivered", Instant.parse("2024-01-01T00:00:00Z")));
        Job job = run(add("Since", "2024-01-01"));
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result()).contains("messages of before 2025-01-25T13:00:00Z are not asked for");
        assertThat(mirror.twilio().requests().answeredWith(400)).isZero();
    }

    @Test
    void wrongCredentialsEndIt() throws InvalidJobException {
        mirror.twilio().faults().always(request -> true, Fault.error(401, 20003, "Authenticate"));
        assertThat(run(add("Since", "2026-01-01")).state()).isEqualTo(JobState.FAILED);
        assertThat(mirror.asked()).as("with the read of the account").isLessThanOrEqualTo(2);
    }

    @Test
    void wrongParametersAreNamed() {
        assertThatThrownBy(() -> add("Until", "2026-01-01")).hasMessageStartingWith("Since has to be");
        assertThatThrownBy(() -> add("Since", "yesterday")).hasMessageStartingWith("Since has to be");
        assertThatThrownBy(() -> add("Since", "2026-02-01", "Until", "2026-01-01"))
                .hasMessageStartingWith("Since has to be before Until");
        assertThatThrownBy(() -> add("Since", "2026-02-01", "Calls", "1")).hasMessageStartingWith("Calls has to be");
    }
}
