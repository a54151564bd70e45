package dev.ringback.simulate.api.http;

import dev.ringback.twilio.rest.Extension;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows which addresses there are. Filled before it is asked; of two routes that fit, the first counts. */
public final class Routes {
    private static final String ACCOUNT = "/2010-04-01/Accounts/{" + ApiRequest.ACCOUNT_SID + "}";

    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, List<String> template, Endpoint endpoint) {
        /** Returns the variables of a path; empty where the path is not of this route. */
        Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != template.size()) {
                return Optional.empty();
            }
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String part = template.get(i);
                if (part.startsWith("{")) {
                    variables.put(part.substring(1, part.length() - 1), path.get(i));
                } else if (!part.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }
    }

    /** Where a request leads. */
    record Match(Endpoint endpoint, Map<String, String> variables) {}

    /** Adds an address below an account, such as {@code /Messages/{Sid}}; empty for the account itself. */
    public Routes account(String method, String template, Endpoint endpoint) {
        return add(method, ACCOUNT + template, endpoint);
    }

    /** Adds an address, without extension, such as {@code /v1/Alerts/{Sid}}. */
    public Routes add(String method, String template, Endpoint endpoint) {
        routes.add(new Route(method, List.of(template.split("/", -1)), endpoint));
        return this;
    }

    /**
     * Finds where a request leads.
     *
     * @throws ApiError 404 with code 20404 for an address that does not exist; 405 with code 20004 for a method that it does not have
     */
    Match find(IncomingRequest request) {
        List<String> path = parts(request.path());
        // Of HEAD the server sends no body.
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        boolean exists = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(path);
            if (variables.isPresent() && route.method().equals(method)) {
                return new Match(route.endpoint(), variables.get());
            }
            exists |= variables.isPresent();
        }
        throw exists ? ApiError.of(405, 20004, "Method not allowed") : ApiError.notFound(request.path());
    }

    /** Returns the last part of a path without extension, such as a SID. */
    static String lastPart(String path) {
        List<String> parts = parts(path);
        return parts.get(parts.size() - 1);
    }

    /** The extension is no part of the last one; those of media are. */
    private static List<String> parts(String path) {
        String extension = path.startsWith("/2010-04-01/") ? Extension.of(path).text() : "";
        String address = path.substring(0, path.length() - extension.length());
        List<String> parts = new ArrayList<>();
        for (String part : address.split("/", -1)) {
            parts.add(decode(part));
        }
        return parts;
    }

    private static String decode(String part) {
        try {
            // A plus is no space in a path.
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return part;
        }
    }
}
