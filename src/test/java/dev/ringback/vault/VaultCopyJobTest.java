package dev.ringback.vault;

import static dev.ringback.vault.TestVault.ACCOUNT;
import static dev.ringback.vault.TestVault.START;
import static dev.ringback.vault.TestVault.media;
import static dev.ringback.vault.TestVault.mms;
import static dev.ringback.vault.TestVault.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestServer;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Recording;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.http.Fault;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server copies what Twilio has from before, as a job. */
class VaultCopyJobTest {
    private static final String JOBS = "/ringback/v1/jobs";
    private static final Duration SOON = Duration.ofSeconds(30);

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

    /** Twilio has a recording of an hour ago, of which nobody has told. */
    private Recording old(int number) {
        Recording recording = recording(number)
                .dateCreated(START.minusSeconds(3_600))
                .dateUpdated(START.minusSeconds(3_500))
                .startTime(START.minusSeconds(3_600))
                .build();
        vault.twilio().add(recording);
        return recording;
    }

    private void oldMessage(int number, int attachments) {
        Message message = MessageBuilder.builder(mms(number, attachments))
                .dateCreated(START.minusSeconds(3_600))
                .dateUpdated(START.minusSeconds(3_600))
                .dateSent(START.minusSeconds(3_600))
                .build();
        vault.twilio().add(message);
        for (int i = 0; i < attachments; i++) {
            vault.twilio().add(media(number, number * 10 + i, "image/png"));
        }
    }

