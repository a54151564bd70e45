package dev.ringback.web.media;

import static dev.ringback.web.media.TestMedia.MESSAGE;
import static dev.ringback.web.media.TestMedia.sid;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attachments come from the vault, and no browser runs what a stranger has sent. */
class ServedAttachmentTest {
    private static final byte[] CONTENT = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

    /** Media types by the SIDs of attachments that have them. */
    private static final Map<String, String> TYPES = new TreeMap<>();

    @TempDir
    private static Path folder;

    private static TestMedia media;

    @BeforeAll
    static void start() throws Exception {
        media = new TestMedia(folder);
        for (String type : List.of(
                "image/jpeg",
                "image/png; name=\"a.png\"",
                "audio/ogg",
                "video/mp4",
                "text/plain; charset=utf-8",
                "text/html",
                "TEXT/HTML",
                "image/svg+xml",
                "application/xhtml+xml",
                "text/xml",
                "application/javascript",
                "text/x-vcard",
                "application/pdf",
                "application/x-unheard-of",
                "image/jpeg\r\nX-Injected: 1",
                "nonsense",
                "")) {
            String sid = sid("ME", TYPES.size() + 1);
            TYPES.put(sid, type);
            media.keepMedium(sid, type, CONTENT);
        }
        media.keepMedium(sid("ME", 99), "image/gif", new byte[0]);
        media.start();
    }

    @AfterAll
    static void close() {
        media.close();
    }

    private static HttpResponse<byte[]> get(String sid, String query) throws Exception {
        return media.get("/Messages/" + MESSAGE + "/Media/" + sid + query);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String sidOf(String type) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Test
    void everyTypeIsSentAsItIsAndNeverGuessed() throws Exception {
        for (Map.Entry<String, String> medium : TYPES.entrySet()) {
            HttpResponse<byte[]> answer = get(medium.getKey(), "");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(CONTENT);
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "X-Injected")).isEmpty();
            boolean isType =
                    medium.getValue().contains("/") && !medium.getValue().contains("\n");
            assertThat(header(answer, "Content-Type").replace(" ", ""))
                    .isEqualToIgnoringCase(isType ? medium.getValue().replace(" ", "") : "application/octet-stream");
        }
    }

    @Test
    void whatABrowserCouldRunIsAFileInASandbox() throws Exception {
        for (String type : List.of(
                "text/html",
                "TEXT/HTML",
                "image/svg+xml",
                "application/xhtml+xml",
                "text/xml",
                "application/javascript",
                "text/x-vcard",
                "application/pdf",
                "application/x-unheard-of",
                "image/jpeg\r\nX-Injected: 1",
                "nonsense",
                "")) {
            HttpResponse<byte[]> answer = get(sidOf(type), "");
            assertThat(header(answer, "Content-Disposition")).as(type).startsWith("attachment; filename=\"ME");
            assertThat(header(answer, "Content-Security-Policy")).as(type).isEqualTo("sandbox; default-src 'none'");
        }
    }

    @Test
    void whatIsSeenOrHeardIsShown() throws Exception {
        for (String type : List.of(
                "image/jpeg", "image/png; name=\"a.png\"", "audio/ogg", "video/mp4", "text/plain; charset=utf-8")) {
            assertThat(header(get(sidOf(type), ""), "Content-Disposition"))
                    .as(type)
                    .isEmpty();
        }
        assertThat(header(get(sidOf("image/jpeg"), ""), "Content-Security-Policy"))
                .isEqualTo("sandbox; default-src 'none'");
    }

    @Test
    void aFileToKeepIsNamedByItsType() throws Exception {
        Map<String, String> extensions = Map.of(
                "image/jpeg", ".jpg", "image/png; name=\"a.png\"", ".png", "text/x-vcard", ".vcf", "text/html", "");
        extensions.forEach((type, extension) -> {
            try {
                assertThat(header(get(sidOf(type), "?Download"), "Content-Disposition"))
                        .isEqualTo("attachment; filename=\"" + sidOf(type) + extension + '"');
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
    }

    @Test
    void anEmptyAttachmentIsEmpty() throws Exception {
        HttpResponse<byte[]> answer = get(sid("ME", 99), "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo("0");
        HttpResponse<byte[]> part = media.get("/Messages/" + MESSAGE + "/Media/" + sid("ME", 99), "Range", "bytes=0-");
        assertThat(part.statusCode()).isEqualTo(416);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes */0");
    }

    @Test
    void anAttachmentIsBelowItsOwnMessageAlone() throws Exception {
        for (String path : List.of(
                "/Messages/" + sid("MM", 2) + "/Media/" + sid("ME", 1),
                "/Messages/" + sid("SM", 1) + "/Media/" + sid("ME", 1),
                "/Messages/nonsense/Media/" + sid("ME", 1),
                "/Messages/" + MESSAGE + "/Media/" + sid("ME", 1) + ".jpg",
                "/Messages/" + MESSAGE + "/Media/" + sid("RE", 1),
                "/Messages/" + MESSAGE + "/Media/" + sid("ME", 77),
                "/Media/" + sid("ME", 1))) {
            assertThat(media.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void partsAndTagsAreThoseOfSound() throws Exception {
        String path = "/Messages/" + MESSAGE + "/Media/" + sid("ME", 1);
        HttpResponse<byte[]> part = media.get(path, "Range", "bytes=1-6");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo("script");
        assertThat(media.get(path, "If-None-Match", header(part, "ETag")).statusCode())
                .isEqualTo(304);
    }
}
