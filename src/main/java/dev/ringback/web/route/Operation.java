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
 */
public record Operation(
        String answers,
        Response response,
        List<QueryParameter> query,
        @Nullable Content body) {
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
        return new Operation(answers, response, List.of(), null);
    }

    /** The same, answered with 201. */
    Operation created() {
        return new Operation(answers, new Response(201, response.content()), query, body);
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
                body);
    }

    /** The same, with a body. */
    Operation reads(String mediaType, @Nullable String schema) {
        return new Operation(answers, response, query, new Content(mediaType, schema));
    }
}
