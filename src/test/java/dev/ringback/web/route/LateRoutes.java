package dev.ringback.web.route;

import dev.ringback.web.late.LateAnswers;
import dev.ringback.web.late.LateHandler;
import dev.ringback.web.late.LateRequests;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Declares routes for tests: some whose handler answers later, and one that is answered at once. */
public final class LateRoutes {
    public static final String LATE = "/ringback/v1/late";
    public static final String PASSED = "/ringback/v1/passed";
    public static final String UNSERVED = "/ringback/v1/unserved";
    public static final String PROMPT = "/ringback/v1/prompt";

    private LateRoutes() {}

    /** Holds no request. */
    public static LateRequests none() {
        LateAnswers none =
                new LateAnswers("none", 0, "there are no places", Duration.ZERO, ctx -> {}, new SimpleMeterRegistry());
        return new LateRequests(none, none, none);
    }

    public static RouteTable of(LateRequests late, LateHandler handler) {
        Operation operation = Operation.text("text/plain", "what a test says");
        RouteTable routes = new RouteTable(late);
        routes.lateRead(Access.VIEWER, LATE, handler, operation);
        routes.latePost(Access.VIEWER, LATE, handler, operation);
        routes.lateDelete(Access.VIEWER, LATE, handler, operation);
        routes.pass(HandlerType.POST, Access.VIEWER, PASSED, handler, operation, true);
        routes.pass(HandlerType.POST, Access.VIEWER, UNSERVED, handler, operation, false);
        routes.read(Access.VIEWER, PROMPT, ctx -> ctx.result("prompt"), operation);
        return routes;
    }
}
