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

    private record WritablePath(PathPattern pattern, List<String> methods) {}

    static AllowedMethods of(List<Route> routes) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        routes.forEach(route -> methods.computeIfAbsent(route.path(), path -> new ArrayList<>())
                .add(route.method().name()));
        Map<Integer, List<WritablePath>> writablePaths = new HashMap<>();
        methods.forEach((path, ofPath) -> {
            if (!READS.containsAll(ofPath)) {
                PathPattern pattern = PathPattern.of(path);
                writablePaths
                        .computeIfAbsent(pattern.segments().size(), count -> new ArrayList<>())
                        .add(new WritablePath(pattern, List.copyOf(ofPath)));
            }
        });
        boolean passWrites = methods.entrySet().stream()
                .anyMatch(path -> path.getKey().startsWith(TWILIO) && !READS.containsAll(path.getValue()));
        return new AllowedMethods(writablePaths, passWrites);
    }

    /** Lists the methods that a path takes, in the order of its routes. A slash at the end of a path of Ringback's own means nothing, as for its handlers. */
    public List<String> at(String path) {
        String[] segments = path.startsWith(TWILIO) ? PathPattern.split(path) : PathPattern.splitWithoutEnd(path);
        for (WritablePath writable : writablePaths.getOrDefault(segments.length, List.of())) {
            if (writable.pattern().matches(segments)) {
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
