package dev.ringback.web.late;

import dev.ringback.query.WaitParameters;
import io.javalin.http.Handler;

/**
 * Holds the requests of a door whose answers come later, by what they wait for: each kind has places of its own, so that none keeps out another. Safe for
 * use by many threads.
 *
 * @param forTwilio requests that wait for an answer of Twilio's, or for content
 * @param forStates requests that wait for a resource to come into a state
 * @param forSignIns wrong credentials that are answered later, because others were wrong before
 */
public record LateRequests(LateAnswers forTwilio, LateAnswers forStates, LateAnswers forSignIns)
        implements AutoCloseable {

    /** Returns a handler of a read that waits for a state where its query says so, and else for Twilio, if at all. */
    public Handler waitable(LateHandler handler) {
        Handler asking = forTwilio.of(handler);
        Handler waiting = forStates.of(handler);
        return ctx -> (WaitParameters.isGiven(ctx) ? waiting : asking).handle(ctx);
    }

    @Override
    public void close() {
        forStates.close();
        forTwilio.close();
        forSignIns.close();
    }
}
