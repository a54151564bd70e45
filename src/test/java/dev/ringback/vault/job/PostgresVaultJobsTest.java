package dev.ringback.vault.job;

import static dev.ringback.vault.job.TestStore.ACCOUNT;
import static dev.ringback.vault.job.TestStore.content;
import static dev.ringback.vault.job.TestStore.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL and one folder: one of them does a job, and the other goes on when it ends. */
class PostgresVaultJobsTest {
    private static final int OBJECTS = 60;

    @TempDir
    private Path folder;

    private Database one;
    private Database other;
    private TestStore first;
    private TestStore second;

    @BeforeEach
    void open() throws Exception {
        one = TestPostgres.open(folder);
        other = Databases.open(TestPostgres.options());
        first = new TestStore(folder.resolve("vault"), one);
        second = new TestStore(folder.resolve("vault"), other);
        first.introduce();
        for (int number = 1; number <= OBJECTS; number++) {
            first.keepRecording(number);
        }
    }

    @AfterEach
    void close() {
        other.close();
        TestPostgres.leave(one);
    }

    @Test
    void oneNodeVerifiesAndTheOtherScans() throws Exception {
        long verify = first.add(new VaultVerifyJob(first.parts()));
        long scan = first.add(new VaultScanJob(first.parts()));
        CompletableFuture<Job> atOnce = CompletableFuture.supplyAsync(
                () -> first.run(new VaultVerifyJob(first.parts()), verify, () -> false), Background.THREADS);
        Job scanned = second.run(new VaultScanJob(second.parts()), scan, () -> false);

        assertThat(atOnce.get().result()).startsWith(OBJECTS + " objects are whole");
        assertThat(scanned.result()).endsWith(OBJECTS + " known before");
    }

    @Test
    void theOtherNodeGoesOnWithWhatOneHasBegun() throws Exception {
        Files.delete(first.file(recording(ACCOUNT, 3, content(3))));
        long id = first.add(new VaultVerifyJob(first.parts()));
        Job paused = first.run(
                new VaultVerifyJob(first.parts()),
                id,
                () -> first.job(id).done() > 0
                        || first.entry(recording(ACCOUNT, 20, content(20))).verifiedAt() != null);
        assertThat(paused.state()).isEqualTo(JobState.RUNNING);

        Job job = second.run(new VaultVerifyJob(second.parts()), id, () -> false);

        assertThat(job.result())
                .startsWith((OBJECTS - 1) + " objects are whole")
                .contains("1 is damaged: " + recording(ACCOUNT, 3, content(3)).key());
    }
}
