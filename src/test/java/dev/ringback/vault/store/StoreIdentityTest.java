package dev.ringback.vault.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.Background;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.vault.store.StoreIdentity.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreIdentityTest {
    @TempDir
    Path scratch;

    private Database database;

    @BeforeEach
    void openDatabase() throws IOException {
        database = TestSqlite.open(Files.createDirectory(scratch.resolve("database")));
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aNewStoreAndANewLedgerAreMadeKnownToEachOther() throws IOException {
        assertThat(of("a").check()).isEqualTo(new Outcome(true, ""));

        assertThat(marker("a"))
                .isEqualTo(
                        "{\"id\":\"" + database.vault().note(StoreIdentity.NOTE).orElseThrow() + "\"}");
        assertThat(of("a").check().isSame()).isTrue();
    }

    @Test
    void aStoreWithoutItsMarkerIsForeign() throws IOException {
        of("a").check();
        Files.delete(markerFile("a"));

        Outcome outcome = of("a").check();

        assertThat(outcome.isSame()).isFalse();
        assertThat(outcome.sentence())
                .isEqualTo("the folder " + scratch.resolve("a")
                        + " has no ringback-vault.json: either it is another one than"
                        + " before, or its content is not there, as when a disk is not mounted");
        assertThat(markerFile("a")).doesNotExist();
    }

    @Test
    void anotherStoreIsForeign() throws IOException {
        of("a").check();

        assertThat(of("b").check().sentence()).startsWith("the folder " + scratch.resolve("b") + " has no ");

        put("b", "{\"id\":\"6a3f9d1e-0000-4000-8000-000000000000\"}");
        assertThat(of("b").check())
                .isEqualTo(new Outcome(
                        false,
                        "the folder " + scratch.resolve("b")
                                + " belongs to another database: its ringback-vault.json has another id"));
        assertThat(of("a").check().isSame()).isTrue();
    }

    @Test
    void theStoreOfALostDatabaseIsForeignUntilItIsAdopted() throws IOException {
        put("a", "{\"id\":\"6a3f9d1e-0000-4000-8000-000000000000\"}");

        assertThat(of("a").check().sentence())
                .contains("was used by another database before")
                .contains("'vault scan --adopt'");
        assertThat(database.vault().note(StoreIdentity.NOTE)).isEmpty();

        of("a").adopt();
        assertThat(of("a").check().isSame()).isTrue();
    }

    @Test
    void anotherStoreCanBeAdopted() throws IOException {
        of("a").check();

        of("b").adopt();

        assertThat(of("b").check().isSame()).isTrue();
        assertThat(marker("b")).isEqualTo(marker("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{}", "[]", "{\"id\":null}", "{\"id\":5}", "{\"id\":\"\"}", "{\"id\":\"x\"}", "null"})
    void aMarkerThatCannotBeUnderstoodIsForeign(String content) throws IOException {
        put("a", content);
        String sentence = "ringback-vault.json in the folder " + scratch.resolve("a") + " cannot be understood";

        assertThat(of("a").check()).isEqualTo(new Outcome(false, sentence));
        of("b").check();
        assertThat(of("a").check()).isEqualTo(new Outcome(false, sentence));

        of("a").adopt();
        assertThat(of("a").check().isSame()).isTrue();
    }

    @Test
    void ofManyNodesWithOneStoreAllFindItTheSame() throws Exception {
        assertThat(checkedAtOnce(List.of("a", "a", "a", "a")))
                .allSatisfy(outcome -> assertThat(outcome.isSame()).isTrue());
    }

    @Test
    void ofNodesWithAStoreEachOneIsRight() throws Exception {
        assertThat(checkedAtOnce(List.of("a", "b", "c", "d")))
                .filteredOn(Outcome::isSame)
                .hasSize(1);
        assertThat(List.of("a", "b", "c", "d"))
                .filteredOn(name -> Files.exists(markerFile(name)))
                .hasSize(1);
    }

    private List<Outcome> checkedAtOnce(List<String> folders) throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        List<CompletableFuture<Outcome>> nodes = new ArrayList<>();
        for (String folder : folders) {
            nodes.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            begin.await();
                            return of(folder).check();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    Background.THREADS));
        }
        begin.countDown();
        List<Outcome> outcomes = new ArrayList<>();
        for (CompletableFuture<Outcome> node : nodes) {
            outcomes.add(node.get(60, TimeUnit.SECONDS));
        }
        return outcomes;
    }

    @Test
    void whoeverDiedBeforeTheMarkerWasWrittenIsForgotten() throws IOException {
        database.vault().note("store_candidate", "6a3f9d1e-0000-4000-8000-000000000000");
        assertThat(of("empty").check().isSame()).isTrue();
        assertThat(marker("empty")).doesNotContain("6a3f9d1e");
    }

    @Test
    void theMarkerOfWhoeverDiedBeforeItWasNotedIsTaken() throws IOException {
        String id = "6a3f9d1e-0000-4000-8000-000000000000";
        database.vault().note("store_candidate", id);
        put("a", "{\"id\":\"" + id + "\"}");

        assertThat(of("a").check().isSame()).isTrue();
        assertThat(database.vault().note(StoreIdentity.NOTE)).hasValue(id);
    }

    @Test
    void aStoreThatCannotBeWrittenIsNotNoted() throws Exception {
        Path folder = Files.createDirectory(scratch.resolve("a"));
        try (SmallDisk disk = SmallDisk.mount(folder)) {
            disk.makeReadOnly();
            assertThatThrownBy(() -> of("a").check())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Read-only file system");
            assertThatThrownBy(() -> of("a").adopt()).isInstanceOf(IOException.class);
        }
        assertThat(database.vault().note(StoreIdentity.NOTE)).isEmpty();
        assertThat(of("b").check().isSame()).isTrue();
    }

    @Test
    void whoeverCannotBeWrittenAtFirstIsMadeKnownLater() throws IOException {
        Files.writeString(scratch.resolve("a"), "in the place of the folder");
        assertThatThrownBy(() -> of("a").check()).isInstanceOf(IOException.class);
        assertThat(database.vault().note(StoreIdentity.NOTE)).isEmpty();
        assertThat(database.leases().take("vault store", "somebody", Duration.ofSeconds(1)))
                .isTrue();
        database.leases().giveBack("vault store", "somebody");
        Files.delete(scratch.resolve("a"));

        assertThat(of("a").check().isSame()).isTrue();
    }

    @Test
    void whileAnotherNodeIsAtItNothingIsDone() throws IOException {
        database.leases().take("vault store", "another node", Duration.ofMinutes(1));

        Outcome outcome = of("a").check();

        assertThat(outcome.sentence()).startsWith("another node is about to use the folder ");
        assertThat(scratch.resolve("a")).doesNotExist();
    }

    private StoreIdentity of(String folder) {
        return new StoreIdentity(new FolderStore(scratch.resolve(folder)), database.vault(), database.leases());
    }

    private Path markerFile(String folder) {
        return scratch.resolve(folder).resolve("ringback-vault.json");
    }

    private String marker(String folder) throws IOException {
        return Files.readString(markerFile(folder));
    }

    private void put(String folder, String marker) throws IOException {
        SmallObject.write(new FolderStore(scratch.resolve(folder)), StoreIdentity.MARKER, marker.getBytes(UTF_8));
    }
}
