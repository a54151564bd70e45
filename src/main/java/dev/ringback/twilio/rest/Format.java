package dev.ringback.twilio.rest;

/** Writes answers in one format, in UTF-8. Safe for use by many threads. */
public interface Format {
    /** The format's media type. */
    String contentType();

    /** Writes one resource. */
    <T> byte[] resource(ResourceView<T> view, T resource);

    /** A page of a list, as the 2010-04-01 API wraps it. */
    <T> byte[] list(ListPage<T> page);
}
