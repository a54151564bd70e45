package dev.ringback.simulate.api.http;

import dev.ringback.simulate.api.content.Content;
import dev.ringback.simulate.api.content.RandomContent;
import java.util.function.UnaryOperator;

/** Makes the faults that only large bodies have: what comes is too short, too long, too slow, or no content at all. */
public final class BodyFault {
    private static final Content ENDLESS = new RandomContent("endless", 1L << 20);

    private BodyFault() {}

    /** Closes the connection after so many bytes of the body, of which {@code Content-Length} promised more. */
    public static Fault cutAfter(long bytes) {
        return changing(body -> cut(body, body.length(), bytes, false));
    }

    /** Resets the connection after so many bytes of the body. The client may lose of them what it has not read by then. */
    public static Fault resetAfter(long bytes) {
        return changing(body -> cut(body, body.length(), bytes, true));
    }

    /** Sends the right body in chunks, without {@code Content-Length}. */
    public static Fault chunked() {
        return changing(body -> new StreamedBody(Body.UNKNOWN, body::writeTo));
    }

    /** Sends the body in chunks, and closes the connection after so many bytes of it, without the last chunk. */
    public static Fault chunkedCutAfter(long bytes) {
        return changing(body -> cut(body, Body.UNKNOWN, bytes, false));
    }

    /** Sends the right body in chunks, under a {@code Content-Length} that is wrong, and closes the connection. */
    public static Fault falseLength(long length) {
        return changing(body -> new ContradictoryBody(body, length));
    }

    /**
     * Sends no more than so many bytes a second, by the wall clock.
     *
     * @param bytesPerSecond 1 or more
     */
    public static Fault slow(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException(bytesPerSecond + " bytes a second");
        }
        return changing(
                body -> new StreamedBody(body.length(), to -> body.writeTo(new SlowOutputStream(to, bytesPerSecond))));
    }

    /** Sends the right body in chunks, and goes on for as long as the client stays. */
    public static Fault endless() {
        return changing(body -> new StreamedBody(Body.UNKNOWN, to -> {
            body.writeTo(to);
            while (true) {
                ENDLESS.write(0, ENDLESS.length(), to);
            }
        }));
    }

    /**
     * Answers 200 with the XML of a 404, and does nothing, as archives have met it (clientcomm issue 208).
     *
     * @param contentType what it says to be, such as {@code application/xml} or {@code audio/x-wav}
     */
    public static Fault errorAsSuccess(String contentType) {
        return Fault.instead(request -> Answer.of(200, contentType, ErrorBody.xml(ApiError.notFound(request.path()))));
    }

    /** Answers with an error of the host of media, and does nothing; its code is a word such as {@code SlowDown}. */
    public static Fault storageError(int status, String code) {
        return Fault.instead(request -> StorageError.answer(status, code, "on purpose"));
    }

    private static Fault changing(UnaryOperator<Body> change) {
        return Fault.afterwards(answer -> answer.withBody(change.apply(answer.body())));
    }

    private static Body cut(Body body, long length, long bytes, boolean reset) {
        return new StreamedBody(length, to -> {
            body.writeTo(new LimitedOutputStream(to, bytes, new Cut(reset)));
            throw new Cut(reset);
        });
    }
}
