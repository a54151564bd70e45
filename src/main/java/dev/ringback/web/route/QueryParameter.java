package dev.ringback.web.route;

/**
 * Describes a parameter of a query.
 *
 * @param meaning in few words, for people
 * @param required whether a request without it is refused
 */
public record QueryParameter(String name, String meaning, boolean required) {

    /** Stands in a name for what users choose, as in {@code Tag.<name>}. */
    private static final String CHOSEN = "<name>";

    /** Tells whether a request that has a parameter of that name means this one. */
    boolean isMeantBy(String given) {
        return name.endsWith(CHOSEN)
                ? given.startsWith(name.substring(0, name.length() - CHOSEN.length()))
                : given.equals(name);
    }

    static QueryParameter optional(String name, String meaning) {
        return new QueryParameter(name, meaning, false);
    }

    static QueryParameter required(String name, String meaning) {
        return new QueryParameter(name, meaning, true);
    }
}
