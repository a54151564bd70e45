package dev.ringback.web.media;

import static dev.ringback.web.media.TestMedia.sid;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.rest.api.v2010.account.message.Media;
import dev.ringback.TestAnswers;
import dev.ringback.TestServer;
import dev.ringback.conformance.RingbackHttpClient;
import dev.ringback.simulate.api.content.WavSound;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twilio's Java library reads a resource, and its sound or picture from where the resource says it is. */
class LibrarySoundTest {
    private static final String SOUND = sid("RE", 1);
    private static final String PICTURE = sid("ME", 1);
    private static final byte[] WAV =
            WavSound.of(SOUND, 1, Duration.ofSeconds(1)).bytes();
    private static final byte[] PNG = "a picture".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private TestMedia media;
    private TwilioRestClient twilio;

    @BeforeEach
    void start() {
        media = new TestMedia(folder);
        media.mirror(List.of(
                TestAnswers.recording(SOUND, "completed").askedAt(TestMedia.START),
                TestAnswers.media(TestMedia.MESSAGE, PICTURE).askedAt(TestMedia.START)));
        media.keepRecording(SOUND, "wav", "audio/x-wav", WAV);
        media.keepMedium(PICTURE, "image/png", PNG);
        media.start();
        twilio = new TwilioRestClient.Builder(
                        TestServer.ACCOUNT.sid(),
                        TestServer.ACCOUNT.authTokens().get(0))
                .httpClient(new RingbackHttpClient(media.server().apiUrl("")))
                .build();
    }

    @AfterEach
    void close() {
        media.close();
    }

    private byte[] read(String url) throws Exception {
        Response answer = twilio.request(new Request(HttpMethod.GET, url));
        assertThat(answer.getStatusCode()).isEqualTo(200);
        try (InputStream body = answer.getStream()) {
            return body.readAllBytes();
        }
    }

    @Test
    void theSoundIsWhereItsRecordingSays() throws Exception {
        Recording recording = Recording.fetcher(SOUND).fetch(twilio);
        URI sound = recording.getMediaUrl();

        assertThat(sound.getHost()).isEqualTo("api.twilio.com");
        assertThat(read(sound.toString())).isEqualTo(WAV);
        assertThat(read(sound + ".wav")).isEqualTo(WAV);
        assertThat(read("https://api.twilio.com" + recording.getUri().replace(".json", ".wav")))
                .isEqualTo(WAV);
    }

    @Test
    void thePictureIsWhereItsMediumSays() throws Exception {
        Media medium = Media.fetcher(TestMedia.MESSAGE, PICTURE).fetch(twilio);

        assertThat(read("https://api.twilio.com" + medium.getUri().replace(".json", "")))
                .isEqualTo(PNG);
    }
}
