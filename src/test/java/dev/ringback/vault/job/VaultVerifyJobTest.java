package dev.ringback.vault.job;

import static dev.ringback.vault.job.TestStore.ACCOUNT;
import static dev.ringback.vault.job.TestStore.OTHER;
import static dev.ringback.vault.job.TestStore.content;
import static dev.ringback.vault.job.TestStore.medium;
import static dev.ringback.vault.job.TestStore.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.model.SystemEvent;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.vault.ObjectLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything is read back, and what is not whole is told and copied again, but only where the store is the right one. */
class VaultVerifyJobTest {
    @TempDir
    private Path folder;

    private Path store;
    private Database database;
    private TestStore vault;

    @BeforeEach
    void open() throws IOException {
        store = folder.resolve("vault");
        database = TestSqlite.open(folder);
        vault = new TestStore(store, database);
        vault.introduce();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Job run(long id, int closesAtLook) {
        AtomicInteger looks = new AtomicInteger();
        return vault.run(new VaultVerifyJob(vault.parts()), id, () -> looks.incrementAndGet() >= closesAtLook);
    }

    @Test
    void whatIsWholeIsNotedAsVerified() throws Exception {
        VaultObject recording = vault.keepRecording(1);
        VaultObject medium = vault.keep(medium(ACCOUNT, 2, content(2)), content(2));

        Job job = vault.verify();

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result()).isEqualTo("2 objects are whole, 203 bytes");
        assertThat(job.done()).isEqualTo(2);
        assertThat(job.total()).isEqualTo(2);
        assertThat(vault.entry(recording).verifiedAt()).isEqualTo(vault.clock().instant());
        assertThat(vault.entry(medium).verifiedAt()).isEqualTo(vault.clock().instant());
    }

