package dev.ringback.web;

import dev.ringback.twilio.rest.Extension;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Words the errors that Jetty raises before Javalin sees a request (addresses it cannot read, headers beyond the limit) as Twilio would,
 * where Jetty would send a page of HTML.
 */
final class JettyErrors extends ErrorHandler {
    /** Jetty describes errors to GET and POST only; our clients want an answer to every method. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String reason,
            @Nullable Throwable cause,
            Callback callback) {
        byte[] body =
                describe(Extension.of(String.valueOf(request.getHttpURI().getPath())), status, response.getHeaders());
        response.setStatus(TwilioError.of(status).status());
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static byte[] describe(Extension extension, int status, HttpFields.Mutable headers) {
        TwilioError error = TwilioError.of(status);
        String requestId = headers.get(RequestId.HEADER);
        if (requestId == null) {
            requestId = RequestId.next();
            headers.put(RequestId.HEADER, requestId);
        }
        headers.put(new HttpField(HttpHeader.CONTENT_TYPE, extension.errorContentType()));
        return extension.error(new TwilioException(error, message(error) + ", request " + requestId));
    }

    private static String message(TwilioError error) {
        return switch (error) {
            case NOT_FOUND -> "The requested resource was not found";
            case CONTENT_TOO_LARGE -> "The body of the request is too large";
            case URI_TOO_LONG -> "The address of the request is too long";
            case HEADERS_TOO_LARGE -> "The headers of the request are too large";
            case SERVER_ERROR -> "Internal server error";
            case UNAVAILABLE -> "The server is stopping";
            default -> "The request cannot be understood";
        };
    }
}
