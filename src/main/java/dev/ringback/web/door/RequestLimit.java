package dev.ringback.web.door;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers 503 while so many requests wait for their answer that one more could only wait in vain. Lower than the number of connections a
 * door may have, so that the refusal reaches whoever is refused.
 */
public final class RequestLimit extends Handler.Wrapper {
    private final int most;
    private final Runnable overloaded;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param overloaded told of each request that is refused */
    public RequestLimit(int most, Runnable overloaded) {
        this.most = most;
        this.overloaded = overloaded;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Request.addCompletionListener(request, failure -> underWay.decrementAndGet());
        if (underWay.incrementAndGet() <= most) {
            return super.handle(request, response, callback);
        }
        overloaded.run();
        Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
        return true;
    }
}
