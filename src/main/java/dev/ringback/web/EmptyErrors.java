package dev.ringback.web;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers the errors that Jetty raises before a request reaches us by their status alone. A request line that cannot be read, such as one
 * with a malformed escape in its path, cannot be proved either: it is refused as any other.
 */
final class EmptyErrors extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String reason,
            @Nullable Throwable cause,
            Callback callback) {
        response.setStatus(status == HttpStatus.BAD_REQUEST_400 ? HttpStatus.FORBIDDEN_403 : status);
        callback.succeeded();
    }
}
