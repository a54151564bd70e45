package dev.ringback.web.media;

import static dev.ringback.web.media.TestMedia.sha256;
import static dev.ringback.web.media.TestMedia.sid;
import static dev.ringback.web.media.TestMedia.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.CapturedLog;
import dev.ringback.TestServer;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.content.Mp3Sound;
import dev.ringback.simulate.api.content.WavSound;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sound of recordings comes from the vault, as a whole or in parts. One server answers all tests. */
class ServedSoundTest {
    private static final String STEREO = sid("RE", 1);
    private static final String MONO = sid("RE", 2);
    private static final String MP3_ALONE = sid("RE", 3);
    private static final String LOST = sid("RE", 4);
    private static final String CUT = sid("RE", 5);

    private static final byte[] STEREO_WAV =
            WavSound.of(STEREO, 2, Duration.ofSeconds(3)).bytes();
    private static final byte[] MONO_WAV =
            WavSound.of(MONO, 1, Duration.ofSeconds(2)).bytes();
    private static final byte[] MP3 = new Mp3Sound(MP3_ALONE, 1, Duration.ofSeconds(2)).bytes();

    @TempDir
    private static Path folder;

    private static TestMedia media;

    @BeforeAll
    static void start() throws Exception {
        media = new TestMedia(folder);
        media.keepRecording(STEREO, "wav", "audio/x-wav", STEREO_WAV);
        media.keepRecording(STEREO, "mp3", "audio/mpeg", new Mp3Sound(STEREO, 2, Duration.ofSeconds(3)).bytes());
        media.keepRecording(MONO, "wav", "audio/x-wav", MONO_WAV);
        VaultObject alone = media.keepRecording(MP3_ALONE, "mp3", "audio/mpeg", MP3);
        media.note(VaultObjectBuilder.builder(alone)
                .format("wav")
                .state(VaultState.GONE)
                .deletedAt(TestMedia.COPIED_AT)
                .build());
        VaultObject lost = media.keepRecording(LOST, "wav", "audio/x-wav", MONO_WAV);
        Files.delete(media.store().resolve(lost.key()));
        VaultObject cut = media.keepRecording(CUT, "wav", "audio/x-wav", STEREO_WAV);
        Files.write(media.store().resolve(cut.key()), Arrays.copyOf(STEREO_WAV, 50_000));
        media.start();
    }

