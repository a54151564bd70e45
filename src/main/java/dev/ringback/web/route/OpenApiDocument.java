package dev.ringback.web.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.Role;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes routes in OpenAPI 3.1. Ringback's own have the schemas of {@code openapi-components.json}; Twilio's are there in JSON only, and
 * refer to Twilio for what they answer. HEAD goes without saying, and so do addresses that stand for a whole tree. Writes at Twilio's addresses are
 * there whether or not the settings of now let them be done.
 */
final class OpenApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("\\{([^/}]+)}");
    private static final String SID = "Sid";

    private final List<Route> routes;

    OpenApiDocument(List<Route> routes) {
        this.routes = routes;
    }

    byte[] toJson() {
        ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Ringback")
                .put("version", version())
                .put(
                        "description",
                        "A local copy of your Twilio data: Twilio's own addresses, and what Twilio does not have.");
        ObjectNode paths = document.putObject("paths");
        routes.stream().filter(OpenApiDocument::isShown).forEach(route -> add(route, paths));
        document.set("components", components());
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }

    private static String version() {
        String version = OpenApiDocument.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    private static boolean isShown(Route route) {
        return !route.method().equals(HandlerType.HEAD)
                && route.isDescribed()
                && !route.path().endsWith("*");
    }

    private static ObjectNode components() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("openapi-components.json")) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(file));
        } catch (IOException missing) {
            throw new UncheckedIOException("read openapi-components.json", missing);
        }
    }

    private static void add(Route route, ObjectNode paths) {
        Operation operation = route.operation();
        ObjectNode written = paths.withObjectProperty(route.path())
                .putObject(route.method().name().toLowerCase(Locale.ROOT));
        written.putArray("tags").add(isRingbacks(route) ? "Ringback" : "Twilio");
        written.put("summary", operation.answers());
        addSecurity(route.access(), written);
        describe(route, written);
        ArrayNode parameters = written.putArray("parameters");
        addPathParameters(route.path(), parameters);
        operation.query().forEach(parameter -> add(parameter, parameters));
        if (operation.body() != null) {
            add(operation.body(), written.putObject("requestBody").put("required", true));
        }
        addResponses(operation, written.putObject("responses"));
    }

    /** Tells whether Twilio does not have the address. */
    private static boolean isRingbacks(Route route) {
        return !route.path().startsWith("/2010-04-01/") && !route.path().startsWith("/v1/");
    }

    private static void addSecurity(Access access, ObjectNode operation) {
        ArrayNode security = operation.putArray("security");
        Role least = access.least();
        if (least != null) {
            security.addObject().putArray("basic").add(least.value());
        } else if (access == Access.SIGNED_LINK) {
            security.addObject().putArray("signedLink");
        }
    }

    private static void describe(Route route, ObjectNode operation) {
        Role least = route.access().least();
        if (least != null) {
            String role = "Needs the role " + least.value() + ".";
            boolean isRead = route.method().equals(HandlerType.GET);
            operation.put(
                    "description",
                    isRead || isRingbacks(route)
                            ? role
                            : role + " Passed on to Twilio with `upstream.writes`; 405 without.");
        }
    }

    private static void addPathParameters(String path, ArrayNode parameters) {
        Matcher names = PARAMETER.matcher(path);
        while (names.find()) {
            String name = names.group(1);
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .put("description", meaning(name))
                    .putObject("schema")
                    .put("type", name.equals("id") ? "integer" : "string");
        }
    }

    private static String meaning(String name) {
        if (name.equals("id")) {
            return "id, from the list";
        }
        return name.length() > SID.length()
                ? "SID of the "
                        + name.substring(0, name.length() - SID.length()).toLowerCase(Locale.ROOT)
                : "SID of the resource";
    }

    private static void add(QueryParameter parameter, ArrayNode parameters) {
        parameters
                .addObject()
                .put("name", parameter.name())
                .put("in", "query")
                .put("required", parameter.required())
                .put("description", parameter.meaning())
                .putObject("schema")
                .put("type", "string");
    }

    private static void addResponses(Operation operation, ObjectNode responses) {
        Operation.Response response = operation.response();
        String status = Integer.toString(response.status());
        if (response.status() >= 400) {
            responses.putObject(status).put("$ref", "#/components/responses/Error");
            return;
        }
        if (response.content() == null) {
            responses.putObject(status).put("$ref", "#/components/responses/Twilio");
        } else {
            add(response.content(), responses.putObject(status).put("description", operation.answers()));
        }
        Operation.Conflict conflict = operation.conflict();
        if (conflict != null) {
            add(
                    new Operation.Content("application/json", conflict.schema()),
                    responses.putObject("409").put("description", conflict.when()));
        }
        responses.putObject("default").put("$ref", "#/components/responses/Error");
    }

    private static void add(Operation.Content content, ObjectNode holder) {
        ObjectNode mediaType = holder.putObject("content").putObject(content.mediaType());
        @Nullable String schema = content.schema();
        if (schema == null) {
            mediaType.putObject("schema").put("type", "string");
        } else {
            mediaType.putObject("schema").put("$ref", "#/components/schemas/" + schema);
        }
    }
}
