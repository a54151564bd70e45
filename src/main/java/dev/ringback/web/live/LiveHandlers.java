package dev.ringback.web.live;

import dev.ringback.live.Streams;
import dev.ringback.live.Waits;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.ReadCounter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.web.late.LateHandler;
import io.javalin.http.Handler;

/**
 * Holds the handlers of everything that is answered when something happens.
 *
 * @param one waits for a resource
 * @param several waits for several resources
 * @param stream tells of every change
 */
public record LiveHandlers(LateHandler one, LateHandler several, Handler stream) {

    /**
     * Creates all of them.
     *
     * @param counter is told of what is answered without asking Twilio
     */
    public static LiveHandlers of(
            Waits waits,
            Streams streams,
            StreamPlaces places,
            StreamAdmission admission,
            ResourceStore resources,
            ReadCounter counter,
            ExternalUrl externalUrl) {
        WaitHandler waitHandler = new WaitHandler(waits, resources, counter, externalUrl);
        return new LiveHandlers(
                waitHandler::one, waitHandler::several, new StreamHandler(streams, places, admission, externalUrl));
    }
}