    @AfterAll
    static void close() {
        media.close();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".wav"})
    void withoutAnExtensionARecordingIsWav(String extension) throws Exception {
        HttpResponse<byte[]> answer = media.get("/Recordings/" + STEREO + extension);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(STEREO_WAV);
        assertThat(header(answer, "Content-Type")).isEqualTo("audio/x-wav");
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(STEREO_WAV.length));
        assertThat(header(answer, "ETag")).isEqualTo('"' + sha256(STEREO_WAV) + '"');
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(answer, "Last-Modified")).isEqualTo("Sun, 01 Feb 2026 10:00:00 GMT");
        assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-transform");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Ringback-Source")).isEqualTo("vault");
        assertThat(header(answer, "Content-Disposition")).isEmpty();
        assertThat(header(answer, "Transfer-Encoding")).isEmpty();
    }

    @Test
    void mp3IsMp3AndTheOtherExtensionsAreTheResource() throws Exception {
        HttpResponse<byte[]> answer = media.get("/Recordings/" + MP3_ALONE + ".mp3");
        assertThat(answer.body()).isEqualTo(MP3);
        assertThat(header(answer, "Content-Type")).isEqualTo("audio/mpeg");

        for (String extension : List.of(".json", ".xml", ".csv")) {
            HttpResponse<byte[]> unknown = media.get("/Recordings/" + STEREO + extension);
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(text(unknown)).contains("20404");
        }
    }

    @Test
    void theFormatThatIsNotKeptIsA404ThatNamesTheOther() throws Exception {
        HttpResponse<byte[]> answer = media.get("/Recordings/" + MP3_ALONE + ".wav");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer))
                .contains("20404", "Twilio had it no more", "deleted at Twilio", "the vault has it as mp3");
        assertThat(header(answer, "Content-Type")).startsWith("application/xml");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=44-1043, 44, 1000",
        "bytes=95000-, 95000, 1044",
        "bytes=-100, 95944, 100",
        "bytes=0-, 0, 96044",
        "bytes=0-96043, 0, 96044",
        "bytes=-99999999, 0, 96044",
        "bytes=96043-99999999999999999999999, 96043, 1",
        "BYTES=10-19, 10, 10",
        "bytes=0000000000000000000000005-6, 5, 2",
    })
    void aPartIsSentThatIsAskedFor(String range, int from, int length) throws Exception {
        HttpResponse<byte[]> answer = media.get("/Recordings/" + STEREO + ".wav", "Range", range);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(header(answer, "Content-Range"))
                .isEqualTo("bytes %d-%d/%d".formatted(from, from + length - 1, STEREO_WAV.length));
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(length));
        assertThat(header(answer, "ETag")).isEqualTo('"' + sha256(STEREO_WAV) + '"');
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(STEREO_WAV, from, from + length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-0,5-6",
                "bytes=5-4",
                "bytes=-",
                "bytes=",
                "bytes",
                "bytes=a-b",
                "bytes=1-2x",
                "bytes=--5",
                "bytes=-5-",
                "bytes=1",
                "items=0-5",
                "bytes=0x1-5",
                "nonsense"
            })
    void otherRangesMeanTheWhole(String range) throws Exception {
        HttpResponse<byte[]> answer = media.get("/Recordings/" + STEREO + ".wav", "Range", range);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(STEREO_WAV);
        assertThat(header(answer, "Content-Range")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=96044-", "bytes=96044-96050", "bytes=-0", "bytes=99999999999999999999-"})
    void aRangeBehindTheEndIsRefusedWithTheLength(String range) throws Exception {
        HttpResponse<byte[]> answer = media.get("/Recordings/" + STEREO + ".wav", "Range", range);

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */96044");
        assertThat(text(answer)).contains("<Code>20416</Code>");
    }

    @Test
    void aRangeCountsOnlyForTheContentThatTheClientKnows() throws Exception {
        String tag = '"' + sha256(STEREO_WAV) + '"';
        for (String same : List.of(tag, "Sun, 01 Feb 2026 10:00:00 GMT")) {
            assertThat(media.get("/Recordings/" + STEREO, "Range", "bytes=5-9", "If-Range", same)
                            .statusCode())
                    .isEqualTo(206);
        }
        for (String other : List.of("\"another\"", "W/" + tag, "Sun, 01 Feb 2026 09:59:59 GMT", "nonsense")) {
            HttpResponse<byte[]> whole = media.get("/Recordings/" + STEREO, "Range", "bytes=5-9", "If-Range", other);
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(STEREO_WAV);
        }
    }

    @Test
    void whoHasTheContentIsToldSo() throws Exception {
        String tag = '"' + sha256(STEREO_WAV) + '"';
        for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            HttpResponse<byte[]> answer = media.get("/Recordings/" + STEREO, "If-None-Match", known);
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(header(answer, "ETag")).isEqualTo(tag);
            assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-transform");
            assertThat(header(answer, "Content-Type")).isEmpty();
        }
        assertThat(media.get("/Recordings/" + STEREO, "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(media.get("/Recordings/" + STEREO, "If-Modified-Since", "Sun, 01 Feb 2026 10:00:00 GMT")
                        .statusCode())
                .isEqualTo(304);
        for (String before : List.of("Sun, 01 Feb 2026 09:59:59 GMT", "yesterday", "")) {
            assertThat(media.get("/Recordings/" + STEREO, "If-Modified-Since", before)
                            .statusCode())
                    .isEqualTo(200);
        }
        // The tag decides where both are there.
        assertThat(media.get(
                                "/Recordings/" + STEREO,
                                "If-None-Match",
                                "\"other\"",
                                "If-Modified-Since",
                                "Sun, 01 Feb 2026 10:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".wav", ".wav?RequestedChannels=1", ".mp3", ".wav?Download=true"})
    void headAnswersWithTheHeadersOfGet(String extension) throws Exception {
        HttpResponse<byte[]> get = media.get("/Recordings/" + STEREO + extension);
        HttpResponse<byte[]> head = media.head("/Recordings/" + STEREO + extension, "Range", "bytes=0-5");

        assertThat(head.statusCode()).isEqualTo(get.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of(
                "Content-Type",
                "Content-Length",
                "ETag",
                "Accept-Ranges",
                "Last-Modified",
                "Cache-Control",
                "X-Content-Type-Options",
                "Content-Disposition",
                "X-Ringback-Source")) {
            assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
        }
    }

    @Test
    void oneChannelIsMixedOfTwo() throws Exception {
        HttpResponse<byte[]> whole = media.get("/Recordings/" + STEREO + ".wav?RequestedChannels=1");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).hasSize(44 + (STEREO_WAV.length - 44) / 2);
        assertThat(whole.body()[22]).isEqualTo((byte) 1);
        assertThat(header(whole, "ETag")).isEqualTo('"' + sha256(STEREO_WAV) + "-mono\"");
        assertThat(header(whole, "Content-Length")).isEqualTo(Integer.toString(whole.body().length));

        for (int from : new int[] {0, 20, 43, 44, 45, 1001, whole.body().length - 1}) {
            HttpResponse<byte[]> part = media.get(
                    "/Recordings/" + STEREO + ".wav?RequestedChannels=1", "Range", "bytes=" + from + "-" + (from + 9));
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body())
                    .isEqualTo(Arrays.copyOfRange(whole.body(), from, Math.min(whole.body().length, from + 10)));
        }
        assertThat(media.get("/Recordings/" + STEREO + "?RequestedChannels=1", "If-None-Match", header(whole, "ETag"))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void theChannelsThatAreThereAreSentAsTheyAre() throws Exception {
        assertThat(media.get("/Recordings/" + STEREO + "?RequestedChannels=2").body())
                .isEqualTo(STEREO_WAV);
        assertThat(media.get("/Recordings/" + MONO + ".wav?RequestedChannels=1").body())
                .isEqualTo(MONO_WAV);
        assertThat(media.get("/Recordings/" + MONO + ".wav?RequestedChannels=").body())
                .isEqualTo(MONO_WAV);
        assertThat(media.get("/Recordings/" + MP3_ALONE + ".mp3?RequestedChannels=1")
                        .body())
                .isEqualTo(MP3);
    }

    @Test
    void moreChannelsThanThereAreAreRefusedAsAtTwilio() throws Exception {
        for (String path : List.of(MONO + ".wav", MONO, MP3_ALONE + ".mp3")) {
            HttpResponse<byte[]> answer = media.get("/Recordings/" + path + "?RequestedChannels=2");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(text(answer)).contains("<Code>20001</Code>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "-1", "x", "1.0", "01", "%201"})
    void otherNumbersOfChannelsAreRefused(String channels) throws Exception {
        HttpResponse<byte[]> answer = media.get("/Recordings/" + STEREO + "?RequestedChannels=" + channels);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("<Code>20001</Code>", "RequestedChannels");
    }

    @Test
    void mp3CannotBeMixedAndThe404SaysSo() throws Exception {
        HttpResponse<byte[]> answer = media.get("/Recordings/" + STEREO + ".mp3?RequestedChannels=1");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).contains("cannot make 1 of its channels", "has it as wav");
    }

    @ParameterizedTest
    @CsvSource({
        "?Download=true, true",
        "?Download, true",
        "?Download=, true",
        "?Download=false, false",
        "?Download=0, false"
    })
    void aFileToKeepHasAName(String query, boolean named) throws Exception {
        HttpResponse<byte[]> answer = media.get("/Recordings/" + STEREO + query);

        assertThat(header(answer, "Content-Disposition"))
                .isEqualTo(named ? "attachment; filename=\"" + STEREO + ".wav\"" : "");
        assertThat(header(media.get("/Recordings/" + STEREO + ".mp3" + query), "Content-Disposition"))
                .isEqualTo(named ? "attachment; filename=\"" + STEREO + ".mp3\"" : "");
    }

    @Test
    void aRecordingIsBelowItsOwnCallAlone() throws Exception {
        assertThat(media.get("/Calls/" + TestMedia.CALL + "/Recordings/" + STEREO + ".wav")
                        .body())
                .isEqualTo(STEREO_WAV);
        assertThat(media.get("/Calls/" + TestMedia.CALL + "/Recordings/" + STEREO)
                        .body())
                .isEqualTo(STEREO_WAV);
        for (String other : List.of(
                "/Calls/" + sid("CA", 9) + "/Recordings/" + STEREO + ".wav",
                "/Conferences/" + sid("CF", 9) + "/Recordings/" + STEREO,
                "/Calls/nonsense/Recordings/" + STEREO,
                "/Calls/" + sid("CF", 1) + "/Recordings/" + STEREO + ".mp3")) {
            assertThat(media.get(other).statusCode()).as(other).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Recordings/RE00000000000000000000000000000099",
                "/Recordings/RE00000000000000000000000000000099.mp3",
                "/Recordings/ME00000000000000000000000000000001.wav",
                "/Recordings/nonsense.wav",
                "/Recordings/RE0000000000000000000000000000001.wav",
                "/Recordings/RE00000000000000000000000000000001.ogg",
                "/Recordings/RE00000000000000000000000000000001.wav.wav",
                "/Recordings/RE00000000000000000000000000000001%2f..wav",
                "/Recordings/.wav"
            })
    void whatIsNotThereIsA404(String path) throws Exception {
        assertThat(media.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void whatTheVaultHasLostIsA404AndToldOnce() throws Exception {
        try (CapturedLog log = CapturedLog.of("dev.ringback.web")) {
            assertThat(text(media.get("/Recordings/" + LOST))).contains("the vault's copy of it is missing");
            for (int i = 0; i < 3; i++) {
                assertThat(media.get("/Recordings/" + LOST).statusCode()).isEqualTo(404);
                assertThat(media.head("/Recordings/" + LOST).statusCode()).isEqualTo(404);
            }
            assertThat(log.lines())
                    .filteredOn(line -> line.contains(LOST))
                    .singleElement()
                    .asString()
                    .startsWith("ERROR");
        }
    }

    @Test
    void aFileThatWasCutIsNotSent() throws Exception {
        assertThat(media.get("/Recordings/" + CUT).statusCode()).isEqualTo(404);
        assertThat(media.get("/Recordings/" + MONO).body()).isEqualTo(MONO_WAV);
    }

    @Test
    void othersAccountsStayClosed() throws Exception {
        String path = "/2010-04-01/Accounts/" + TestMedia.ACCOUNT + "/Recordings/" + STEREO;
        assertThat(media.anonymous("GET", media.server().apiUrl(path)).statusCode())
                .isEqualTo(401);
        assertThat(media.client()
                        .send(
                                media.request("GET", media.server().apiUrl(path), TestServer.SUBACCOUNT),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(401);
        assertThat(media.send(
                                "GET",
                                media.server()
                                        .apiUrl("/2010-04-01/Accounts/" + TestServer.SUBACCOUNT.sid() + "/Recordings/"
                                                + STEREO))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theConnectionIsKeptAfterPartsAndRefusals() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(media.get("/Recordings/" + STEREO, "Range", "bytes=" + i + "-" + (i + 40_000))
                            .body())
                    .isEqualTo(Arrays.copyOfRange(STEREO_WAV, i, i + 40_001));
            assertThat(media.get("/Recordings/" + STEREO, "Range", "bytes=999999-")
                            .statusCode())
                    .isEqualTo(416);
            assertThat(media.head("/Recordings/" + STEREO).statusCode()).isEqualTo(200);
            assertThat(media.get("/Recordings/" + STEREO, "If-None-Match", "*").statusCode())
                    .isEqualTo(304);
        }
    }
}
