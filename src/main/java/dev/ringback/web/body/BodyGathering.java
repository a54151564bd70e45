package dev.ringback.web.body;

import java.time.Duration;
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
    private final int maxBodyBytes;
    private final Duration patience;
    private final BodyBudget budget;
    private final BodyMemory memory;
    private final Runnable overloaded;
    private final Turns largeBodies = new Turns(Runtime.getRuntime().availableProcessors());

    /**
     * @param patience how long a body may take
     * @param overloaded told of each request that is given up for want of room
     */
    public BodyGathering(int maxBodyBytes, Duration patience, BodyBudget budget, Runnable overloaded) {
        this.maxBodyBytes = maxBodyBytes;
        this.patience = patience;
        this.budget = budget;
        this.memory = new BodyMemory(budget.mostBytes());
        this.overloaded = overloaded;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Handler next = getHandler();
        if (next == null || !hasBody(request)) {
            return super.handle(request, response, callback);
        }
        new GatheredBody(this, next, request, response, callback).run();
        return true;
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Larger ones take turns: to take one apart costs a multiple of its size, and there is a thread for each of hundreds. */
    int largeBytes() {
        return 64_000;
    }

    Turns largeBodies() {
        return largeBodies;
    }

    int maxBodyBytes() {
        return maxBodyBytes;
    }

    Duration patience() {
        return patience;
    }

    BodyBudget budget() {
        return budget;
    }

    BodyMemory memory() {
        return memory;
    }

    void overloaded() {
        overloaded.run();
    }
}
