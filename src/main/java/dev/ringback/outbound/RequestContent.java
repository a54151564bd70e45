package dev.ringback.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Holds the body of a request, byte for byte. Immutable. */
public final class RequestContent {
    public static final RequestContent NONE = new RequestContent(new byte[0]);

    private final byte[] bytes;

    private RequestContent(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Makes a body of a text, in UTF-8. */
    public static RequestContent of(String text) {
        return text.isEmpty() ? NONE : new RequestContent(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a body of bytes, which are copied. */
    public static RequestContent of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new RequestContent(bytes.clone());
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the bytes read as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestContent content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the length alone: bodies may hold secrets. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
