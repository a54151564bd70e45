package dev.ringback.vault.job;

import static dev.ringback.vault.job.TestStore.ACCOUNT;
import static dev.ringback.vault.job.TestStore.content;
import static dev.ringback.vault.job.TestStore.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.VaultOptionsBuilder;
import dev.ringback.vault.service.VaultParts;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.s3.S3Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs do with a bucket what they do with a folder. */
class BucketJobsTest {
    @TempDir
    private Path folder;

    private S3Server server;
    private VaultOptions options;
    private Database database;
    private TestStore vault;

    @BeforeEach
    void open() throws Exception {
        server = S3Server.start(folder);
        options = VaultOptionsBuilder.builder(VaultOptions.OFF)
                .s3(server.createBucket("kept", "ringback"))
                .build();
        database = TestSqlite.open(folder.resolve("one"));
        vault = new TestStore(options, folder, database);
        vault.introduce();
    }

    @AfterEach
    void close() {
        database.close();
        server.close();
    }

    @Test
    void everythingIsReadBackAndTheLedgerIsMadeAgain() throws Exception {
        VaultObject lost = vault.keepRecording(1);
        vault.keepRecording(2);
        assertThat(vault.verify().result()).isEqualTo("2 objects are whole, 203 bytes");
        try (ObjectStore store = VaultParts.store(options)) {
            store.delete(lost.key());
        }
        assertThat(vault.verify().result())
                .startsWith("1 object is whole, 102 bytes; 1 is damaged: " + lost.key())
                .endsWith("; 1 sidecar has no object");

        database.close();
        database = TestSqlite.open(folder.resolve("two"));
        vault.use(database);
        assertThat(vault.scan().result()).contains("the bucket kept/ringback", "Nothing was changed");
        assertThat(vault.scan("Adopt", "true", "Hash", "true").result())
                .startsWith(
                        "2 sidecars: 1 entry is added and 0 mended, 102 bytes; 0 known before; 1 sidecar has no object");
        assertThat(vault.entry(recording(ACCOUNT, 2, content(2))).state()).isEqualTo(VaultState.COPIED);
        assertThat(vault.verify().state()).isEqualTo(JobState.DONE);
    }

    @Test
    void aServiceThatIsDownEndsIt() throws Exception {
        VaultObject object = vault.keepRecording(1);
        server.close();

        Job verify = vault.verify();
        Job scan = vault.scan();

        assertThat(verify.state()).isEqualTo(JobState.FAILED);
        assertThat(verify.result()).contains("kept");
        assertThat(scan.state()).isEqualTo(JobState.FAILED);
        assertThat(vault.entry(object)).isEqualTo(object);
    }
}
