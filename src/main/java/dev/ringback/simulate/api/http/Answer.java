package dev.ringback.simulate.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer, or what is done instead of answering. Immutable; the bytes are not copied and must not be changed. */
public final class Answer {
    private static final Body NOTHING = BytesBody.NOTHING;

    private final Ending ending;
    private final int status;
    private final @Nullable String contentType;
    private final Map<String, String> headers;
    private final Body body;

    private Answer(Ending ending, int status, @Nullable String contentType, Map<String, String> headers, Body body) {
        this.ending = ending;
        this.status = status;
        this.contentType = contentType;
        this.headers = headers;
        this.body = body;
    }

    /** How a request ends. */
    public enum Ending {
        ANSWERED,
        /** The connection is closed without an answer. */
        CUT,
        /** The connection stays open, and nothing comes. */
        SILENT
    }

    /** An answer with a body that is written while it is sent. */
    public static Answer of(int status, String contentType, Body body) {
        return new Answer(Ending.ANSWERED, status, contentType, Map.of(), body);
    }

    /** An answer with a body. */
    public static Answer of(int status, String contentType, byte[] body) {
        return of(status, contentType, new BytesBody(body));
    }

    /** An answer whose body is text. */
    public static Answer of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Answer(Ending.ANSWERED, status, null, Map.of(), NOTHING);
    }

    /** No answer: the connection is closed. */
    public static Answer cut() {
        return new Answer(Ending.CUT, 0, null, Map.of(), NOTHING);
    }

    /** No answer: the client waits in vain. */
    public static Answer silent() {
        return new Answer(Ending.SILENT, 0, null, Map.of(), NOTHING);
    }

    /** Returns the same with one header more. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(ending, status, contentType, more, body);
    }

    /** Returns the same with another body. */
    public Answer withBody(byte[] other) {
        return withBody(new BytesBody(other));
    }

    /** Returns the same with another body. */
    public Answer withBody(Body other) {
        return new Answer(ending, status, contentType, headers, other);
    }

    public Ending ending() {
        return ending;
    }

    /** The HTTP status; 0 where there is no answer. */
    public int status() {
        return status;
    }

    public @Nullable String contentType() {
        return contentType;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The body, which may be longer than what fits into memory. */
    public Body body() {
        return body;
    }

    /** The body as a whole: only for one that is known to be short. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            body.writeTo(all);
        } catch (IOException cannotBeWritten) {
            throw new UncheckedIOException(cannotBeWritten);
        }
        return all.toByteArray();
    }

    /** The body as text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
