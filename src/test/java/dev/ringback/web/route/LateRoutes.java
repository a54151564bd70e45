package dev.ringback.web.route;

import dev.ringback.web.late.LateAnswers;
import dev.ringback.web.late.LateHandler;

/** Declares routes for tests: one whose handler answers later, and one that is answered at once. */
public final class LateRoutes {
    public static final String LATE = "/ringback/v1/late";
    public static final String PROMPT = "/ringback/v1/prompt";

    private LateRoutes() {}

    public static RouteTable of(LateAnswers lateAnswers, LateHandler handler) {
        Operation operation = Operation.text("text/plain", "what a test says");
        RouteTable routes = new RouteTable(lateAnswers);
        routes.lateRead(Access.VIEWER, LATE, handler, operation);
        routes.latePost(Access.VIEWER, LATE, handler, operation);
        routes.lateDelete(Access.VIEWER, LATE, handler, operation);
        routes.read(Access.VIEWER, PROMPT, ctx -> ctx.result("prompt"), operation);
        return routes;
    }
}
