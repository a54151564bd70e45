package dev.ringback.web.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Matches paths of routes, with or without a slash at their end. Safe for use by many threads once all are added. */
final class PathPatterns {
    /** By the number of their parts. */
    private final Map<Integer, Set<PathPattern>> patterns = new HashMap<>();

    void add(String path) {
        PathPattern pattern = PathPattern.of(path);
        patterns.computeIfAbsent(pattern.segments().size(), count -> new HashSet<>())
                .add(pattern);
    }

    /** Tells whether a path is that of one of them. */
    boolean match(String path) {
        String[] parts = PathPattern.splitWithoutEnd(path);
        return patterns.getOrDefault(parts.length, Set.of()).stream().anyMatch(pattern -> pattern.matches(parts));
    }
}
