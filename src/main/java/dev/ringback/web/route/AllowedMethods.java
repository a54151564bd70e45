package dev.ringback.web.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells which methods a path takes: those of its routes where one of them writes; all other paths, served or not, take reads only. */
public final class AllowedMethods {
    private static final List<String> READS = List.of("GET", "HEAD");

    /** Finds the parameters of a path, such as {@code {Sid}}. */
    private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]+}");

    private final List<WritablePath> writablePaths;

    private AllowedMethods(List<WritablePath> writablePaths) {
        this.writablePaths = writablePaths;
    }

    private record WritablePath(Pattern path, List<String> methods) {}

    static AllowedMethods of(List<Route> routes) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        routes.forEach(route -> methods.computeIfAbsent(route.path(), path -> new ArrayList<>())
                .add(route.method().name()));
        return new AllowedMethods(methods.entrySet().stream()
                .filter(path -> !READS.containsAll(path.getValue()))
                .map(path -> new WritablePath(pattern(path.getKey()), List.copyOf(path.getValue())))
                .toList());
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(
                Arrays.stream(PARAMETER.split(path, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+")));
    }

    /** Lists the methods that a path takes, in the order of its routes. */
    public List<String> at(String path) {
        return writablePaths.stream()
                .filter(writable -> writable.path().matcher(path).matches())
                .findFirst()
                .map(WritablePath::methods)
                .orElse(READS);
    }

    /** Tells whether a path takes reads only. */
    public boolean isReadOnlyAt(String path) {
        return at(path).equals(READS);
    }
}
