package dev.ringback.web.media;

import dev.ringback.outbound.OutboundResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers with content that comes from Twilio: its status, and of its headers those that say what the bytes are.
 *
 * @param stream where the content goes; null where the headers alone are wanted
 */
record RelayAnswer(
        Wanted wanted, OutboundResponse head, @Nullable RelayStream stream) implements Handler {
    private static final int PARTIAL = 206;

    @Override
    public void handle(Context ctx) {
        ctx.status(head.status());
        ContentHeaders.write(ctx, wanted, head.header("content-type").orElse(""));
        ctx.header("X-Ringback-Source", "api");
        for (String name : List.of("Content-Range", "Content-Encoding", "Accept-Ranges")) {
            head.header(name.toLowerCase(Locale.ROOT)).ifPresent(value -> ctx.header(name, value));
        }
        length().ifPresent(ctx.res()::setContentLengthLong);
        if (stream != null) {
            Sending.body(ctx, wanted.sid(), stream::sendTo);
        }
    }

    private Optional<Long> length() {
        return head.header("content-length")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    /** Tells whether it can be content at all: an answer with success may be an empty one, or a part that nobody can place. */
    static boolean isContent(OutboundResponse head) {
        return head.status() == 200
                || (head.status() == PARTIAL
                        && head.header("content-range")
                                .filter(range -> range.matches("bytes \\d{1,18}-\\d{1,18}/(\\d{1,18}|\\*)"))
                                .isPresent());
    }
}
