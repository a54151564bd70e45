package dev.ringback.web.route;

import dev.ringback.web.late.LateRequests;

/** Declares every route of the API door, reads and writes. */
public final class ApiRoutes {
    private ApiRoutes() {}

    /**
     * Declares Twilio's addresses first, so that those that SDKs ask for are found soonest.
     *
     * @param late holds the requests whose answers come later
     */
    public static RouteTable of(ApiHandlers handlers, LateRequests late) {
        RouteTable routes = new RouteTable(late);
        new TwilioRoutes(handlers.reads(), handlers.media(), routes).declare();
        new TwilioWriteRoutes(handlers.writes(), routes).declare();
        new RingbackRoutes(handlers, routes).declare();
        new DashboardRoutes(handlers.dashboard(), routes).declare();
        new SignInRoutes(handlers.signIn(), routes).declare();
        return routes;
    }
}
