package dev.ringback.web.route;

/**
 * Describes a parameter of a query.
 *
 * @param meaning in few words, for people
 * @param required whether a request without it is refused
 */
public record QueryParameter(String name, String meaning, boolean required) {

    static QueryParameter optional(String name, String meaning) {
        return new QueryParameter(name, meaning, false);
    }

    static QueryParameter required(String name, String meaning) {
        return new QueryParameter(name, meaning, true);
    }
}
