package dev.ringback.web.route;

import dev.ringback.web.late.LateAnswers;
import dev.ringback.web.late.LateHandler;
import io.javalin.http.HandlerType;

/** Declares routes for tests: some whose handler answers later, and one that is answered at once. */
public final class LateRoutes {
    public static final String LATE = "/ringback/v1/late";
    public static final String PASSED = "/ringback/v1/passed";
    public static final String UNSERVED = "/ringback/v1/unserved";
    public static final String PROMPT = "/ringback/v1/prompt";

    private LateRoutes() {}

    public static RouteTable of(LateAnswers lateAnswers, LateHandler handler) {
        Operation operation = Operation.text("text/plain", "what a test says");
        RouteTable routes = new RouteTable(lateAnswers);
        routes.lateRead(Access.VIEWER, LATE, handler, operation);
        routes.latePost(Access.VIEWER, LATE, handler, operation);
        routes.lateDelete(Access.VIEWER, LATE, handler, operation);
        routes.pass(HandlerType.POST, Access.VIEWER, PASSED, handler, operation, true);
        routes.pass(HandlerType.POST, Access.VIEWER, UNSERVED, handler, operation, false);
        routes.read(Access.VIEWER, PROMPT, ctx -> ctx.result("prompt"), operation);
        return routes;
    }
}
