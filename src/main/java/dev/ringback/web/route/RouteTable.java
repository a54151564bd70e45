package dev.ringback.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** Collects the routes of a door, in the order in which they are looked through. Each is declared here once, for the server and for 405. */
final class RouteTable {
    private final List<Route> routes = new ArrayList<>();

    /** Declares a read. Left to itself Javalin answers HEAD with 200 wherever there is a GET, found or not. */
    void read(String path, Handler handler) {
        add(HandlerType.GET, path, handler);
        add(HandlerType.HEAD, path, handler);
    }

    void post(String path, Handler handler) {
        add(HandlerType.POST, path, handler);
    }

    void delete(String path, Handler handler) {
        add(HandlerType.DELETE, path, handler);
    }

    private void add(HandlerType method, String path, Handler handler) {
        routes.add(new Route(method, path, handler));
    }

    /** Hands all routes to a server. */
    void register(RoutesConfig config) {
        routes.forEach(route -> config.addHttpHandler(route.method(), route.path(), route.handler()));
    }

    AllowedMethods allowedMethods() {
        return AllowedMethods.of(routes);
    }
}
