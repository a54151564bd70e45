package dev.ringback.forward.receiver;

import java.net.URI;

/** The places of a service whose own place is an option. */
public final class Endpoint {
    private Endpoint() {}

    /**
     * A place below a service's own.
     *
     * @param base with a path or without, and with or without a slash at its end; a query is left out
     * @param path with a slash at its beginning, and already encoded; may have a query
     */
    public static URI below(URI base, String path) {
        String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + prefix + path);
    }
}
