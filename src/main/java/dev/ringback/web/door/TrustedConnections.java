package dev.ringback.web.door;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Remembers which connections once carried a webhook that was proved: they are closed last when there are too many. */
public final class TrustedConnections extends Handler.Wrapper {
    private final String path;

    /** @param path requests to it and below are answered 2xx only if they were proved */
    public TrustedConnections(String path) {
        this.path = path;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (Request.getPathInContext(request).startsWith(path)) {
            Request.addCompletionListener(request, failure -> {
                if (failure == null && HttpStatus.isSuccess(response.getStatus())) {
                    OpenConnection.trust(request);
                }
            });
        }
        return super.handle(request, response, callback);
    }
}
