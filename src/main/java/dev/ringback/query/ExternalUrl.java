package dev.ringback.query;

import io.javalin.http.Context;

/** Tells by which scheme and host a client reaches the API door, so that addresses in answers lead back there. */
@FunctionalInterface
public interface ExternalUrl {
    /** Such as {@code https://ringback.example.com:8443}, without a slash at the end. */
    String of(Context ctx);
}
