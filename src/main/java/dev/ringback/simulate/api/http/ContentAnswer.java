package dev.ringback.simulate.api.http;

import dev.ringback.simulate.api.content.Content;
import java.util.Optional;

/** Answers with content: all of it, or the part that {@code Range} asks for, with an {@code ETag}. */
public final class ContentAnswer {
    private ContentAnswer() {}

    /**
     * Returns the answer to a request for content: 200, or 206 for a part, or 416 where the part begins behind the end.
     *
     * @param ranges whether {@code Range} and {@code If-Range} are heeded; else all is sent
     */
    public static Answer of(IncomingRequest request, String contentType, Content content, boolean ranges) {
        String tag = '"' + content.mark() + '"';
        String changed = request.header("if-range");
        boolean isPart = ranges && (changed == null || changed.equals(tag));
        Optional<ByteRange> range =
                isPart ? ByteRange.read(request.header("range"), content.length()) : Optional.empty();
        Answer answer =
                range.map(part -> part(contentType, content, part)).orElseGet(() -> whole(contentType, content));
        return (ranges ? answer.with("Accept-Ranges", "bytes") : answer).with("ETag", tag);
    }

    private static Answer whole(String contentType, Content content) {
        return Answer.of(200, contentType, body(content, 0, content.length()));
    }

    private static Answer part(String contentType, Content content, ByteRange range) {
        if (range.isEmpty()) {
            return Answer.empty(416).with("Content-Range", "bytes */" + content.length());
        }
        return Answer.of(206, contentType, body(content, range.from(), range.until()))
                .with("Content-Range", "bytes " + range.from() + "-" + (range.until() - 1) + "/" + content.length());
    }

    private static Body body(Content content, long from, long until) {
        return new StreamedBody(until - from, to -> content.write(from, until, to));
    }
}
