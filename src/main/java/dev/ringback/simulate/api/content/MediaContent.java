package dev.ringback.simulate.api.content;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes attachments: they begin as files of their type do, and go on with noise. */
public final class MediaContent {
    private static final int LEAST = 20_000;
    private static final int MORE = 100_000;
    private static final Map<String, byte[]> BEGINNINGS = Map.of(
            "image/jpeg", HexFormat.of().parseHex("ffd8ffe000104a46494600010100000100010000"),
            "image/png", HexFormat.of().parseHex("89504e470d0a1a0a"),
            "image/gif", text("GIF89a"),
            "application/pdf", text("%PDF-1.4\n"));

    private MediaContent() {}

    /**
     * Returns the content of an attachment, between 20,000 and 120,100 bytes.
     *
     * @param contentType null for none, such as {@code image/png}
     */
    public static Content of(String sid, @Nullable String contentType) {
        String type = Objects.requireNonNullElse(contentType, "").toLowerCase(Locale.ROOT);
        long length = LEAST + Long.remainderUnsigned(Noise.of(sid).at(0), MORE);
        Content noise = new RandomContent(sid, length);
        byte[] beginning = BEGINNINGS.get(type);
        return beginning == null ? noise : new JoinedContent(new GivenContent(beginning), noise);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
