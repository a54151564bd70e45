package dev.ringback.web.route;

import java.util.List;
import java.util.stream.Stream;

/**
 * Matches the path of a route, such as {@code /Calls/{Sid}.json}, without a regular expression: asked for every request, it must be quick. It ends in no
 * {@code *}.
 */
record PathPattern(List<Segment> segments) {
    private static final String SLASH = "/";

    /**
     * Represents a part of a path between slashes, such as {@code Calls} or {@code {Sid}.json}.
     *
     * @param end what it ends in, behind a parameter; all of it where it has none
     */
    record Segment(boolean hasParameter, String end) {
        static Segment of(String text) {
            int parameter = text.indexOf('}');
            return new Segment(parameter >= 0, text.substring(parameter + 1));
        }

        boolean matches(String text) {
            return hasParameter ? text.length() > end.length() && text.endsWith(end) : text.equals(end);
        }
    }

    static PathPattern of(String path) {
        return new PathPattern(Stream.of(split(path)).map(Segment::of).toList());
    }

    /** Returns what stands before, between and behind the slashes of a path. */
    static String[] split(String path) {
        return path.split(SLASH, -1);
    }

    /** Does the same, as if there were no slash at the end. */
    static String[] splitWithoutEnd(String path) {
        return split(path.length() > 1 && path.endsWith(SLASH) ? path.substring(0, path.length() - 1) : path);
    }

    /** Tells whether a path of as many parts matches. Compares from the end, where paths differ. */
    boolean matches(String[] path) {
        for (int i = path.length - 1; i >= 0; i--) {
            if (!segments.get(i).matches(path[i])) {
                return false;
            }
        }
        return true;
    }
}
