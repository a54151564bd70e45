package dev.ringback.web.media;

import static dev.ringback.web.media.TestMedia.ACCOUNT;
import static dev.ringback.web.media.TestMedia.MESSAGE;
import static dev.ringback.web.media.TestMedia.sha256;
import static dev.ringback.web.media.TestMedia.sid;
import static dev.ringback.web.media.TestMedia.text;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.CapturedLog;
import dev.ringback.DatabaseRows;
import dev.ringback.TestServer;
import dev.ringback.model.LinkKey;
import dev.ringback.simulate.api.content.WavSound;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TestUpstream;
import dev.ringback.upstream.UpstreamOptions;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whoever has a signed link hears or sees what it leads to, without credentials, until it ends. */
class MediaLinkTest {
    private static final String SOUND = sid("RE", 1);
    private static final String PICTURE = sid("ME", 1);
    private static final byte[] WAV =
            WavSound.of(SOUND, 2, Duration.ofSeconds(2)).bytes();
    private static final byte[] PNG = "picture".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private TestMedia media;

    @BeforeEach
    void start() {
        media = new TestMedia(folder);
        media.keepRecording(SOUND, "wav", "audio/x-wav", WAV);
        media.keepMedium(PICTURE, "image/png", PNG);
        media.start();
    }

    @AfterEach
    void close() {
        media.close();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private JsonNode link(String query) throws Exception {
        HttpResponse<byte[]> answer = media.own("/ringback/v1/media-links?" + query);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void aLinkToARecordingIsHeardWithoutCredentials() throws Exception {
        JsonNode link = link("Sid=" + SOUND);
        assertThat(link.path("expires_at").asText()).isEqualTo("2026-03-01T13:00:00Z");
        assertThat(link.path("sid").asText()).isEqualTo(SOUND);
        assertThat(link.path("account_sid").asText()).isEqualTo(ACCOUNT);
        assertThat(link.path("format").asText()).isEqualTo("wav");
        assertThat(link.path("content_type").asText()).isEqualTo("audio/x-wav");
        assertThat(link.path("length").asLong()).isEqualTo(WAV.length);
        String url = link.path("url").asText();
        assertThat(url).startsWith(media.server().apiUrl("/ringback/v1/media?Account=" + ACCOUNT));

        HttpResponse<byte[]> answer = media.anonymous("GET", url);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(WAV);
        assertThat(header(answer, "Content-Type")).isEqualTo("audio/x-wav");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "ETag")).isEqualTo('"' + sha256(WAV) + '"');
        assertThat(header(answer, "Twilio-Concurrent-Requests")).isEqualTo("1");

        HttpResponse<byte[]> part = media.anonymous("GET", url, "Range", "bytes=5-9");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(WAV, 5, 10));
        HttpResponse<byte[]> head = media.anonymous("HEAD", url);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(WAV.length));
        HttpResponse<byte[]> known = media.anonymous("GET", url, "If-None-Match", '"' + sha256(WAV) + '"');
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(header(known, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(media.anonymous("GET", url + "&Download"), "Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + SOUND + ".wav\"");
        assertThat(media.anonymous("GET", url + "&RequestedChannels=1&from=chat")
                        .body())
                .hasSize(44 + (WAV.length - 44) / 2);
        assertThat(media.anonymous("GET", url + "&RequestedChannels=5").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aLinkToAnAttachmentNeedsNoMessage() throws Exception {
        JsonNode link = link("Sid=" + PICTURE + "&ExpiresIn=60&Account=" + ACCOUNT);
        assertThat(link.path("expires_at").asText()).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(link.path("format").isNull()).isTrue();

        HttpResponse<byte[]> answer = media.anonymous("GET", link.path("url").asText());
        assertThat(answer.body()).isEqualTo(PNG);
        assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
        assertThat(media.get("/Messages/" + MESSAGE + "/Media/" + PICTURE).body())
                .isEqualTo(PNG);
    }

    @Test
    void aLinkEnds() throws Exception {
        String url = link("Sid=" + SOUND + "&ExpiresIn=604800").path("url").asText();

        media.clock().advance(Duration.ofSeconds(604_799));
        assertThat(media.anonymous("GET", url).statusCode()).isEqualTo(200);
        media.clock().advance(Duration.ofSeconds(1));
        HttpResponse<byte[]> ended = media.anonymous("GET", url);
        assertThat(ended.statusCode()).isEqualTo(410);
        assertThat(text(ended)).contains("\"code\":20410");
        assertThat(header(ended, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whatIsChangedInALinkIsRefusedAllTheSame() throws Exception {
        String url = link("Sid=" + SOUND).path("url").asText();
        String signature = url.substring(url.indexOf("&Signature=") + "&Signature=".length());
        HttpResponse<byte[]> refused = media.anonymous("GET", media.server().apiUrl("/ringback/v1/media"));
        assertThat(refused.statusCode()).isEqualTo(403);

        for (String changed : List.of(
                url.replace(SOUND, sid("RE", 2)),
                url.replace(SOUND, PICTURE),
                url.replace("Format=wav", "Format=mp3"),
                url.replace("&Format=wav", ""),
                url.replace(ACCOUNT, TestServer.SUBACCOUNT.sid()),
                url.replace(ACCOUNT, sid("AC", 99)),
                url.replaceFirst("Expires=(\\d+)", "Expires=9$1"),
                url.replaceFirst("Expires=\\d+", "Expires=-1"),
                url.replaceFirst("Expires=\\d+", "Expires=x"),
                url.replaceFirst("Expires=\\d+", "Expires=99999999999999999999"),
                url.replaceFirst("Expires=\\d+&", ""),
                url.replace("&Signature=" + signature, ""),
                url.replace(signature, ""),
                url.replace(signature, "A".repeat(43)),
                url.replace(signature, "%00%ff%7b"),
                url.replace(signature, signature.substring(1)),
                url + "&Sid=" + sid("RE", 2),
                url.replace("Sid=", "sid="))) {
            HttpResponse<byte[]> answer = media.anonymous("GET", changed);
            assertThat(answer.statusCode()).as(changed).isEqualTo(403);
            assertThat(text(answer)).as(changed).isEqualTo(text(refused));
        }
    }

    @Test
    void noOtherSpellingOfTheAddressGoesWithoutCredentials() throws Exception {
        String url = link("Sid=" + SOUND).path("url").asText();
        for (String other : List.of("/media/?", "/media/x?", "//media?", "/Media?", "/%6dedia?")) {
            assertThat(media.anonymous("GET", url.replace("/media?", other)).statusCode())
                    .as(other)
                    .isIn(400, 401, 404);
        }
        assertThat(media.anonymous("POST", url).statusCode()).isEqualTo(405);
        assertThat(media.anonymous("DELETE", url).statusCode()).isEqualTo(405);
    }

    @Test
    void aLinkOpensNothingElse() throws Exception {
        String query = link("Sid=" + SOUND).path("url").asText().replaceFirst(".*\\?", "?");
        for (String path : List.of("/ringback/v1/vault", "/ringback/v1/media-links", "/ringback/v1/events")) {
            assertThat(media.anonymous("GET", media.server().apiUrl(path + query))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(media.anonymous("GET", media.url("/Recordings/" + SOUND + query))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatIsNoLinkIsRefused() throws Exception {
        String sound = "Sid=" + SOUND;
        Map<String, Integer> refusals = Map.ofEntries(
                Map.entry("", 400),
                Map.entry("Sid=", 400),
                Map.entry("Sid=CA00000000000000000000000000000001", 400),
                Map.entry("Sid=nonsense", 400),
                Map.entry("Sid=RE00000000000000000000000000000099", 404),
                Map.entry("Sid=ME00000000000000000000000000000099", 404),
                Map.entry(sound + "&Format=ogg", 400),
                Map.entry(sound + "&Format=mp3", 404),
                Map.entry("Sid=ME00000000000000000000000000000001&Format=wav", 400),
                Map.entry(sound + "&ExpiresIn=0", 400),
                Map.entry(sound + "&ExpiresIn=604801", 400),
                Map.entry(sound + "&ExpiresIn=-5", 400),
                Map.entry(sound + "&ExpiresIn=99999999999999999999", 400),
                Map.entry(sound + "&ExpiresIn=1h", 400),
                Map.entry(sound + "&Unknown=1", 400),
                Map.entry(sound + "&Account=nonsense", 400),
                Map.entry(sound + "&Account=AC00000000000000000000000000000002", 404));
        for (Map.Entry<String, Integer> refusal : refusals.entrySet()) {
            HttpResponse<byte[]> answer = media.own("/ringback/v1/media-links?" + refusal.getKey());
            assertThat(answer.statusCode()).as(refusal.getKey()).isEqualTo(refusal.getValue());
            assertThat(header(answer, "Content-Type")).startsWith("application/json");
        }
    }

    @Test
    void everyTokenOfTheAccountVerifies() throws Exception {
        MediaLink link = new MediaLink(ACCOUNT, SOUND, "wav", TestMedia.START.plusSeconds(100));
        for (String token : TestServer.ACCOUNT.authTokens()) {
            String signature = new LinkKey(token, "ringback media link").sign(link.texts());
            assertThat(media.anonymous("GET", media.server().apiUrl(link.uri(signature)))
                            .statusCode())
                    .isEqualTo(200);
        }
        for (String[] wrong : new String[][] {
            {TestServer.SUBACCOUNT.authTokens().get(0), "ringback media link"},
            {TestServer.ACCOUNT.authTokens().get(0), "ringback silence link"}
        }) {
            String signature = new LinkKey(wrong[0], wrong[1]).sign(link.texts());
            assertThat(media.anonymous("GET", media.server().apiUrl(link.uri(signature)))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void makingALinkIsAuditedWithoutItsSignature() throws Exception {
        link("Sid=" + SOUND);
        String rows =
                DatabaseRows.of(TestServer.database(folder), List.of("audit")).toString();
        assertThat(rows)
                .contains("media.link", SOUND + " until 2026-03-01T13:00:00Z")
                .doesNotContain("Signature");
    }

    @Test
    void noLogHasTheSignature() throws Exception {
        Level level = root().getLevel();
        root().setLevel(Level.INFO);
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            String url = link("Sid=" + SOUND).path("url").asText();
            assertThat(media.anonymous("GET", url).statusCode()).isEqualTo(200);
            Files.delete(media.store().resolve(ACCOUNT + "/test/" + SOUND + ".wav"));
            assertThat(media.anonymous("GET", url).statusCode()).isEqualTo(404);
            assertThat(media.anonymous("GET", url + "x").statusCode()).isEqualTo(403);
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("Signature"));
        } finally {
            root().setLevel(level);
        }
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void aLinkToWhatTwilioHasLeadsThroughTwilio() throws Exception {
        media.close();
        try (TestMedia other = new TestMedia(folder.resolve("other"))) {
            other.twilio().add(RelayedRecordings.of(SOUND));
            other.start(TestUpstream.reading(Reads.MISSING));
            assertThat(other.own("/ringback/v1/media-links?Sid=" + SOUND).statusCode())
                    .as("nobody has heard of it")
                    .isEqualTo(404);
            assertThat(other.get("/Recordings/" + SOUND + ".json").statusCode()).isEqualTo(200);
            HttpResponse<byte[]> made = other.own("/ringback/v1/media-links?Format=mp3&Sid=" + SOUND);
            JsonNode link = new ObjectMapper().readTree(made.body());
            assertThat(link.path("length").isNull()).isTrue();
            assertThat(other.anonymous("GET", link.path("url").asText()).body())
                    .isEqualTo(other.twilio()
                            .contents()
                            .mp3(RelayedRecordings.of(SOUND))
                            .bytes());
        }
        media = new TestMedia(folder.resolve("again")).start(UpstreamOptions.OFF);
    }
}
