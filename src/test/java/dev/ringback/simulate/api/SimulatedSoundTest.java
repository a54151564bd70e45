package dev.ringback.simulate.api;

import static dev.ringback.simulate.api.TestTwilio.path;
import static dev.ringback.simulate.api.TestTwilio.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.EventSource;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.simulate.api.content.Content;
import dev.ringback.simulate.api.content.GivenContent;
import dev.ringback.simulate.api.content.RandomContent;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is to be heard of recordings at the stand-in. */
class SimulatedSoundTest {
    private static final Recording RECORDING = recording(1).build();
    private static final String SOUND = path("/Recordings/" + RECORDING.sid());

    private final TestTwilio test = new TestTwilio();
    private final SimulatedTwilio twilio = test.twilio();

    @AfterEach
    void close() {
        test.close();
    }

    @ParameterizedTest
    @CsvSource({"'', audio/x-wav", ".wav, audio/x-wav", ".mp3, audio/mpeg"})
    void aCompletedRecordingIsHeardBelowAllThatItBelongsTo(String extension, String contentType) throws Exception {
        Recording ofConference =
                recording(2).conferenceSid("CF00000000000000000000000000000002").build();
        twilio.add(RECORDING);
        twilio.add(ofConference);

        assertSound("/Recordings/" + RECORDING.sid(), RECORDING, extension, contentType);
        assertSound(
                "/Calls/" + RECORDING.callSid() + "/Recordings/" + RECORDING.sid(), RECORDING, extension, contentType);
        assertSound(
                "/Conferences/" + ofConference.conferenceSid() + "/Recordings/" + ofConference.sid(),
                ofConference,
                extension,
                contentType);
        assertThat(test.get(path("/Calls/" + ofConference.callSid() + "/Recordings/" + RECORDING.sid() + extension))
                        .statusCode())
                .isEqualTo(404);
    }

