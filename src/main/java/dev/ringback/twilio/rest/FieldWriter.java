package dev.ringback.twilio.rest;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of one resource in order and writes them in one format. What a format does differently (extensions of addresses, the
 * spelling of names, how null looks) is decided here, never by the resource.
 */
public interface FieldWriter {
    /** A string, also where it holds digits only; null is written as null, never left out: Node's library reads a missing date as now. */
    void text(String name, @Nullable String value) throws IOException;

    /** Written as text where a format has no numbers. */
    default void integer(String name, @Nullable Integer value) throws IOException {
        text(name, value == null ? null : value.toString());
    }

    /** Written as text where a format has no truth. */
    default void flag(String name, @Nullable Boolean value) throws IOException {
        text(name, value == null ? null : value.toString());
    }

    /**
     * The address of a resource, relative to the host.
     *
     * @param path without extension
     */
    void uri(String name, String path) throws IOException;

    /**
     * The addresses of what lies below a resource.
     *
     * @param path of the resource, without extension
     */
    void uris(String name, String path, List<Subresource> subresources) throws IOException;

    /**
     * The address of a resource on this server, with scheme and host, as the v1 APIs give it.
     *
     * @param path without extension, which those APIs do not have
     */
    void url(String name, String path) throws IOException;

    /** A value that has members of its own. */
    void object(String name, Members members) throws IOException;

    /** Writes the members of a value. */
    @FunctionalInterface
    interface Members {
        void write(FieldWriter writer) throws IOException;
    }
}
