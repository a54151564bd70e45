package dev.ringback.vault;

import static dev.ringback.vault.TestVault.ACCOUNT;
import static dev.ringback.vault.TestVault.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestServer;
import dev.ringback.model.Recording;
import dev.ringback.model.VaultState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted recordings, whose bytes are worthless without what Twilio tells beside them. */
class VaultEncryptionTest {
    private static final String DETAILS =
            "{\"encryption_public_key_sid\":\"CR1\",\"encryption_cek\":\"cek\",\"encryption_iv\":\"iv\"}";

    @TempDir
    private Path folder;

    private TestVault vault;

    @BeforeEach
    void start() {
        vault = TestVault.start(
                folder,
                options -> VaultOptionsBuilder.builder(options)
                        .formats(Set.of("wav", "mp3"))
                        .deleteAfter(Duration.ofDays(7))
                        .build());
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private void assertThatItIsKeptWithItsDetails(Recording recording) throws Exception {
        vault.awaitState(VaultState.COPIED, 1);
        vault.awaitState(VaultState.GONE, 1);

        Path wav = vault.store().resolve(ACCOUNT + "/recordings/2026-03/" + recording.sid() + ".wav");
        assertThat(wav)
                .hasBinaryContent(vault.twilio().contents().wav(recording).bytes());
        assertThat(Files.readString(Path.of(wav + ".json"))).contains("encryption_cek", "encryption_iv");
        assertThat(vault.count("format = 'mp3' AND failure LIKE '%16109%'")).isEqualTo(1);

        vault.clock().advance(Duration.ofDays(8));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(vault.twilio().deletions().all()).hasSize(1));
    }

    @Test
    void aRecordingThatIsKnownToBeEncryptedIsKeptAsItCame() throws Exception {
        Recording recording = recording(1).encryptionDetails(DETAILS).build();
        vault.twilio().add(recording);

        vault.hearOfRecording(recording.sid());

        assertThatItIsKeptWithItsDetails(recording);
    }

    @Test
    void twilioIsAskedWhetherWhatLooksLikeNothingIsEncrypted() throws Exception {
        Recording recording = recording(1).encryptionDetails(DETAILS).build();
        vault.twilio().add(recording);

        // no callback tells that it is encrypted
        vault.hearOfCallback(
                TestServer.ACCOUNT,
                "AccountSid=" + ACCOUNT + "&CallSid=" + recording.callSid() + "&RecordingSid=" + recording.sid()
                        + "&RecordingStatus=completed&RecordingDuration=3&RecordingChannels=2"
                        + "&RecordingStartTime=Sun%2C+01+Mar+2026+12%3A00%3A00+%2B0000"
                        + "&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2F2010-04-01%2FAccounts%2F" + ACCOUNT
                        + "%2FRecordings%2F" + recording.sid());

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            vault.clock().advance(Duration.ofSeconds(10));
            return vault.count("state = 'copied'") == 1;
        });
        assertThatItIsKeptWithItsDetails(recording);
    }
}
