package dev.ringback.web.media;

import dev.ringback.query.EntityTag;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the headers of a request that say what of the content is to be sent (RFC 9110, sections 13 and 14). They count for any method; a range counts for GET
 * alone.
 *
 * @param isHead whether the headers of the answer are wanted without the content
 */
record Conditions(
        boolean isHead,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifRange,
        Optional<RangeHeader> range) {

    static Conditions of(Context ctx) {
        boolean isHead = ctx.method().name().equals("HEAD");
        return new Conditions(
                isHead,
                ctx.header("If-None-Match"),
                ctx.header("If-Modified-Since"),
                ctx.header("If-Range"),
                isHead ? Optional.empty() : RangeHeader.of(ctx.header("Range")));
    }

    /** Tells whether the client has the content already. */
    boolean areMetBy(EntityTag tag, Instant lastModified) {
        if (ifNoneMatch != null) {
            return tag.matches(ifNoneMatch);
        }
        return ifModifiedSince != null
                && HttpDate.parse(ifModifiedSince)
                        .filter(since -> lastModified.getEpochSecond() <= since.getEpochSecond())
                        .isPresent();
    }

    /** Returns the range that is wanted of this content; empty for all of it, as where the client has the beginning of other content. */
    Optional<RangeHeader> range(EntityTag tag, Instant lastModified) {
        boolean isTheSame = ifRange == null
                || ifRange.strip().equals(tag.value())
                || ifRange.strip().equals(HttpDate.text(lastModified));
        return isTheSame ? range : Optional.empty();
    }
}
