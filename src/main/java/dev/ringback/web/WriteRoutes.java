package dev.ringback.web;

import dev.ringback.web.handler.DeliveryReplayHandler;
import dev.ringback.web.handler.ReplayHandler;
import dev.ringback.web.handler.SilencePage;
import java.util.List;
import java.util.regex.Pattern;

/** The addresses of the API door that take more than reads, and which methods each takes. All others answer reads only. */
final class WriteRoutes {
    private static final List<String> READS = List.of("GET", "HEAD");

    private static final List<Route> ROUTES = List.of(
            new Route(ReplayHandler.PATH, "POST"),
            new Route(DeliveryReplayHandler.PATH, "POST"),
            new Route("/ringback/v1/deliveries/[^/]+/replay", "POST"),
            new Route("/ringback/v1/silences", "GET", "HEAD", "POST"),
            new Route("/ringback/v1/silences/[^/]+", "GET", "HEAD", "DELETE"),
            new Route(SilencePage.PATH, "GET", "HEAD", "POST"));

    private WriteRoutes() {}

    /** An address, and all the methods it takes. */
    private record Route(Pattern path, List<String> methods) {
        Route(String path, String... methods) {
            this(Pattern.compile(path), List.of(methods));
        }
    }

    /** What an address takes, served or not. */
    static List<String> methods(String path) {
        return ROUTES.stream()
                .filter(route -> route.path().matcher(path).matches())
                .findFirst()
                .map(Route::methods)
                .orElse(READS);
    }

    /** Whether an address takes reads only. */
    static boolean isReadOnly(String path) {
        return methods(path).equals(READS);
    }
}
