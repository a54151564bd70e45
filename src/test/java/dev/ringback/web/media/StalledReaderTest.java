package dev.ringback.web.media;

import static dev.ringback.web.media.TestMedia.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestServer;
import dev.ringback.simulate.api.content.RandomContent;
import dev.ringback.upstream.Callbacks;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TwilioHosts;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.governor.Ceilings;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that takes nothing of what comes from Twilio loses its connection, and holds no place at Twilio any more. */
@Tag("timed")
class StalledReaderTest {
    private static final String SOUND = sid("RE", 1);
    private static final UpstreamOptions TWO_AT_ONCE = new UpstreamOptions(
            true,
            Reads.MISSING,
            false,
            false,
            Callbacks.NONE,
            new Ceilings(2, 100, Long.MAX_VALUE),
            Duration.ofSeconds(5),
            TwilioHosts.TWILIO,
            null,
            false);

    @TempDir
    private Path folder;

    @Test
    void itsPlaceIsGivenBack() throws Exception {
        try (TestMedia media = new TestMedia(folder)) {
            media.twilio().add(RelayedRecordings.of(SOUND));
            media.twilio().add(RelayedRecordings.of(sid("RE", 2)));
            media.twilio().contents().give(SOUND, new RandomContent(SOUND, 2_000_000_000));
            media.start(TWO_AT_ONCE);
            URI url = URI.create(media.server().apiUrl(""));
            try (Socket stalled = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
                String credentials = TestServer.ACCOUNT.sid()
                        + ':'
                        + TestServer.ACCOUNT.authTokens().get(0);
                stalled.getOutputStream()
                        .write(("GET /2010-04-01/Accounts/" + TestMedia.ACCOUNT + "/Recordings/" + SOUND
                                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8))
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(stalled.getInputStream().read()).isEqualTo('H');

                assertThat(media.get("/Recordings/" + sid("RE", 2)).statusCode())
                        .as("half of all places are for content")
                        .isEqualTo(429);
                assertThat(media.get("/Recordings/" + sid("RE", 2) + ".json").statusCode())
                        .as("the others are not")
                        .isEqualTo(200);
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> media.get("/Recordings/" + sid("RE", 2)).statusCode() == 200);
            }
        }
    }
}