    private void assertSound(String address, Recording recording, String extension, String contentType)
            throws Exception {
        Content expected = extension.equals(".mp3")
                ? twilio.contents().mp3(recording)
                : twilio.contents().wav(recording);
        HttpResponse<byte[]> answer = test.getBytes(path(address + extension));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(contentType);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(expected.length());
        assertThat(answer.body()).isEqualTo(expected.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-progress", "paused", "stopped", "processing", "absent", "deleted"})
    void onlyACompletedRecordingHasSound(String status) throws Exception {
        twilio.add(recording(1)
                .progress(new Progress(0, status, EventSource.CALLBACK))
                .build());

        for (String extension : List.of("", ".wav", ".mp3")) {
            HttpResponse<String> answer = test.get(SOUND + extension);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/xml");
            assertThat(answer.body()).contains("<Code>20404</Code>").contains(SOUND + extension);
        }
    }

    @Test
    void aRecordingThatIsKeptElsewhereHasNoSoundHere() throws Exception {
        twilio.add(recording(1)
                .mediaUrl("https://bucket.example.com/" + RECORDING.sid())
                .build());

        assertThat(test.get(SOUND).statusCode()).isEqualTo(404);
    }

    @Test
    void oneChannelCanBeHadOfTwoAndNeverTwoOfOne() throws Exception {
        twilio.add(RECORDING);
        Recording mono = recording(2).channels(1).build();
        twilio.add(mono);

        assertThat(test.getBytes(SOUND + "?RequestedChannels=1").body())
                .isEqualTo(twilio.contents().wav(RECORDING, 1).bytes());
        assertThat(test.getBytes(SOUND + ".mp3?RequestedChannels=2").body())
                .isEqualTo(twilio.contents().mp3(RECORDING).bytes());
        assertThat(test.get(path("/Recordings/" + mono.sid() + ".wav?RequestedChannels=2"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(test.get(SOUND + "?RequestedChannels=3").statusCode()).isEqualTo(400);
        assertThat(test.get(SOUND + "?RequestedChannels=many").statusCode()).isEqualTo(400);
    }

    @Test
    void theSoundOfADeletedRecordingIsGoneAndItsExpectedContentIsStillKnown() throws Exception {
        twilio.add(RECORDING);
        byte[] before = test.getBytes(SOUND).body();

        assertThat(test.delete(SOUND + ".json").statusCode()).isEqualTo(204);

        assertThat(test.get(SOUND).statusCode()).isEqualTo(404);
        assertThat(test.get(SOUND + ".mp3?IncludeSoftDeleted=true").statusCode())
                .isEqualTo(404);
        assertThat(twilio.contents()
                        .wav(twilio.recording(RECORDING.sid()).orElseThrow())
                        .bytes())
                .isEqualTo(before);
    }

    @Test
    void anEncryptedRecordingIsBytesThatNobodyCanHear() throws Exception {
        Recording encrypted = recording(1)
                .encryptionDetails("{\"encryption_cek\":\"made up\"}")
                .build();
        twilio.add(encrypted);

        HttpResponse<byte[]> wav = test.getBytes(SOUND + ".wav");
        HttpResponse<String> mp3 = test.get(SOUND + ".mp3");

        assertThat(wav.headers().firstValue("Content-Type")).contains("audio/x-wav");
        assertThat(new String(wav.body(), 0, 4, StandardCharsets.ISO_8859_1)).isNotEqualTo("RIFF");
        assertThat(wav.body()).isEqualTo(twilio.contents().wav(encrypted).bytes());
        assertThat(mp3.statusCode()).isEqualTo(400);
        assertThat(mp3.body()).contains("<Code>16109</Code>");
    }

    @Test
    void aHeadTellsTheLengthAndSendsNothing() throws Exception {
        twilio.add(RECORDING);
        twilio.contents().give(RECORDING.sid(), new RandomContent("large", 6L << 30));

        HttpResponse<Void> answer = test.head(SOUND + ".wav");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(6L << 30);
        assertThat(test.head(SOUND + ".json").statusCode()).isEqualTo(200);
        assertThat(test.head(path("/Recordings/RE71.wav")).statusCode()).isEqualTo(404);
        assertThat(twilio.requests().all().get(0).sent()).isZero();
    }

    @Test
    void aTestGivesARecordingItsContent() throws Exception {
        twilio.add(RECORDING);
        twilio.contents().give(RECORDING.sid(), new GivenContent(new byte[] {7, 8, 9}));

        assertThat(test.getBytes(SOUND).body()).containsExactly(7, 8, 9);
        assertThat(test.getBytes(SOUND + ".mp3").body()).containsExactly(7, 8, 9);
        twilio.contents().give(RECORDING.sid(), new GivenContent(new byte[0]));
        assertThat(test.getBytes(SOUND).body()).isEmpty();
    }

    @Test
    void aPartIsSentToWhoAsksForOneUnlessRangesAreIgnored() throws Exception {
        twilio.add(RECORDING);
        byte[] whole = twilio.contents().wav(RECORDING).bytes();
        String tag = test.head(SOUND).headers().firstValue("ETag").orElseThrow();

        HttpResponse<InputStream> rest = part("bytes=1000-", tag);
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.headers().firstValue("Content-Range"))
                .contains("bytes 1000-" + (whole.length - 1) + "/" + whole.length);
        assertThat(rest.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(whole, 1000, whole.length));
        assertThat(part("bytes=5-9", tag).body().readAllBytes()).isEqualTo(Arrays.copyOfRange(whole, 5, 10));
        assertThat(part("bytes=-7", tag).body().readAllBytes())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 7, whole.length));
        assertThat(part("bytes=" + whole.length + "-", tag).statusCode()).isEqualTo(416);
        assertThat(part("bytes=1000-", "\"another\"").body().readAllBytes()).isEqualTo(whole);
        assertThat(part("bytes=9-5", tag).statusCode()).isEqualTo(200);
        assertThat(part("bytes=0-1,4-5", tag).statusCode()).isEqualTo(200);
        assertThat(part("furlongs=1-2", tag).statusCode()).isEqualTo(200);
        twilio.conditions().media().rangesIgnored(true);
        assertThat(part("bytes=1000-", tag).body().readAllBytes()).isEqualTo(whole);
    }

    private HttpResponse<InputStream> part(String range, String tag) throws Exception {
        return test.open(test.request(SOUND)
                .header("Range", range)
                .header("If-Range", tag)
                .GET());
    }

    @Test
    void hundredsOfMegabytesComeAsTheyWereGenerated() throws Exception {
        twilio.add(RECORDING);
        Content large = new RandomContent("large", 300_000_000);
        twilio.contents().give(RECORDING.sid(), large);

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream sound =
                new DigestInputStream(test.open(test.request(SOUND).GET()).body(), digest)) {
            sound.transferTo(OutputStream.nullOutputStream());
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(large.sha256());
    }

    @Test
    void aClientThatLeavesEndsTheStream() throws Exception {
        twilio.add(RECORDING);
        twilio.conditions().maxConcurrent(1);
        twilio.contents().give(RECORDING.sid(), new RandomContent("large", 6L << 30));

        try (InputStream sound = test.open(test.request(SOUND).GET()).body()) {
            assertThat(sound.readNBytes(100_000)).hasSize(100_000);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> test.get(path("/Calls.json")).statusCode() == 200);
        assertThat(twilio.requests().all().get(0).sent()).isLessThan(6L << 30);
    }
}
