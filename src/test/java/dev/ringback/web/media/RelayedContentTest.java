package dev.ringback.web.media;

import static dev.ringback.web.media.TestMedia.ACCOUNT;
import static dev.ringback.web.media.TestMedia.CALL;
import static dev.ringback.web.media.TestMedia.MESSAGE;
import static dev.ringback.web.media.TestMedia.START;
import static dev.ringback.web.media.TestMedia.sid;
import static dev.ringback.web.media.TestMedia.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestServer;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.content.RandomContent;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.BodyFault;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.RecordedRequest;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TestUpstream;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.vault.VaultOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the vault does not have comes from Twilio while the client takes it. */
class RelayedContentTest {
    private static final String SOUND = sid("RE", 1);

    @TempDir
    private Path folder;

    private TestMedia media;
    private Recording recording;
    private byte[] wav;

    @BeforeEach
    void create() {
        media = new TestMedia(folder);
        recording = RelayedRecordings.of(SOUND);
        media.twilio().add(recording);
        wav = media.twilio().contents().wav(recording).bytes();
    }

    @AfterEach
    void close() {
        media.close();
    }

    private static Media picture(String sid, String type) {
        return MediaBuilder.builder()
                .accountSid(ACCOUNT)
                .messageSid(MESSAGE)
                .sid(sid)
                .progress(Progress.none(EventSource.CALLBACK))
                .contentType(type)
                .dateCreated(START)
                .dateUpdated(START)
                .lastReceivedAt(START)
                .build();
    }

    private void start() {
        media.start(TestUpstream.reading(Reads.MISSING));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private long asked() {
        return media.twilio().requests().count("GET", "/Recordings/" + SOUND);
    }

    @Test
    void soundComesAsTwilioSendsIt() throws Exception {
        start();

        for (String path : List.of("/Recordings/", "/Calls/" + CALL + "/Recordings/")) {
            for (String extension : List.of("", ".wav")) {
                HttpResponse<byte[]> answer = media.get(path + SOUND + extension);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(wav);
                assertThat(header(answer, "Content-Type")).isEqualTo("audio/x-wav");
                assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(wav.length));
                assertThat(header(answer, "X-Ringback-Source")).isEqualTo("api");
                assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            }
        }
        assertThat(media.get("/Recordings/" + SOUND + ".mp3?RequestedChannels=1&Download&Other=1")
                        .body())
                .isEqualTo(media.twilio().contents().mp3(recording, 1).bytes());
        RecordedRequest last = media.twilio().requests().all().get(4);
        assertThat(last.query().get("RequestedChannels")).isEqualTo("1");
        assertThat(last.query().get("Download")).isNull();
        assertThat(last.query().get("Other")).isNull();
    }

    @Test
    void withoutAVaultSoundComesFromTwilioToo() throws Exception {
        media.start(TestUpstream.reading(Reads.MISSING), VaultOptions.OFF);

        assertThat(media.get("/Recordings/" + SOUND).body()).isEqualTo(wav);
    }

