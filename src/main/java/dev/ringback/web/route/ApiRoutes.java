package dev.ringback.web.route;

/** Declares every route of the API door, reads and writes. */
public final class ApiRoutes {
    private ApiRoutes() {}

    /** Declares Twilio's addresses first, so that those that SDKs ask for are found soonest. */
    public static RouteTable of(ApiHandlers handlers) {
        RouteTable routes = new RouteTable();
        new TwilioRoutes(handlers.reads(), routes).declare();
        new RingbackRoutes(handlers, routes).declare();
        return routes;
    }
}
