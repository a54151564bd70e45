package dev.ringback.web.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells which methods a path takes: those of its routes where one of them writes; all other paths, served or not, take reads only. */
public final class AllowedMethods {
    private static final List<String> READS = List.of("GET", "HEAD");
    private static final String TWILIO = "/2010-04-01/";

    /** Those of as many segments, in the order of their routes: asked for every request, so it must be quick. */
    private final Map<Integer, List<WritablePath>> writablePaths;

    private final boolean passWrites;

    private AllowedMethods(Map<Integer, List<WritablePath>> writablePaths, boolean passWrites) {
        this.writablePaths = writablePaths;
        this.passWrites = passWrites;
    }

    private record WritablePath(List<Segment> segments, List<String> methods) {
        /** Compares from the end, where paths differ. */
        boolean matches(String[] path) {
            for (int i = path.length - 1; i >= 0; i--) {
                if (!segments.get(i).matches(path[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Represents a part of a path between slashes, such as {@code Calls} or {@code {Sid}.json}.
     *
     * @param end what it ends in, behind a parameter; all of it where it has none
     */
    private record Segment(boolean hasParameter, String end) {
        static Segment of(String text) {
            int parameter = text.indexOf('}');
            return new Segment(parameter >= 0, text.substring(parameter + 1));
        }

        boolean matches(String text) {
            return hasParameter ? text.length() > end.length() && text.endsWith(end) : text.equals(end);
        }
    }

    static AllowedMethods of(List<Route> routes) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        routes.forEach(route -> methods.computeIfAbsent(route.path(), path -> new ArrayList<>())
                .add(route.method().name()));
        Map<Integer, List<WritablePath>> writablePaths = new HashMap<>();
        methods.forEach((path, ofPath) -> {
            if (!READS.containsAll(ofPath)) {
                List<Segment> segments =
                        List.of(segments(path)).stream().map(Segment::of).toList();
                writablePaths
                        .computeIfAbsent(segments.size(), count -> new ArrayList<>())
                        .add(new WritablePath(segments, List.copyOf(ofPath)));
            }
        });
        boolean passWrites = methods.entrySet().stream()
                .anyMatch(path -> path.getKey().startsWith(TWILIO) && !READS.containsAll(path.getValue()));
        return new AllowedMethods(writablePaths, passWrites);
    }

    private static String[] segments(String path) {
        return path.split("/", -1);
    }

    /** Lists the methods that a path takes, in the order of its routes. A slash at the end of a path of Ringback's own means nothing, as for its handlers. */
    public List<String> at(String path) {
        boolean endsInSlash = path.endsWith("/") && !path.startsWith(TWILIO);
        String[] segments = segments(endsInSlash ? path.substring(0, path.length() - 1) : path);
        for (WritablePath writable : writablePaths.getOrDefault(segments.length, List.of())) {
            if (writable.matches(segments)) {
                return writable.methods();
            }
        }
        return READS;
    }

    /** Tells whether some of Twilio's own paths take writes. */
    public boolean passWrites() {
        return passWrites;
    }

    /** Tells whether a path takes reads only. */
    public boolean isReadOnlyAt(String path) {
        return at(path).equals(READS);
    }
}
