package dev.ringback.web.body;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets requests in when all of their body has come, so that a body that comes slowly, or never, holds up no thread. Bounded in time for
 * each, and in memory for all together. Of a body that is too large, so much is handed over that this can be seen; of one that breaks
 * off, reading fails.
 */
public final class BodyGathering extends Handler.Wrapper {
    private final BodyLimits limits;

    public BodyGathering(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Handler next = getHandler();
        if (next == null || !hasBody(request)) {
            return super.handle(request, response, callback);
        }
        new GatheredBody(limits, next, request, response, callback).run();
        return true;
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }
}
