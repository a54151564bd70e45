package dev.ringback.web.media;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Answers with content of the vault, or the part of it that is wanted. It is open already, so that whoever cannot open it can answer otherwise.
 *
 * @param part null where the range begins behind the end
 * @param isRange whether a range was asked for, which may be all of it: players begin with {@code bytes=0-}
 * @param stream begins with the part; null where none of it is sent
 * @param readers send it
 */
record OpenContent(
        Wanted wanted,
        HeldContent content,
        @Nullable Part part,
        boolean isRange,
        @Nullable InputStream stream,
        Executor readers)
        implements Handler {

    /**
     * Opens what a request wants of content, and lets a transfer close it.
     *
     * @throws IOException when it cannot be opened
     */
    static OpenContent open(
            Wanted wanted, HeldContent content, Conditions conditions, Transfer transfer, Executor readers)
            throws IOException {
        Optional<RangeHeader> range = conditions.range(content.tag(), content.lastModified());
        Part part =
                range.isPresent() ? range.get().within(content.length()).orElse(null) : new Part(0, content.length());
        InputStream stream = null;
        if (part != null && part.length() > 0) {
            // For HEAD too: what the vault has lost must not look as if it were there.
            stream = content.source().read(part.from(), conditions.isHead() ? 1 : part.length());
            transfer.closesAtEnd(stream);
        }
        return new OpenContent(wanted, content, part, range.isPresent(), conditions.isHead() ? null : stream, readers);
    }

    @Override
    public void handle(Context ctx) {
        describe(ctx, content);
        Part sent = part;
        if (sent == null) {
            ctx.header("Content-Range", "bytes */" + content.length());
            throw new TwilioException(TwilioError.RANGE_NOT_SATISFIABLE, "The range begins behind the end");
        }
        ContentHeaders.write(ctx, wanted, content.contentType());
        if (isRange) {
            ctx.status(206).header("Content-Range", sent.of(content.length()));
        }
        ctx.res().setContentLengthLong(sent.length());
        InputStream opened = stream;
        if (opened != null) {
            Sending.body(ctx, wanted.sid(), body -> Pump.start(opened, sent.length(), body, readers));
        }
    }

    /** Answers that the client has the content already. */
    static void notModified(Context ctx, Wanted wanted, HeldContent content) {
        describe(ctx, content);
        ContentHeaders.writeCaching(ctx, wanted);
        ctx.status(304);
        ctx.res().setContentType(null);
    }

    /** Writes the headers that an answer without the content has too. */
    private static void describe(Context ctx, HeldContent content) {
        ctx.header("X-Ringback-Source", "vault");
        ctx.header("Accept-Ranges", "bytes");
        ctx.header("ETag", content.tag().value());
        ctx.header("Last-Modified", HttpDate.text(content.lastModified()));
    }
}
