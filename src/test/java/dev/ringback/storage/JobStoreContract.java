package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Job;
import dev.ringback.model.JobBuilder;
import dev.ringback.model.JobState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tests what {@link JobStore} promises. */
public abstract class JobStoreContract extends StorageContract {
    private static final Instant START = TestEntries.START;
    private static final Instant LATER = START.plusSeconds(7);

    private JobStore jobs() {
        return database.jobs();
    }

    @Test
    void aJobWaitsWithNothingDone() {
        Job added = jobs().add("work", "SK1", START);

        assertThat(added)
                .isEqualTo(JobBuilder.builder()
                        .id(1)
                        .kind("work")
                        .state(JobState.QUEUED)
                        .requestedBy("SK1")
                        .createdAt(START)
                        .updatedAt(START)
                        .build());
        database.close();
        database = open(folder);
        assertThat(jobs().find(1)).hasValue(added);
        assertThat(jobs().find(2)).isEmpty();
    }

    @Test
    void whatAJobWaitsForIsNotedUntilItGoesOn() {
        long id = jobs().add("work", "SK1", START).id();
        jobs().start(id, LATER);
        assertThat(jobs().progress(id, "here", 3, 9L, "a better day", LATER))
                .hasValueSatisfying(job -> assertThat(job.waitsFor()).isEqualTo("a better day"));
        assertThat(jobs().progress(id, "here", 3, 9L, LATER))
                .hasValueSatisfying(job -> assertThat(job.waitsFor()).isNull());

        jobs().progress(id, "here", 3, 9L, "a better day", LATER);
        jobs().finish(id, JobState.CANCELED, "canceled", LATER);
        assertThat(jobs().find(id))
                .hasValueSatisfying(job -> assertThat(job.waitsFor()).isNull());
    }

    @Test
    void progressAndEndAreNoted() {
        long id = jobs().add("work", "SK1", START).id();
        jobs().start(id, LATER);
        jobs().start(id, LATER.plusSeconds(1));
        assertThat(jobs().progress(id, "here", 3, null, LATER.plusSeconds(2)))
                .hasValueSatisfying(job -> assertThat(job.total()).isNull());
        jobs().progress(id, "there", 4, 9L, LATER.plusSeconds(3));
        jobs().finish(id, JobState.DONE, "all is well", LATER.plusSeconds(4));
        Job done = jobs().find(id).orElseThrow();

        assertThat(done)
                .isEqualTo(JobBuilder.builder()
                        .id(id)
                        .kind("work")
                        .state(JobState.DONE)
                        .checkpoint("there")
                        .done(4)
                        .total(9L)
                        .requestedBy("SK1")
                        .createdAt(START)
                        .startedAt(LATER)
                        .updatedAt(LATER.plusSeconds(4))
                        .finishedAt(LATER.plusSeconds(4))
                        .result("all is well")
                        .build());
        jobs().start(id, LATER.plusSeconds(5));
        jobs().progress(id, "too late", 5, null, LATER.plusSeconds(5));
        jobs().finish(id, JobState.FAILED, "too late", LATER.plusSeconds(5));
        assertThat(jobs().cancel(id, LATER.plusSeconds(5))).hasValue(done);
        assertThat(jobs().resume(id, LATER.plusSeconds(5))).hasValue(done);
    }

    @Test
    void theOldestUnfinishedJobOfAKindIsNext() {
        long first = jobs().add("work", "", START).id();
        long second = jobs().add("work", "", START).id();
        jobs().add("other", "", START);

        assertThat(jobs().unfinished("work")).map(Job::id).hasValue(first);
        jobs().start(first, START);
        assertThat(jobs().unfinished("work")).map(Job::id).hasValue(first);
        jobs().finish(first, JobState.FAILED, "", START);
        assertThat(jobs().unfinished("work")).map(Job::id).hasValue(second);
        assertThat(jobs().unfinished("none")).isEmpty();
        assertThat(jobs().newestFirst(Long.MAX_VALUE, 2)).map(Job::id).containsExactly(second + 1, second);
        assertThat(jobs().newestFirst(second, 2)).map(Job::id).containsExactly(first);
    }

    @Test
    void aWaitingJobIsCanceledAtOnceAndARunningOneIsAskedToEnd() {
        long waiting = jobs().add("work", "", START).id();
        long running = jobs().add("work", "", START).id();
        jobs().start(running, START);

        Job canceled = jobs().cancel(waiting, LATER).orElseThrow();
        assertThat(canceled.state()).isEqualTo(JobState.CANCELED);
        assertThat(canceled.finishedAt()).isEqualTo(LATER);
        assertThat(jobs().cancel(waiting, LATER.plusSeconds(1))).hasValue(canceled);

        Job asked = jobs().cancel(running, LATER).orElseThrow();
        assertThat(asked.state()).isEqualTo(JobState.RUNNING);
        assertThat(asked.cancelRequested()).isTrue();
        assertThat(jobs().cancel(running, LATER.plusSeconds(1))).hasValue(asked);
        assertThat(jobs().cancel(99, LATER)).isEmpty();
    }

    @Test
    void aFailedOrCanceledJobIsResumedFromItsCheckpoint() {
        long id = jobs().add("work", "", START).id();
        jobs().start(id, START);
        jobs().progress(id, "half", 5, 10L, START);
        jobs().finish(id, JobState.FAILED, "no luck", START);

        Job resumed = jobs().resume(id, LATER).orElseThrow();

        assertThat(resumed.state()).isEqualTo(JobState.QUEUED);
        assertThat(resumed.checkpoint()).isEqualTo("half");
        assertThat(resumed.finishedAt()).isNull();
        assertThat(resumed.result()).isNull();
        assertThat(jobs().resume(id, LATER.plusSeconds(1))).hasValue(resumed);
        jobs().cancel(id, LATER);
        assertThat(jobs().resume(id, LATER).orElseThrow().cancelRequested()).isFalse();
        assertThat(jobs().resume(99, LATER)).isEmpty();
    }

    @Test
    void onlyOldFinishedJobsAreForgotten() {
        long old = jobs().add("work", "", START).id();
        long fresh = jobs().add("work", "", START).id();
        long unfinished = jobs().add("work", "", START).id();
        jobs().finish(old, JobState.DONE, "", START);
        jobs().finish(fresh, JobState.DONE, "", LATER);

        jobs().deleteFinishedBefore(LATER);

        assertThat(jobs().newestFirst(Long.MAX_VALUE, 9)).map(Job::id).containsExactly(unfinished, fresh);
    }
}