    @Test
    void whatIsChangedIsToldAndDueToBeCopiedAgain() throws Exception {
        VaultObject changed = vault.keepRecording(1);
        vault.keepRecording(2);
        Files.write(vault.file(changed), new byte[content(1).length]);

        Job job = vault.verify();

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.result())
                .isEqualTo("1 object is whole, 102 bytes; 1 is damaged: " + changed.key()
                        + " (damaged: the vault's copy is changed)");
        assertThat(vault.entry(changed).state()).isEqualTo(VaultState.HEARD);
        assertThat(database.vault().dueForCopy(vault.clock().instant(), 9)).hasSize(1);
        assertThat(database.systemEvents().latest(SystemEvent.VAULT_DAMAGED))
                .extracting(SystemEvent::resolved)
                .containsExactly(false);
    }

    @Test
    void aFileOfNoBytesIsNotWhole() throws Exception {
        VaultObject empty = vault.keepRecording(1);
        Files.write(vault.file(empty), new byte[0]);

        assertThat(vault.verify().result()).startsWith("0 objects are whole, 0 bytes; 1 is damaged");
    }

    @Test
    void ofTwoAccountsWithOneSidEachHasItsOwn() throws Exception {
        vault.keep(recording(ACCOUNT, 1, content(1)), content(1));
        VaultObject other = vault.keep(recording(OTHER, 1, content(2)), content(2));
        Files.delete(vault.file(other));

        Job job = vault.verify();

        assertThat(job.result()).startsWith("1 object is whole, 101 bytes; 1 is damaged: " + OTHER);
        assertThat(vault.entry(recording(ACCOUNT, 1, content(1))).state()).isEqualTo(VaultState.COPIED);
    }

    @Test
    void whatIsLostAndGoneAtTwilioIsWholeAgainWhenItIsRestored() throws Exception {
        VaultObject object = vault.keep(
                VaultObjectBuilder.builder(recording(ACCOUNT, 1, content(1)))
                        .deletedAt(TestStore.COPIED)
                        .deletionRule("delete_after")
                        .build(),
                content(1));
        Path aside = folder.resolve("aside");
        Files.move(vault.file(object), aside);
        assertThat(vault.verify().state()).isEqualTo(JobState.FAILED);
        assertThat(vault.entry(object).state()).isEqualTo(VaultState.DAMAGED);
        assertThat(vault.verify().result()).as("it stays lost").contains("1 is damaged");

        Files.move(aside, vault.file(object));
        Job job = vault.verify();

        assertThat(job.result()).isEqualTo("1 object is whole, 101 bytes; 1 of these was given up for lost");
        assertThat(vault.entry(object).state()).isEqualTo(VaultState.COPIED);
        assertThat(vault.entry(object).failure()).isNull();
        assertThat(vault.entry(object).deletionRule()).isEqualTo("delete_after");
        assertThat(database.systemEvents().latest(SystemEvent.VAULT_DAMAGED))
                .extracting(SystemEvent::resolved)
                .containsExactly(true);
    }

    @Test
    void whatARuleHasDeletedIsNotMissed() throws Exception {
        vault.enter(VaultObjectBuilder.builder(recording(ACCOUNT, 1, content(1)))
                .state(VaultState.REMOVED)
                .removedAt(TestStore.COPIED)
                .removalRule("retention")
                .build());

        assertThat(vault.verify().result()).isEqualTo("0 objects are whole, 0 bytes");
    }

    @Test
    void whatTheLedgerDoesNotKnowIsCountedAndLeftAlone() throws Exception {
        vault.keepRecording(1);
        VaultObject unknown = recording(ACCOUNT, 2, content(2));
        vault.write(unknown, content(2));
        VaultObject orphan = recording(ACCOUNT, 3, content(3));
        vault.write(orphan, content(3));
        Files.delete(vault.file(orphan));
        Files.writeString(store.resolve("notes.txt"), "mine");

        Job job = vault.verify();

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result())
                .isEqualTo(
                        "1 object is whole, 101 bytes; 2 objects in the store are not in the ledger, see 'vault scan';"
                                + " 1 sidecar has no object");
        assertThat(vault.file(unknown)).exists();
        assertThat(vault.sidecar(orphan)).exists();
    }

    @Test
    void aMissingFolderEndsItAndNothingIsTakenForDamaged() throws Exception {
        VaultObject object = vault.keepRecording(1);
        Files.move(store, folder.resolve("elsewhere"));

        Job job = vault.verify();

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.result()).contains("has no ringback-vault.json");
        assertThat(vault.entry(object)).isEqualTo(object);
        assertThat(store).doesNotExist();
    }

    @Test
    void aForeignStoreEndsIt() throws Exception {
        VaultObject object = vault.keepRecording(1);
        Files.delete(vault.file(object));
        Files.writeString(vault.marker(), "{\"id\":\"00000000-0000-0000-0000-000000000001\"}");

        Job job = vault.verify();

        assertThat(job.result()).contains("belongs to another database");
        assertThat(vault.entry(object)).isEqualTo(object);
    }

    @Test
    void aDiskThatGoesAwayMeanwhileEndsIt() throws Exception {
        for (int number = 1; number <= 5; number++) {
            vault.keepRecording(number);
        }
        AtomicInteger looks = new AtomicInteger();
        long id = vault.add(new VaultVerifyJob(vault.parts()));

        Job job = vault.run(new VaultVerifyJob(vault.parts()), id, () -> {
            if (looks.incrementAndGet() == 4) {
                unmount();
            }
            return false;
        });

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.result()).contains("has no ringback-vault.json");
        assertThat(database.vault().walk(null, 9))
                .extracting(VaultObject::state)
                .containsOnly(VaultState.COPIED);
    }

    private void unmount() {
        try {
            Files.move(store, folder.resolve("elsewhere"));
            Files.createDirectory(store);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestGoesOn() throws Exception {
        vault.keepRecording(1);
        VaultObject medium = vault.keep(medium(ACCOUNT, 2, content(2)), content(2));
        Path media = vault.file(medium).getParent();
        Files.move(media, folder.resolve("elsewhere"));
        Files.createSymbolicLink(media, folder.resolve("elsewhere"));

        Job job = vault.verify();

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.result())
                .startsWith("1 object is whole, 101 bytes; 1 cannot be read: " + medium.key())
                .contains("symbolic link");
        assertThat(vault.entry(medium)).isEqualTo(medium);
    }

    @Test
    void anInterruptedOneGoesOnWhereItWas() throws Exception {
        for (int number = 1; number <= 9; number++) {
            vault.keepRecording(number);
        }
        Files.delete(vault.file(recording(ACCOUNT, 2, content(2))));
        long id = vault.add(new VaultVerifyJob(vault.parts()));
        Job paused = run(id, 12);
        assertThat(paused.state()).isEqualTo(JobState.RUNNING);
        assertThat(paused.done()).isBetween(2L, 8L);
        vault.clock().advance(Duration.ofHours(1));

        Job job = run(id, Integer.MAX_VALUE);

        assertThat(job.result()).startsWith("8 objects are whole, 843 bytes; 1 is damaged: ");
        assertThat(job.done()).isEqualTo(9);
        assertThat(database.vault().walk(null, 20).stream()
                        .filter(entry -> vault.clock().instant().equals(entry.verifiedAt())))
                .as("those that were read back after the interruption")
                .hasSize((int) (9 - paused.done()));
    }

    @Test
    void aCanceledOneEndsAndCanBeResumed() throws Exception {
        vault.keepRecording(1);
        long id = vault.add(new VaultVerifyJob(vault.parts()));
        AtomicInteger looks = new AtomicInteger();
        Job canceled = vault.run(new VaultVerifyJob(vault.parts()), id, () -> {
            if (looks.incrementAndGet() == 1) {
                database.jobs().cancel(id, vault.clock().instant());
            }
            return false;
        });
        assertThat(canceled.state()).isEqualTo(JobState.CANCELED);

        database.jobs().resume(id, vault.clock().instant());

        assertThat(run(id, Integer.MAX_VALUE).result()).isEqualTo("1 object is whole, 101 bytes");
    }

    @Test
    void whatSomebodyWorksOnIsWaitedFor() throws Exception {
        VaultObject object = vault.keepRecording(1);
        long id = vault.add(new VaultVerifyJob(vault.parts()));
        ObjectLease held =
                ObjectLease.take(database.leases(), object.key(), "another").orElseThrow();
        CompletableFuture<Job> job =
                CompletableFuture.supplyAsync(() -> run(id, Integer.MAX_VALUE), Background.THREADS);
        await().until(() -> vault.job(id).total() != null);
        assertThat(job).isNotDone();

        held.close();

        assertThat(job.get().result()).isEqualTo("1 object is whole, 101 bytes");
    }
}
