package dev.ringback.web.route;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a route takes and answers.
 *
 * @param answers what it answers, in few words, for people
 * @param response the answer when all is well
 * @param query the parameters that it reads, without those of the path
 * @param body what it takes beside them; null for nothing
 * @param conflict when it is answered 409; null for never
 */
public record Operation(
        String answers,
        Response response,
        List<QueryParameter> query,
        @Nullable Content body,
        @Nullable Conflict conflict) {
    private static final String JSON = "application/json";

    public Operation {
        query = List.copyOf(query);
    }

    /**
     * Describes an answer.
     *
     * @param content null where the answer has the shape of Twilio's, or is always an error
     */
    public record Response(int status, @Nullable Content content) {}

    /**
     * Describes a body.
     *
     * @param schema a name in {@code openapi-components.json}; null where a schema would tell nothing
     */
    public record Content(String mediaType, @Nullable String schema) {}

    /**
     * Describes the answer 409.
     *
     * @param when for people
     * @param schema a name in {@code openapi-components.json}
     */
    public record Conflict(String when, String schema) {}

    /** An answer in Ringback's own JSON. */
    static Operation json(String schema, String answers) {
        return with(new Response(200, new Content(JSON, schema)), answers);
    }

    static Operation text(String mediaType, String answers) {
        return with(new Response(200, new Content(mediaType, null)), answers);
    }

    /** An answer in the shape of Twilio's. */
    static Operation twilio(String answers) {
        return with(new Response(200, null), answers);
    }

    /** The 404 of what Ringback does not have. */
    static Operation unserved(String answers) {
        return with(new Response(404, null), answers);
    }

    private static Operation with(Response response, String answers) {
        return new Operation(answers, response, List.of(), null, null);
    }

    /** The same, answered with 201. */
    Operation created() {
        return new Operation(answers, new Response(201, response.content()), query, body, conflict);
    }

    /** The same, with further parameters in the query. */
    Operation takes(QueryParameter... parameters) {
        return takes(List.of(parameters));
    }

    /** The same, with further parameters in the query. */
    Operation takes(List<QueryParameter> parameters) {
        return new Operation(
                answers,
                response,
                Stream.concat(query.stream(), parameters.stream()).toList(),
                body,
                conflict);
    }

    /** The same, with a body. */
    Operation reads(String mediaType, @Nullable String schema) {
        return new Operation(answers, response, query, new Content(mediaType, schema), conflict);
    }

    /** The same, which may be answered 409 with an error in Twilio's shape. */
    Operation conflicts(String when) {
        return conflicts(when, "Error");
    }

    /** The same, which may be answered 409 with an error of that schema. */
    Operation conflicts(String when, String schema) {
        return new Operation(answers, response, query, body, new Conflict(when, schema));
    }
}
