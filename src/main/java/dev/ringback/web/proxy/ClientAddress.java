package dev.ringback.web.proxy;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Finds the address of the client of a request, also behind proxies: the last one that a trusted proxy names and that is no trusted proxy itself. What anybody else
 * says does not count. Safe for use by many threads.
 */
public final class ClientAddress {
    private final TrustedProxies trusted;

    public ClientAddress(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    /** Returns an address as it was written, without a port; that of the sender where nothing better is known. */
    public String of(Context ctx) {
        HttpServletRequest request = ctx.req();
        String sender = request.getRemoteAddr();
        if (!trusted.contains(sender)) {
            return sender;
        }
        List<String> listed = new HeaderLists(request, trusted).addresses();
        String client = sender;
        for (int i = listed.size() - 1; i >= 0 && trusted.contains(client); i--) {
            String before = TrustedProxies.literal(listed.get(i));
            if (before == null) {
                return client;
            }
            client = before;
        }
        return client;
    }
}
