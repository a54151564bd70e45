package dev.ringback.vault.job;

import static dev.ringback.vault.job.TestStore.ACCOUNT;
import static dev.ringback.vault.job.TestStore.COPIED;
import static dev.ringback.vault.job.TestStore.OTHER;
import static dev.ringback.vault.job.TestStore.content;
import static dev.ringback.vault.job.TestStore.medium;
import static dev.ringback.vault.job.TestStore.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.EventSource;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.model.Progress;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.Database;
import dev.ringback.storage.TestEntries;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger is made again from the store, whatever is wrong with that, and nothing that the ledger knows better is touched. */
class VaultScanJobTest {
    @TempDir
    private Path folder;

    private Path store;
    private Database database;
    private TestStore vault;

    @BeforeEach
    void open() throws IOException {
        store = folder.resolve("vault");
        database = TestSqlite.open(folder.resolve("one"));
        vault = new TestStore(store, database);
        vault.introduce();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void loseTheDatabase() {
        database.close();
        database = TestSqlite.open(folder.resolve("two"));
        vault.use(database);
    }

    private VaultObject enter(VaultObject object, UnaryOperator<VaultObjectBuilder> change) {
        return vault.enter(change.apply(VaultObjectBuilder.builder(object)).build());
    }

    private static VaultObject withoutVersion(VaultObject object) {
        return VaultObjectBuilder.builder(object).version(0).build();
    }

    @Test
    void afterTheDatabaseWasLostEverythingIsThereAgain() throws Exception {
        VaultObject one = vault.keep(recording(ACCOUNT, 1, content(1)), content(1));
        VaultObject other = vault.keep(recording(OTHER, 1, content(2)), content(2));
        VaultObject medium = vault.keep(medium(ACCOUNT, 3, content(3)), content(3));
        loseTheDatabase();

        Job refused = vault.scan();
        assertThat(refused.state()).isEqualTo(JobState.FAILED);
        assertThat(refused.result())
                .contains("was used by another database before")
                .endsWith("; it has 3 objects and 3 sidecars, and the ledger does not know 3 of the objects."
                        + " Nothing was changed: give --adopt (Adopt=true) if no other Ringback uses it");
        assertThat(database.vault().walk(null, 9)).isEmpty();

        Job job = vault.scan("Adopt", "true");

        assertThat(job.result())
                .isEqualTo("3 sidecars: 3 entries are added and 0 mended, 306 bytes; 0 known before;"
                        + " the store belongs to this database now");
        assertThat(job.done()).isEqualTo(3);
        assertThat(withoutVersion(vault.entry(one))).isEqualTo(withoutVersion(one));
        assertThat(withoutVersion(vault.entry(other))).isEqualTo(withoutVersion(other));
        assertThat(withoutVersion(vault.entry(medium))).isEqualTo(withoutVersion(medium));
        assertThat(vault.verify().result()).isEqualTo("3 objects are whole, 306 bytes");
        assertThat(vault.scan().result())
                .isEqualTo("3 sidecars: 0 entries are added and 0 mended, 0 bytes; 3 known before");
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() throws Exception {
        Files.move(store, folder.resolve("elsewhere"));
        assertThat(vault.scan().result()).contains("has no ringback-vault.json");
        loseTheDatabase();
        assertThat(vault.scan().result()).contains("nothing was ever kept in the folder");
        assertThat(store).doesNotExist();
    }

    @Test
    void sidecarsThatAreOfNoUseAreNamed() throws Exception {
        VaultObject half = vault.keepRecording(1);
        VaultObject foreign = vault.keepRecording(2);
        VaultObject shorter = vault.keepRecording(3);
        VaultObject orphan = vault.keepRecording(4);
        VaultObject empty = vault.keepRecording(5);
        vault.keepRecording(6);
        byte[] sidecar = Files.readAllBytes(vault.sidecar(half));
        Files.write(vault.sidecar(half), Arrays.copyOf(sidecar, sidecar.length / 2));
        Files.writeString(
                vault.sidecar(foreign),
                Files.readString(vault.sidecar(foreign)).replace(foreign.sid() + "\",\n", orphan.sid() + "\",\n"));
        Files.write(vault.file(shorter), Arrays.copyOf(content(3), 50));
        Files.delete(vault.file(orphan));
        Files.write(vault.file(empty), new byte[0]);
        Files.createDirectories(store.resolve("mine"));
        Files.writeString(store.resolve("mine/notes.json"), "{}");
        loseTheDatabase();

        Job job = vault.scan("Adopt", "true");

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result())
                .startsWith(
                        "7 sidecars: 1 entry is added and 0 mended, 106 bytes; 0 known before; 3 sidecars are of no use;"
                                + " 2 objects are not what their sidecars say: ")
                .contains(half.key() + ".json is broken: ")
                .contains(foreign.key() + ".json is of another object")
                .contains("mine/notes.json is beside no object of the vault")
                .contains(shorter.key() + " has 50 bytes in place of 103")
                .contains(empty.key() + " has 0 bytes in place of 105")
                .contains("; 2 sidecars have no object");
        assertThat(database.vault().walk(null, 9)).hasSize(1);
    }

    @Test
    void theContentIsReadWhereThatIsAskedFor() throws Exception {
        VaultObject changed = vault.keepRecording(1);
        vault.keepRecording(2);
        Files.write(vault.file(changed), new byte[content(1).length]);
        loseTheDatabase();

        Job job = vault.scan("Adopt", "true", "Hash", "true");

        assertThat(job.result())
                .startsWith("2 sidecars: 1 entry is added")
                .contains("1 object is not what its sidecar says: " + changed.key() + " has another SHA-256");
    }

    @Test
    void anOlderLedgerHearsWhatWasCopiedSince() throws Exception {
        VaultObject heard = recording(ACCOUNT, 1, content(1));
        VaultObject gone = recording(ACCOUNT, 2, content(2));
        vault.write(heard, content(1));
        vault.write(gone, content(2));
        vault.enter(VaultObject.heard(
                ACCOUNT, heard.kind(), heard.sid(), heard.format(), heard.parentSid(), heard.key(), COPIED));
        enter(
                VaultObject.heard(
                        ACCOUNT, gone.kind(), gone.sid(), gone.format(), gone.parentSid(), gone.key(), COPIED),
                entry -> entry.state(VaultState.GONE).dueAt(null).failure("it was deleted at Twilio"));

        Job job = vault.scan();

        assertThat(job.result()).startsWith("2 sidecars: 0 entries are added and 2 mended, 203 bytes; 0 known before");
        assertThat(withoutVersion(vault.entry(heard))).isEqualTo(withoutVersion(heard));
        assertThat(withoutVersion(vault.entry(gone))).isEqualTo(withoutVersion(gone));
    }

    @Test
    void whatTheLedgerHasFoundToBeDamagedIsBelievedOnlyWhenItIsWhole() throws Exception {
        VaultObject changed = recording(ACCOUNT, 1, content(1));
        vault.write(changed, content(1));
        Files.write(vault.file(changed), new byte[content(1).length]);
        enter(changed, entry -> entry.state(VaultState.DAMAGED).failure("damaged: the vault's copy is changed"));
        VaultObject restored = recording(ACCOUNT, 2, content(2));
        vault.write(restored, content(2));
        enter(
                restored,
                entry -> entry.state(VaultState.DAMAGED).deletedAt(COPIED).deletionRule("delete_after"));

        Job job = vault.scan();

        assertThat(job.result())
                .startsWith("2 sidecars: 0 entries are added and 1 mended")
                .contains("1 object is not what its sidecar says");
        assertThat(vault.entry(changed).state()).isEqualTo(VaultState.DAMAGED);
        assertThat(vault.entry(restored).state()).isEqualTo(VaultState.COPIED);
        assertThat(vault.entry(restored).deletionRule()).isEqualTo("delete_after");
    }

    @Test
    void whatARuleHasDeletedStaysDeleted() throws Exception {
        VaultObject removed = recording(ACCOUNT, 1, content(1));
        vault.write(removed, content(1));
        VaultObject entry =
                enter(removed, change -> change.state(VaultState.REMOVED).removedAt(COPIED));

        assertThat(vault.scan().result()).endsWith("; 1 object is in the store that a rule has deleted there");
        assertThat(vault.entry(removed)).isEqualTo(entry);
    }

    @Test
    void whatTheStoreDoesNotHaveIsToldAndStaysAsItIs() throws Exception {
        VaultObject missing = vault.keepRecording(1);
        Files.delete(vault.file(missing));
        Files.delete(vault.sidecar(missing));

        assertThat(vault.scan().result())
                .isEqualTo("0 sidecars: 0 entries are added and 0 mended, 0 bytes; 0 known before;"
                        + " 1 object of the ledger is not in the store, see 'vault verify': " + missing.key());
        assertThat(vault.entry(missing)).isEqualTo(missing);
    }

    @Test
    void aRecordingThatTheMirrorHasAsDeletedIsDeletedInTheLedger() throws Exception {
        VaultObject deleted = vault.keepRecording(1);
        loseTheDatabase();
        database.events()
                .append(List.of(TestEntries.entry(RecordingBuilder.builder()
                        .accountSid(ACCOUNT)
                        .sid(deleted.sid())
                        .progress(new Progress(9, "deleted", EventSource.API))
                        .dateCreated(COPIED)
                        .dateUpdated(COPIED.plusSeconds(7))
                        .lastReceivedAt(COPIED)
                        .build())));

        vault.scan("Adopt", "true");

        assertThat(vault.entry(deleted).deletedAt()).isEqualTo(COPIED.plusSeconds(7));
        assertThat(vault.entry(deleted).deletionRule()).isNull();
    }

    @Test
    void anInterruptedOneCountsWhatItHasDoneBefore() throws Exception {
        for (int number = 1; number <= 450; number++) {
            vault.write(recording(ACCOUNT, number, content(number)), content(number));
        }
        VaultScanJob kind = new VaultScanJob(vault.parts());
        long id = vault.add(kind);
        AtomicInteger looks = new AtomicInteger();
        // 900 looks list the store, and as many take it in
        Job paused = vault.run(kind, id, () -> looks.incrementAndGet() >= 1_700);
        assertThat(paused.state()).isEqualTo(JobState.RUNNING);
        assertThat(database.vault().walk(null, 1_000)).hasSizeBetween(200, 449);

        Job job = vault.run(kind, id, () -> false);

        assertThat(job.result())
                .startsWith("450 sidecars: 450 entries are added and 0 mended, ")
                .endsWith("; 0 known before");
        assertThat(database.vault().walk(null, 1_000)).hasSize(450);
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertThatThrownBy(() -> vault.scan("Hash", "yes")).hasMessage("Hash has to be true or false");
    }

    @Test
    void whatTheLedgerHasNeedsNoSidecar() throws Exception {
        vault.keepRecording(1);
        Files.write(vault.sidecar(recording(ACCOUNT, 1, content(1))), "broken".getBytes(StandardCharsets.UTF_8));
        assertThat(vault.scan().result())
                .isEqualTo("1 sidecar: 0 entries are added and 0 mended, 0 bytes; 1 known before");
    }
}
