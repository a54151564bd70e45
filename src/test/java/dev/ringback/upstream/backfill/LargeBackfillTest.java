package dev.ringback.upstream.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.jobs.JobRun;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.upstream.ApiCondition;
import dev.ringback.upstream.TestMirror;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill of 100,000 messages uses at most 101 requests. */
@Tag("timed")
class LargeBackfillTest {
    private static final int MESSAGES = 100_000;

    @TempDir
    Path folder;

    @Test
    void aHundredThousandMessagesTakeAtMost101Requests() {
        try (TestMirror mirror = TestMirror.open(folder)) {
            for (int i = 0; i < MESSAGES; i++) {
                mirror.twilio()
                        .add(TestMirror.message(
                                i, "delivered", TestMirror.START.minusSeconds(1).minusSeconds(i * 30L)));
            }
            BackfillJob backfill = new BackfillJob(
                    mirror.upstream(), mirror::store, ApiCondition.FINE, Duration.ofDays(400), mirror.clock());
            long id = mirror.database()
                    .jobs()
                    .add(
                            BackfillJob.NAME,
                            "Since=2026-01-25T18:39:00Z&Until=2026-03-01T12:00:00Z&Messages=true",
                            "SK1",
                            mirror.clock().instant())
                    .id();
            JobRun run = new JobRun(
                    backfill, mirror.database().jobs(), mirror.database().leases(), mirror.clock(), () -> false);

            run.next();

            Job job = mirror.database().jobs().find(id).orElseThrow();
            assertThat(job.state()).isEqualTo(JobState.DONE);
            assertThat(mirror.asked()).isLessThanOrEqualTo(101);
            assertThat(mirror.messages("delivered")).isEqualTo(MESSAGES);
            assertThat(job.result()).containsPattern("; 100 requests made, about (9[5-9]|10[0-5]) estimated");
        }
    }
}
