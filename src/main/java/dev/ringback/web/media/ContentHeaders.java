package dev.ringback.web.media;

import dev.ringback.vault.content.MediaType;
import io.javalin.http.Context;
import java.util.Set;

/**
 * Writes the headers of every answer with content. Strangers send attachments, and a browser must not run them at this address: it does not guess types, shows only
 * what it cannot run, and keeps all else as a file.
 */
final class ContentHeaders {
    private static final Set<String> SHOWN = Set.of(
            "image/jpeg",
            "image/jpg",
            "image/png",
            "image/gif",
            "image/webp",
            "image/bmp",
            "image/tiff",
            "image/heic",
            "image/heif",
            "text/plain");

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private ContentHeaders() {}

    /**
     * Writes them.
     *
     * @param contentType as Twilio has told it; what is none becomes the type of unknown bytes
     */
    static void write(Context ctx, Wanted wanted, String contentType) {
        MediaType type = MediaType.of(contentType);
        ctx.contentType(type.header().isEmpty() ? UNKNOWN_TYPE : type.header());
        ctx.header("X-Content-Type-Options", "nosniff");
        writeCaching(ctx, wanted);
        boolean isPlayed = type.essence().startsWith("audio/") || type.essence().startsWith("video/");
        if (!isPlayed) {
            ctx.header("Content-Security-Policy", "sandbox; default-src 'none'");
        }
        boolean isActive = !isPlayed && !SHOWN.contains(type.essence());
        if (wanted.download() || isActive) {
            ctx.header("Content-Disposition", "attachment; filename=\"" + FileName.of(wanted, type.essence()) + '"');
        }
    }

    /** Writes those that say who may keep the answer. */
    static void writeCaching(Context ctx, Wanted wanted) {
        ctx.header("Cache-Control", wanted.isLink() ? "no-store" : "private, no-transform");
        if (wanted.isLink()) {
            ctx.header("Referrer-Policy", "no-referrer");
        }
    }
}
