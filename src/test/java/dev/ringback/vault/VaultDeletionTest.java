package dev.ringback.vault;

import static dev.ringback.vault.TestVault.ACCOUNT;
import static dev.ringback.vault.TestVault.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.model.Hours;
import dev.ringback.model.Recording;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.state.Deletion;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server with a vault deletes at Twilio, and in the vault. */
class VaultDeletionTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    private Path folder;

    private @Nullable TestVault vault;

    @AfterEach
    void close() {
        if (vault != null) {
            vault.close();
        }
    }

    private TestVault start(UnaryOperator<VaultOptions> change) {
        TestVault started = TestVault.start(folder, change);
        vault = started;
        return started;
    }

    private static UnaryOperator<VaultOptions> deleting(@Nullable Hours hours) {
        return options -> VaultOptionsBuilder.builder(options)
                .deleteAfter(WEEK)
                .deleteHours(hours)
                .build();
    }

    private static Recording copied(TestVault vault, int number) {
        Recording recording = recording(number).build();
        vault.twilio().add(recording);
        vault.hearOfRecording(recording.sid());
        vault.awaitState(VaultState.COPIED, number);
        return recording;
    }

    private static void awaitDeletions(TestVault vault, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(vault.twilio().deletions().all()).hasSize(count));
    }

    private static Path wav(TestVault vault, Recording recording) {
        return vault.store().resolve(ACCOUNT + "/recordings/2026-03/" + recording.sid() + ".wav");
    }

    @Test
    void aCopyIsDeletedAtTwilioWhenItsTimeHasCome() throws Exception {
        TestVault vault = start(deleting(null));
        Recording recording = copied(vault, 1);

        vault.clock().advance(WEEK.plusSeconds(1));
        awaitDeletions(vault, 1);
        await().untilAsserted(() ->
                assertThat(vault.count("deletion_rule = 'delete_after'")).isEqualTo(1));

        assertThat(vault.count("state = 'copied' AND verified_at IS NOT NULL AND deleted_at IS NOT NULL"))
                .isEqualTo(1);
        assertThat(wav(vault, recording)).exists();
        assertThat(vault.server()
                        .fetch("/Recordings/" + recording.sid() + ".json")
                        .statusCode())
                .isEqualTo(404);
        JsonPath shown = vault.server()
                .fetch("/Recordings/" + recording.sid() + ".json?IncludeSoftDeleted=true")
                .jsonPath();
        assertThat(shown.getString("status")).isEqualTo("deleted");
        assertThat(shown.getString("call_sid")).isEqualTo(recording.callSid());
        assertThat(shown.getString("duration")).isEqualTo("3");
        assertThat(vault.server()
                        .fetch("/Calls/" + recording.callSid() + "/Recordings/" + recording.sid() + ".wav")
                        .asByteArray())
                .isEqualTo(vault.twilio().contents().wav(recording).bytes());
    }

    @Test
    void aCopyThatHasChangedKeepsTheOriginal() throws Exception {
        TestVault vault = start(deleting(null));
        Recording recording = copied(vault, 1);
        Files.write(wav(vault, recording), new byte[96_044]);

        vault.clock().advance(WEEK.plusSeconds(1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(wav(vault, recording))
                        .hasBinaryContent(
                                vault.twilio().contents().wav(recording).bytes()));

        assertThat(vault.twilio().deletions().all()).isEmpty();
    }

    @Test
    void nothingIsDeletedOutsideTheHoursOfTheSettings() throws Exception {
        Hours night = new Hours(
                EnumSet.allOf(DayOfWeek.class), LocalTime.of(1, 0), LocalTime.of(5, 0), ZoneId.of("Europe/Berlin"));
        TestVault vault = start(deleting(night));
        copied(vault, 1);

        vault.clock().advance(WEEK.plusSeconds(1)); // 13:00 in Berlin
        Recording later = recording(2).build();
        vault.twilio().add(later);
        vault.hearOfRecording(later.sid());
        vault.awaitState(VaultState.COPIED, 2);
        assertThat(vault.twilio().deletions().all()).isEmpty();

        vault.clock().advance(Duration.ofHours(13)); // 02:00 in Berlin
        awaitDeletions(vault, 1);
    }

    @Test
    void deletionsKeepTheRateOfTheSettings() throws Exception {
        TestVault vault = start(options -> deleting(null)
                .apply(VaultOptionsBuilder.builder(options)
                        .deletePause(Duration.ofSeconds(1))
                        .build()));
        for (int i = 1; i <= 4; i++) {
            copied(vault, i);
        }

        vault.clock().advance(WEEK.plusSeconds(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            vault.clock().advance(Duration.ofMillis(50));
            return vault.twilio().deletions().all().size() == 4;
        });

        List<Instant> moments =
                vault.twilio().deletions().all().stream().map(Deletion::at).toList();
        for (int i = 1; i < moments.size(); i++) {
            assertThat(Duration.between(moments.get(i - 1), moments.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void aForeignStoreLetsNothingBeDeleted() throws Exception {
        TestVault vault = start(deleting(null));
        copied(vault, 1);
        Files.delete(vault.store().resolve("ringback-vault.json"));

        vault.clock().advance(WEEK.plusSeconds(1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(vault.count("failure LIKE 'store: %'")).isEqualTo(1));

        assertThat(vault.twilio().deletions().all()).isEmpty();
    }

    @Test
    void theVaultKeepsNothingLongerThanItsRetention() throws Exception {
        TestVault vault = start(options -> VaultOptionsBuilder.builder(options)
                .retention(Duration.ofDays(30))
                .build());
        Recording recording = copied(vault, 1);

        vault.clock().advance(Duration.ofDays(31));
        vault.restart(UnaryOperator.identity());
        vault.awaitState(VaultState.REMOVED, 1);

        assertThat(wav(vault, recording)).doesNotExist();
        assertThat(Path.of(wav(vault, recording) + ".json")).doesNotExist();
        assertThat(vault.count("removal_rule = 'retention'")).isEqualTo(1);
    }
}
