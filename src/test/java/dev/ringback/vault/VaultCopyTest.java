package dev.ringback.vault;

import static dev.ringback.vault.TestVault.ACCOUNT;
import static dev.ringback.vault.TestVault.media;
import static dev.ringback.vault.TestVault.mms;
import static dev.ringback.vault.TestVault.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.model.Media;
import dev.ringback.model.Recording;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.http.BodyFault;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server with a vault copies from Twilio. */
class VaultCopyTest {
    @TempDir
    private Path folder;

    private TestVault vault;

    @BeforeEach
    void start() {
        vault = TestVault.start(folder);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private Path wav(Recording recording) {
        return vault.store().resolve(ACCOUNT + "/recordings/2026-03/" + recording.sid() + ".wav");
    }

    private Path file(Media medium) {
        return vault.store().resolve(ACCOUNT + "/media/2026-03/" + medium.sid());
    }

    @Test
    void aCompletedRecordingIsCopiedWithBothChannels() throws Exception {
        Recording recording = recording(1).build();
        vault.twilio().add(recording);

        vault.hearOfRecording(recording.sid());
        vault.awaitState(VaultState.COPIED, 1);

        assertThat(wav(recording))
                .hasBinaryContent(vault.twilio().contents().wav(recording).bytes());
        assertThat(Files.readString(Path.of(wav(recording) + ".json")))
                .contains("\"sid\" : \"" + recording.sid() + '"', "\"channels\" : 2");
        assertThat(vault.count("length > 0 AND sha256 IS NOT NULL AND content_type = 'audio/x-wav'"))
                .isEqualTo(1);
    }

    @Test
    void bothFormatsAreCopiedIfAsked() throws Exception {
        vault.restart(options -> VaultOptionsBuilder.builder(options)
                .formats(Set.of("wav", "mp3"))
                .build());
        Recording recording = recording(1).build();
        vault.twilio().add(recording);

        vault.hearOfRecording(recording.sid());
        vault.awaitState(VaultState.COPIED, 2);

        assertThat(vault.store().resolve(ACCOUNT + "/recordings/2026-03/" + recording.sid() + ".mp3"))
                .hasBinaryContent(vault.twilio().contents().mp3(recording).bytes());
    }

    @Test
    void attachmentsComeFromAnotherHostThatGetsNoCredentials() throws Exception {
        Media picture = media(1, 1, "image/png");
        Media card = media(1, 2, "text/x-vcard");
        vault.twilio().add(mms(1, 2));
        vault.twilio().add(picture);
        vault.twilio().add(card);

        vault.hearOfMessage("MM%032d".formatted(1));
        await().untilAsserted(
                        () -> assertThat(vault.count("kind = 'media-list'")).isEqualTo(1));
        vault.clock().advance(Duration.ofMinutes(1));
        vault.awaitState(VaultState.COPIED, 2);

        assertThat(file(picture))
                .hasBinaryContent(vault.twilio().contents().of(picture).bytes());
        assertThat(file(card))
                .hasBinaryContent(vault.twilio().contents().of(card).bytes());
        assertThat(vault.twilio().mediaHost().requests().all())
                .extracting(RecordedRequest::isAuthorized)
                .containsOnly(false);
    }

    @Test
    void whatIsMissingAtFirstIsCopiedALittleLater() throws Exception {
        Recording recording = recording(1).build();
        vault.twilio().add(recording);
        vault.twilio().faults().times(2, request -> request.path().endsWith(".wav"), Fault.notFound());

        vault.hearOfRecording(recording.sid());
        await().untilAsserted(() -> assertThat(vault.count("attempts = 1")).isEqualTo(1));
        vault.clock().advance(Duration.ofSeconds(2));
        await().untilAsserted(() -> assertThat(vault.count("attempts = 2")).isEqualTo(1));
        vault.clock().advance(Duration.ofSeconds(4));
        vault.awaitState(VaultState.COPIED, 1);

        assertThat(vault.count("failure IS NULL AND attempts = 0")).isEqualTo(1);
    }

    @Test
    void anErrorPageIsNeverKeptAsSound() throws Exception {
        Recording recording = recording(1).build();
        vault.twilio().add(recording);
        vault.twilio()
                .faults()
                .always(request -> request.path().endsWith(".wav"), BodyFault.errorAsSuccess("audio/x-wav"));

        vault.hearOfRecording(recording.sid());
        await().untilAsserted(() ->
                assertThat(vault.count("failure LIKE 'wrong-type: %'")).isEqualTo(1));

        assertThat(wav(recording)).doesNotExist();
        assertThat(vault.store().resolve(".incomplete"))
                .satisfiesAnyOf(
                        place -> assertThat(place).doesNotExist(),
                        place -> assertThat(place).isEmptyDirectory());
    }
}
