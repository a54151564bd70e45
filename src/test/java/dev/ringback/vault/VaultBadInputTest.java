package dev.ringback.vault;

import static dev.ringback.vault.TestVault.media;
import static dev.ringback.vault.TestVault.mms;
import static dev.ringback.vault.TestVault.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestServer;
import dev.ringback.model.Media;
import dev.ringback.model.Recording;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.content.RandomContent;
import dev.ringback.simulate.api.http.BodyFault;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.vault.store.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server with a vault does where Twilio, a network or a disk fails it: it names and counts it, deletes nothing, and goes on with the rest. */
class VaultBadInputTest {
    @TempDir
    private Path folder;

    private @Nullable TestVault vault;

    @AfterEach
    void close() {
        if (vault != null) {
            vault.close();
        }
    }

    private TestVault start() {
        return start(UnaryOperator.identity());
    }

    private TestVault start(UnaryOperator<VaultOptions> change) {
        TestVault started = TestVault.start(folder, change);
        vault = started;
        return started;
    }

    private static void awaitFailure(TestVault vault, String sid, String reason) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(vault.count(
                                "sid = '" + sid + "' AND failure LIKE '" + reason + ": %' AND attempts > 0"))
                        .isEqualTo(1));
        assertThat(vault.server().metrics())
                .containsPattern("ringback_vault_failures_total\\{reason=\"" + reason + "\"\\} [1-9]");
    }

    /** Nothing that failed keeps another from being copied. */
    private static void assertThatOthersAreCopied(TestVault vault) {
        Recording other = recording(99).build();
        vault.twilio().add(other);
        vault.hearOfRecording(other.sid());
        vault.awaitState(VaultState.COPIED, 1);
        assertThat(vault.twilio().deletions().all()).isEmpty();
    }

    private static Recording heard(TestVault vault, int number) {
        Recording recording = recording(number).build();
        vault.twilio().add(recording);
        vault.hearOfRecording(recording.sid());
        return recording;
    }

    @Test
    void aRecordingThatSomebodyElseHasDeletedIsGone() throws Exception {
        TestVault vault = start();
        vault.twilio().faults().always(request -> request.path().endsWith(".wav"), Fault.notFound());
        Recording recording = heard(vault, 1);
        awaitFailure(vault, recording.sid(), "not-found");
        vault.twilio().faults().clear();
        vault.twilio().faults().always(request -> request.path().contains(recording.sid()), Fault.notFound());

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            vault.clock().advance(Duration.ofMinutes(10));
            return vault.count("state = 'gone'") == 1;
        });

        assertThat(vault.count("failure LIKE 'it was deleted at Twilio%'")).isEqualTo(1);
        assertThatOthersAreCopied(vault);
    }

    @Test
    void anObjectOf6GigabytesIsRefusedByItsLengthAlone() throws Exception {
        TestVault vault = start();
        Recording recording = recording(1).duration(null).build();
        vault.twilio().contents().give(recording.sid(), new RandomContent("long", 6L << 30));
        vault.twilio().add(recording);
        vault.hearOfRecording(recording.sid());

        awaitFailure(vault, recording.sid(), "too-large");
        assertThatOthersAreCopied(vault);
    }

    @Test
    void aBodyThatNeverEndsIsCutOff() throws Exception {
        TestVault vault = start();
        vault.twilio().faults().always(request -> request.path().endsWith("1.wav"), BodyFault.endless());
        Recording recording = heard(vault, 1);

        awaitFailure(vault, recording.sid(), "too-large");
        assertThatOthersAreCopied(vault);
    }

    @Test
    void aTruncatedBodyIsNotKept() throws Exception {
        TestVault vault = start();
        vault.twilio().faults().always(request -> request.path().endsWith("1.wav"), BodyFault.cutAfter(50_000));
        Recording recording = heard(vault, 1);

        awaitFailure(vault, recording.sid(), "cut");
        assertThatOthersAreCopied(vault);
    }

    @Test
    void soundThatIsMuchShorterThanTheRecordingIsNotKept() throws Exception {
        TestVault vault = start();
        Recording recording = recording(1).duration(Duration.ofMinutes(5)).build();
        vault.twilio()
                .contents()
                .give(
                        recording.sid(),
                        vault.twilio().contents().wav(recording(2).build()));
        vault.twilio().add(recording);
        vault.hearOfRecording(recording.sid());

        awaitFailure(vault, recording.sid(), "too-short");
        assertThatOthersAreCopied(vault);
    }

    @Test
    void aRedirectIntoThePrivateNetworkIsNotFollowed() throws Exception {
        TestVault vault = start();
        Media picture = media(1, 1, "image/png");
        vault.twilio().add(mms(1, 1));
        vault.twilio().add(picture);
        vault.twilio().conditions().media().address(right -> "http://169.254.169.254/latest/meta-data");
        vault.hearOfMessage(picture.messageSid());
        await().untilAsserted(
                        () -> assertThat(vault.count("kind = 'media-list'")).isEqualTo(1));
        vault.clock().advance(Duration.ofMinutes(1));

        awaitFailure(vault, picture.sid(), "unsafe");
        assertThatOthersAreCopied(vault);
    }

    @Test
    void oneSidInTwoAccountsIsTwoObjects() throws Exception {
        TestVault vault = start();
        Recording first = heard(vault, 1);
        String form = "AccountSid=" + TestServer.SUBACCOUNT.sid() + "&CallSid=CA" + "1".repeat(32) + "&RecordingSid="
                + first.sid() + "&RecordingStatus=completed&RecordingDuration=3&RecordingChannels=2"
                + "&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2F2010-04-01%2FAccounts%2F" + TestServer.SUBACCOUNT.sid()
                + "%2FRecordings%2F" + first.sid();
        vault.hearOfCallback(TestServer.SUBACCOUNT, form);

        await().untilAsserted(() ->
                assertThat(vault.count("sid = '" + first.sid() + "'")).isEqualTo(2));
        vault.awaitState(VaultState.COPIED, 1);
        awaitFailure(vault, first.sid(), "not-found");
    }

    @Test
    void aFullDiskIsToldAndWhatWasHeardWaits() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        try (SmallDisk disk = SmallDisk.mount(small)) {
            assertThat(disk).isNotNull();
            TestVault vault = start(options -> VaultOptionsBuilder.builder(options)
                    .folder(small.resolve("vault"))
                    .build());
            heard(vault, 1);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(vault.systemEvents()).contains("vault-store", "full", "vault-space"));

            await().untilAsserted(() ->
                    assertThat(vault.count("state = 'heard' AND attempts = 0")).isEqualTo(1));
            vault.close();
            this.vault = null;
        }
    }

    @Test
    void aReadOnlyDiskIsToldAndWhatWasHeardWaits() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        try (SmallDisk disk = SmallDisk.mount(small)) {
            disk.makeReadOnly();
            TestVault vault = start(options -> VaultOptionsBuilder.builder(options)
                    .folder(small.resolve("vault"))
                    .build());
            heard(vault, 1);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(vault.systemEvents()).contains("vault-store", "fails"));

            await().untilAsserted(() ->
                    assertThat(vault.count("state = 'heard' AND attempts = 0")).isEqualTo(1));
            vault.close();
            this.vault = null;
        }
    }

    @Test
    void aFolderThatIsAFileIsToldAndTheServerServesAllTheSame() throws Exception {
        Files.writeString(folder.resolve("vault"), "no folder");
        TestVault vault = start();
        Recording recording = heard(vault, 1);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(vault.systemEvents()).contains("vault-store", "fails"));
        assertThat(vault.server()
                        .fetch("/Recordings/" + recording.sid() + ".json")
                        .statusCode())
                .isEqualTo(200);

        Files.delete(folder.resolve("vault"));
        vault.awaitState(VaultState.COPIED, 1);
        await().untilAsserted(() -> assertThat(vault.systemEvents()).contains("works"));
    }
}
