package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body with its length and its bytes apart, so that they may contradict each other.
 *
 * @param length what {@code Content-Length} says; {@link Body#UNKNOWN} to send chunks
 */
public record StreamedBody(long length, Source source) implements Body {
    /** Writes bytes. Called by many threads. */
    @FunctionalInterface
    public interface Source {
        void writeTo(OutputStream to) throws IOException;
    }

    @Override
    public void writeTo(OutputStream to) throws IOException {
        source.writeTo(to);
    }
}
