package dev.ringback.web;

import io.javalin.http.Context;

/**
 * Sets the headers that every answer of the API door carries: the request's id, and how long the answer took in seconds. Safe for use by many threads.
 */
final class RequestHeaders {
    private static final String DURATION = "Twilio-Request-Duration";
    private static final String BEGAN = "ringback.began";

    private volatile boolean isLast;

    /** Sets the id before anything else, so that no error is without one. */
    void before(Context ctx) {
        ctx.attribute(BEGAN, System.nanoTime());
        ctx.header(RequestId.HEADER, RequestId.next());
    }

    /** Lets each answer from now on say that it is the last on its connection. */
    void endConnections() {
        isLast = true;
    }

    /** Sets the duration after everything else, errors included. */
    void after(Context ctx) {
        if (isLast) {
            ctx.header("Connection", "close");
        }
        Long began = ctx.attribute(BEGAN);
        if (began != null) {
            ctx.header(DURATION, seconds(System.nanoTime() - began));
        }
    }

    /** Formats seconds with three decimals. Put together by hand: String.format would cost more than the rest of a small answer. */
    static String seconds(long nanos) {
        long millis = nanos / 1_000_000;
        String fraction = Long.toString(1000 + millis % 1000).substring(1);
        return millis / 1000 + "." + fraction;
    }
}
