package dev.ringback.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A value that differs between the answers of two versions.
 *
 * @param path that was asked for
 * @param pointer where in the answer, with {@code *} for the numbers of elements
 * @param before the value in the answer of the old version, as JSON; empty where it has none
 * @param after that in the answer of the new one
 */
record Difference(String path, String pointer, String before, String after) {

    /** Compares all answers, value by value. */
    static List<Difference> between(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        List<Difference> differences = new ArrayList<>();
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (String path : paths) {
            compare(path, "", before.get(path), after.get(path), differences);
        }
        return differences;
    }

    private static void compare(
            String path,
            String pointer,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            List<Difference> differences) {
        if (before != null && after != null && before.isObject() && after.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(path, pointer + "/" + name, before.get(name), after.get(name), differences);
            }
        } else if (before != null && after != null && before.isArray() && after.isArray()) {
            Map<String, JsonNode> beforeByKey = byKey(before);
            Map<String, JsonNode> afterByKey = byKey(after);
            Set<String> keys = new TreeSet<>(beforeByKey.keySet());
            keys.addAll(afterByKey.keySet());
            for (String key : keys) {
                compare(path, pointer + "/*", beforeByKey.get(key), afterByKey.get(key), differences);
            }
        } else if (before == null || !before.equals(after)) {
            differences.add(new Difference(path, pointer, text(before), text(after)));
        }
    }

    /** Elements by what names them, so that one more or less is one difference; others by their places. */
    private static Map<String, JsonNode> byKey(JsonNode array) {
        Map<String, JsonNode> elements = new TreeMap<>();
        int place = 0;
        for (JsonNode element : array) {
            String name = element.path("id").asText(element.path("sid").asText());
            elements.put(name.isEmpty() || elements.containsKey(name) ? "place " + place : name, element);
            place++;
        }
        return elements;
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? "" : node.toString();
    }
}
