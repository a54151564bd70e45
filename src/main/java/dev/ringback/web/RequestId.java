package dev.ringback.web;

import io.javalin.http.Context;
import java.util.concurrent.ThreadLocalRandom;

/** The name of one request, by which client and log speak of the same: {@code RQ} and 32 hexadecimal digits. */
final class RequestId {
    static final String HEADER = "Twilio-Request-Id";

    private static final String DIGITS = "0123456789abcdef";

    private RequestId() {}

    /** A new one. It is no secret, so it need not be unguessable. */
    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder("RQ");
        for (int half = 0; half < 2; half++) {
            long bits = random.nextLong();
            for (int shift = 60; shift >= 0; shift -= 4) {
                id.append(DIGITS.charAt((int) (bits >>> shift) & 0xF));
            }
        }
        return id.toString();
    }

    /** The one of a request that the door has begun to answer. */
    static String of(Context ctx) {
        return String.valueOf(ctx.res().getHeader(HEADER));
    }
}