    private Response begin(String... namesAndValues) {
        var form = vault.server().as(TestServer.ACCOUNT).formParam("Kind", "vault-copy");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form = form.formParam(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form.post(JOBS);
    }

    private int beginSince() {
        Response created = begin("Since", "2026-02-01");
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        return created.path("id");
    }

    private Response find(int job) {
        return vault.server().as(TestServer.ACCOUNT).get(JOBS + "/" + job);
    }

    private String outcome(int job) {
        await().atMost(SOON).until(() -> find(job).path("finished_at") != null);
        return find(job).path("result");
    }

    private Path wav(Recording recording) {
        return vault.store().resolve(ACCOUNT + "/recordings/2026-03/" + recording.sid() + ".wav");
    }

    @Test
    void whatExistsIsCopied() throws Exception {
        Recording recording = old(1);
        old(2);
        oldMessage(3, 2);

        int job = beginSince();
        await().atMost(SOON).until(() -> vault.count("kind = 'media-list' AND state = 'heard'") == 1);
        vault.clock().advance(Duration.ofMinutes(1)); // a list may not be whole at once

        assertThat(outcome(job)).startsWith("4 objects were copied, ").contains("; 0 copied before, 0 bytes; lists: ");
        assertThat(find(job).path("state").toString()).isEqualTo("done");
        assertThat(wav(recording))
                .hasBinaryContent(vault.twilio().contents().wav(recording).bytes());

        vault.clock().advance(Duration.ofMinutes(1));
        assertThat(outcome(beginSince())).startsWith("0 objects were copied, 0 bytes; 4 copied before, ");
    }

    @Test
    void onlyWhatIsAskedForIsCopied() throws Exception {
        old(1);
        oldMessage(2, 1);

        Response created = begin("Since", "2026-02-01", "Recordings", "true");

        assertThat(created.path("parameters").toString())
                .isEqualTo("Since=2026-02-01T00:00:00Z&Until=2026-03-01T12:00:00Z&Recordings=true&Media=false");
        assertThat(outcome(created.path("id"))).startsWith("1 object was copied, ");
        assertThat(vault.twilio().requests().count("GET", "/Messages.json")).isZero();
        assertThat(vault.count("kind <> 'recording'")).isZero();
    }

    @Test
    void whatFailedIsToldAndTriedAgainByTheNext() throws Exception {
        Recording recording = old(1);
        vault.twilio().faults().always(request -> request.path().endsWith(".wav"), Fault.notFound());
        int job = beginSince();
        for (int attempt = 1; attempt <= 4; attempt++) {
            int attempts = attempt;
            await().atMost(SOON).until(() -> vault.count("attempts = " + attempts) == 1);
            vault.clock().advance(Duration.ofMinutes(10));
        }

        assertThat(outcome(job))
                .startsWith("0 objects were copied, 0 bytes; 0 copied before, 0 bytes; 1 failed: " + recording.sid()
                        + " (not-found: ");
        assertThat(find(job).path("state").toString()).isEqualTo("failed");

        vault.twilio().faults().clear();
        assertThat(outcome(beginSince())).startsWith("1 object was copied, ");
        assertThat(vault.count("state = 'copied' AND failure IS NULL")).isEqualTo(1);
    }

    @Test
    void whatIsGoneIsToldAndTriedOnceMoreWhereTwilioListsItAgain() throws Exception {
        Recording recording = old(1);
        vault.twilio()
                .faults()
                .always(
                        request -> request.path().contains("/Recordings/" + recording.sid()),
                        Fault.error(404, 20404, "The requested resource was not found"));
        int job = beginSince();
        await().atMost(SOON).until(() -> {
            vault.clock().advance(Duration.ofMinutes(10));
            return find(job).path("finished_at") != null;
        });
        assertThat(outcome(job)).contains("; 1 is gone at Twilio; lists: ");
        assertThat(vault.count("state = 'gone'")).isEqualTo(1);

        vault.twilio().faults().clear();
        assertThat(outcome(beginSince())).startsWith("1 object was copied, ");
    }

    @Test
    void itSaysWhatItWaitsForAndCanBeCanceledAndResumed() throws Exception {
        old(1);
        vault.twilio().faults().always(request -> request.path().endsWith(".wav"), Fault.notFound());
        int job = beginSince();
        await().atMost(SOON)
                .until(() -> String.valueOf(find(job).<Object>path("waits_for")).contains("is tried again at"));
        assertThat(find(job).path("total").toString()).isEqualTo("1");

        vault.server().as(TestServer.ACCOUNT).post(JOBS + "/" + job + "/cancel");
        await().atMost(SOON).until(() -> find(job).path("state").toString().equals("canceled"));
        vault.twilio().faults().clear();
        int lists = vault.twilio().requests().count("GET", "/Recordings.json");
        vault.server().as(TestServer.ACCOUNT).post(JOBS + "/" + job + "/resume");
        vault.clock().advance(Duration.ofHours(1));

        assertThat(outcome(job)).startsWith("1 object was copied, ");
        assertThat(vault.twilio().requests().count("GET", "/Recordings.json"))
                .as("the lists are not read again")
                .isEqualTo(lists);
    }

    @Test
    void aServerThatIsStoppedGoesOnWithIt() throws Exception {
        old(1);
        vault.twilio().faults().always(request -> request.path().endsWith(".wav"), Fault.notFound());
        int job = beginSince();
        await().atMost(SOON).until(() -> vault.count("attempts > 0") == 1);

        vault.restart(UnaryOperator.identity());
        vault.twilio().faults().clear();
        vault.clock().advance(Duration.ofHours(1));

        assertThat(outcome(job)).startsWith("1 object was copied, ");
    }

    @Test
    void nothingIsBegunInAForeignStore() throws Exception {
        old(1);
        Files.createDirectories(vault.store());
        await().atMost(SOON).until(() -> Files.exists(vault.store().resolve("ringback-vault.json")));
        Files.writeString(
                vault.store().resolve("ringback-vault.json"), "{\"id\":\"00000000-0000-0000-0000-000000000001\"}");
        vault.restart(UnaryOperator.identity());

        assertThat(outcome(beginSince()))
                .startsWith("the vault cannot be used: ")
                .contains("another database");
        assertThat(vault.count("kind = 'recording'")).isZero();
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        assertThat(begin().statusCode()).isEqualTo(400);
        assertThat(begin("Since", "yesterday").statusCode()).isEqualTo(400);
        assertThat(begin("Since", "2026-02-01", "Media", "maybe").asString()).contains("true or false");
        assertThat(begin("Since", "2026-02-01", "Calls", "true").statusCode()).isEqualTo(400);
        vault.restart(options -> VaultOptions.OFF);
        Response refused = begin("Since", "2026-02-01");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.asString()).contains("the settings have no vault: set vault.folder");
    }

    @Test
    void theStoreIsReadBackAndScannedOverTheApi() throws Exception {
        old(1);
        assertThat(outcome(beginSince())).startsWith("1 object was copied, ");

        int verify = vault.server()
                .as(TestServer.ACCOUNT)
                .formParam("Kind", "vault-verify")
                .post(JOBS)
                .path("id");
        assertThat(outcome(verify)).startsWith("1 object is whole, ");
        int scan = vault.server()
                .as(TestServer.ACCOUNT)
                .formParam("Kind", "vault-scan")
                .formParam("Hash", "true")
                .post(JOBS)
                .path("id");
        assertThat(outcome(scan)).startsWith("1 sidecar: 0 entries are added");
        assertThat(vault.count("state = '" + VaultState.COPIED.text() + "'")).isEqualTo(1);
    }
}