    @Test
    void whereReadsNeverAskTwilioItIsTheA404OfBefore() throws Exception {
        media.start(TestUpstream.reading(Reads.NEVER));

        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).contains("content stays with Twilio");
        assertThat(asked()).isZero();
    }

    @Test
    void whoPassesReadsOnHasSoundToo() throws Exception {
        media.start(TestUpstream.passing(TestUpstream.reading(Reads.NEVER)));

        assertThat(media.get("/Recordings/" + SOUND).body()).isEqualTo(wav);
    }

    @Test
    void onlyIfCachedAsksNobody() throws Exception {
        start();

        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND, "Cache-Control", "only-if-cached");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "X-Ringback-Cache")).isEqualTo("miss");
        assertThat(asked()).isZero();
    }

    @Test
    void aRangeGoesOnToTwilio() throws Exception {
        start();

        HttpResponse<byte[]> part = media.get("/Recordings/" + SOUND, "Range", "bytes=100-199");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 100-199/" + wav.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(wav, 100, 200));
        assertThat(media.get("/Recordings/" + SOUND, "Range", "bytes=-7").body())
                .isEqualTo(Arrays.copyOfRange(wav, wav.length - 7, wav.length));

        HttpResponse<byte[]> behind = media.get("/Recordings/" + SOUND, "Range", "bytes=999999-");
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(header(behind, "Content-Range")).isEqualTo("bytes */" + wav.length);

        for (String[] whole :
                new String[][] {{"Range", "bytes=0-1,5-6"}, {"Range", "bytes=5-9", "If-Range", "\"some\""}}) {
            assertThat(media.get("/Recordings/" + SOUND, whole).body()).isEqualTo(wav);
        }
    }

    @Test
    void whereTwilioIgnoresTheRangeAllIsSent() throws Exception {
        start();
        media.twilio().conditions().media().rangesIgnored(true);

        HttpResponse<byte[]> whole = media.get("/Recordings/" + SOUND, "Range", "bytes=100-199");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(wav);
    }

    @Test
    void headHasTheHeadersOfGetAndTakesNothing() throws Exception {
        start();

        HttpResponse<byte[]> head = media.head("/Recordings/" + SOUND);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(wav.length));
        assertThat(header(head, "Content-Type")).isEqualTo("audio/x-wav");
        assertThat(head.body()).isEmpty();
        assertThat(media.head("/Recordings/" + sid("RE", 9)).statusCode()).isEqualTo(404);
        assertThat(media.get("/Recordings/" + SOUND).body()).isEqualTo(wav);
    }

    @Test
    void attachmentsComeFromWhereTwilioRedirects() throws Exception {
        Media picture = picture(sid("ME", 1), "image/png");
        Media page = picture(sid("ME", 2), "text/html");
        media.twilio().add(picture);
        media.twilio().add(page);
        start();

        HttpResponse<byte[]> answer = media.get("/Messages/" + MESSAGE + "/Media/" + picture.sid());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(media.twilio().contents().of(picture).bytes());
        assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
        assertThat(header(answer, "Location")).isEmpty();
        assertThat(media.twilio().mediaHost().requests().all())
                .extracting(RecordedRequest::isAuthorized)
                .containsOnly(false);

        HttpResponse<byte[]> attached = media.get("/Messages/" + MESSAGE + "/Media/" + page.sid());
        assertThat(header(attached, "Content-Disposition")).startsWith("attachment");
        assertThat(header(attached, "Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
        HttpResponse<byte[]> part = media.get("/Messages/" + MESSAGE + "/Media/" + picture.sid(), "Range", "bytes=5-9");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(5);
        assertThat(media.head("/Messages/" + MESSAGE + "/Media/" + picture.sid())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"400, 400, 16109", "401, 401, 20003", "403, 403, 20403", "404, 404, 20404"})
    void whatTwilioRefusesIsRefused(int status, int answered, int code) throws Exception {
        start();
        media.twilio().faults().once(Fault.error(status, code, "on purpose"));

        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND + ".mp3");
        assertThat(answer.statusCode()).isEqualTo(answered);
        assertThat(text(answer)).contains(Integer.toString(code));
    }

    @Test
    void aPageThatSomebodyPutInTwiliosPlaceIsNotPassedOn() throws Exception {
        start();
        media.twilio()
                .faults()
                .once(Fault.instead(request -> Answer.of(403, "text/html", "<script>alert(1)</script>")));

        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(text(answer)).doesNotContain("script");
    }

    @Test
    void aBusyTwilioIsA429() throws Exception {
        media.start(impatient(TestUpstream.reading(Reads.MISSING)));
        media.twilio().faults().always(request -> true, Fault.tooManyRequests(Duration.ofSeconds(7)));

        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Retry-After")).isNotEmpty();
    }

    private static UpstreamOptions impatient(UpstreamOptions options) {
        return new UpstreamOptions(
                true,
                options.reads(),
                options.pass(),
                options.writes(),
                options.callbacks(),
                options.ceilings(),
                Duration.ofSeconds(2),
                options.hosts(),
                null,
                false);
    }

    @Test
    void aTwilioThatFailsIsA503() throws Exception {
        media.start(impatient(TestUpstream.reading(Reads.MISSING)));
        media.twilio().faults().always(request -> true, Fault.error(500, 20500, "on purpose"));
        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isNotEmpty();
    }

    @Test
    void aTwilioThatIsAwayIsA503() throws Exception {
        start();
        media.twilio().goDown();

        assertThat(media.get("/Recordings/" + SOUND).statusCode()).isEqualTo(503);
    }

    @Test
    void whatIsNoSoundIsNotPassedOnAsSound() throws Exception {
        start();
        media.twilio().faults().once(BodyFault.errorAsSuccess("application/xml"));
        assertThat(media.get("/Recordings/" + SOUND).statusCode()).isEqualTo(503);
        media.twilio().faults().once(Fault.html());
        assertThat(media.get("/Recordings/" + SOUND).statusCode()).isEqualTo(503);
        assertThat(media.get("/Recordings/" + SOUND).body()).isEqualTo(wav);
    }

    @Test
    void aRedirectToAnywhereIsNotFollowed() throws Exception {
        start();
        media.twilio().faults().once(Fault.redirectTo("http://localhost:1/x"));
        assertThat(media.get("/Recordings/" + SOUND).statusCode()).isEqualTo(503);
        media.twilio().faults().once(Fault.redirectTo("https://example.com/x"));
        assertThat(media.get("/Recordings/" + SOUND).statusCode()).isEqualTo(503);
    }

    @Test
    void aCutBeforeTheFirstByteIsRepaired() throws Exception {
        start();
        media.twilio().faults().once(Fault.cutBefore());

        assertThat(media.get("/Recordings/" + SOUND).body()).isEqualTo(wav);
    }

    @Test
    void aCutInTheMiddleIsSeenByTheClient() throws Exception {
        start();
        for (Fault fault :
                List.of(BodyFault.cutAfter(50_000), BodyFault.resetAfter(50_000), BodyFault.chunkedCutAfter(50_000))) {
            media.twilio().faults().once(fault);
            assertThatThrownBy(() -> media.get("/Recordings/" + SOUND)).isInstanceOf(IOException.class);
        }
        assertThat(media.get("/Recordings/" + SOUND).body()).isEqualTo(wav);
    }

    @Test
    void soundOfUnknownLengthIsWholeAllTheSame() throws Exception {
        start();
        media.twilio().faults().once(BodyFault.chunked());

        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND);
        assertThat(header(answer, "Content-Length")).isEmpty();
        assertThat(answer.body()).isEqualTo(wav);
    }

    @Test
    void largeSoundNeedsNoMemory() throws Exception {
        long length = 300_000_000;
        media.twilio().contents().give(SOUND, new RandomContent(SOUND, length));
        start();

        HttpResponse<Path> answer = media.client()
                .send(
                        media.request("GET", media.url("/Recordings/" + SOUND), TestServer.ACCOUNT),
                        HttpResponse.BodyHandlers.ofFile(folder.resolve("large.wav")));
        assertThat(Files.size(answer.body())).isEqualTo(length);
    }

    @Test
    void whatIsGoneAtTwilioIsNotAskedForAgain() throws Exception {
        VaultObject deleted = TestMedia.copied(VaultKind.RECORDING, SOUND, "mp3", CALL, "audio/mpeg", new byte[] {1});
        media.keep(
                VaultObjectBuilder.builder(deleted)
                        .deletedAt(TestMedia.COPIED_AT)
                        .build(),
                new byte[] {1});
        start();

        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND + ".wav");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).contains("does not keep it as wav", "deleted at Twilio", "has it as mp3");
        assertThat(asked()).isZero();
    }

    @Test
    void whatTheVaultHasLostComesFromTwilio() throws Exception {
        VaultObject lost = media.keepRecording(SOUND, "wav", "audio/x-wav", wav);
        Files.delete(media.store().resolve(lost.key()));
        start();

        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND);
        assertThat(answer.body()).isEqualTo(wav);
        assertThat(header(answer, "X-Ringback-Source")).isEqualTo("api");
    }

    @Test
    void whatCannotBeMixedComesFromTwilio() throws Exception {
        media.keepRecording(
                SOUND,
                "mp3",
                "audio/mpeg",
                media.twilio().contents().mp3(recording).bytes());
        start();

        assertThat(media.get("/Recordings/" + SOUND + ".mp3?RequestedChannels=1")
                        .body())
                .isEqualTo(media.twilio().contents().mp3(recording, 1).bytes());
    }

    @Test
    void aVaultThatCannotBeReadIsA503WithoutTwilio() throws Exception {
        VaultObject kept = media.keepRecording(SOUND, "wav", "audio/x-wav", wav);
        media.start();
        Path file = media.store().resolve(kept.key());
        Path folderOfFile = Objects.requireNonNull(file.getParent());
        Files.delete(file);
        // A path that is too deep to be looked up fails otherwise than one that is not there.
        Files.move(folderOfFile, folder.resolve("moved"));
        Files.createSymbolicLink(folderOfFile, folderOfFile);

        HttpResponse<byte[]> answer = media.get("/Recordings/" + SOUND);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isEqualTo("5");
        Files.delete(folderOfFile);
    }

    @Test
    void anotherCallsRecordingIsWhatTwilioSaysOfIt() throws Exception {
        start();

        assertThat(media.get("/Calls/" + sid("CA", 9) + "/Recordings/" + SOUND).statusCode())
                .isEqualTo(404);
        assertThat(media.get("/Recordings/" + sid("RE", 9)).statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasNotCopiedYetComesFromTwilioMeanwhile() throws Exception {
        media.note(VaultObjectBuilder.builder(
                        TestMedia.copied(VaultKind.RECORDING, SOUND, "wav", CALL, "audio/x-wav", wav))
                .state(VaultState.FAILED)
                .build());
        start();

        assertThat(media.get("/Recordings/" + SOUND).body()).isEqualTo(wav);
    }

    @Test
    void aClientThatGoesAwayGivesItsPlaceBack() throws Exception {
        media.twilio().contents().give(SOUND, new RandomContent(SOUND, 2_000_000_000));
        start();
        for (int i = 0; i < 60; i++) {
            HttpResponse<InputStream> answer = media.client()
                    .send(
                            media.request("GET", media.url("/Recordings/" + SOUND), TestServer.ACCOUNT),
                            HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) {
                answer.body().readNBytes(10);
            }
            answer.body().close();
        }
        media.twilio().contents().give(SOUND, media.twilio().contents().wav(RelayedRecordings.of(sid("RE", 2))));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> media.get("/Recordings/" + SOUND).statusCode() == 200);
    }
}
