package dev.ringback.web;

import dev.ringback.query.Caller;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * Counts the requests that each account has under way, tells the number in a header as Twilio does, and refuses beyond a limit, so that no
 * account keeps the others from being answered.
 */
final class ConcurrentRequests implements Handler {
    private static final String HEADER = "Twilio-Concurrent-Requests";
    private static final String PLACE = "ringback.place";

    private final int most;
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();

    /** @param most of one account at once */
    ConcurrentRequests(int most) {
        this.most = most;
    }

    /**
     * Lets a request whose caller is known pass.
     *
     * @throws TwilioException 429 when its account has too many
     */
    @Override
    public void handle(Context ctx) {
        AtomicInteger count = underWay.computeIfAbsent(Caller.of(ctx).accountSid(), account -> new AtomicInteger());
        int now = count.incrementAndGet();
        Request request = ServletContextRequest.getServletContextRequest(ctx.req());
        Place place = new Place(count);
        ctx.attribute(PLACE, place);
        Request.addCompletionListener(request, failure -> place.giveBack());
        ctx.header(HEADER, Integer.toString(now));
        if (now > most) {
            throw new TwilioException(TwilioError.TOO_MANY_REQUESTS, "Too Many Requests");
        }
    }

    /** Tells whether a request has been counted. */
    boolean counts(Context ctx) {
        return ctx.attribute(PLACE) != null;
    }

    /** Counts a request no longer: it waits for something, and keeps nobody from being answered. */
    void leave(Context ctx) {
        Place place = ctx.attribute(PLACE);
        if (place != null) {
            place.giveBack();
        }
    }

    /** Represents what one request takes, until it is given back for the first time. */
    private static final class Place {
        private final AtomicInteger count;
        private final AtomicBoolean givenBack = new AtomicBoolean();

        Place(AtomicInteger count) {
            this.count = count;
        }

        void giveBack() {
            if (givenBack.compareAndSet(false, true)) {
                count.decrementAndGet();
            }
        }
    }
}
