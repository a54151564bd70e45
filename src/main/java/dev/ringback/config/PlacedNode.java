package dev.ringback.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A node of a YAML file that knows where it stands, so that whoever has to mend it finds it. What is wrong with it is added to the problems of
 * the whole file: one sentence each, with line and place, and without the value, which may be a secret.
 */
final class PlacedNode {
    private final int line;
    private final String place;
    private final List<String> problems;
    private final Map<String, PlacedNode> fields = new LinkedHashMap<>();
    private final List<PlacedNode> items = new ArrayList<>();
    private final JsonToken kind;
    private @Nullable String text;
    private String content = "";

    private PlacedNode(JsonParser parser, String place, List<String> problems) throws IOException {
        this.line = parser.currentTokenLocation().getLineNr();
        this.place = place;
        this.problems = problems;
        this.kind = parser.currentToken();
        if (kind == JsonToken.START_OBJECT) {
            readFields(parser);
        } else if (kind == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(new PlacedNode(parser, place + "[" + items.size() + "]", problems));
            }
        } else if (kind != JsonToken.VALUE_NULL) {
            text = parser.getText();
        }
    }

    private void readFields(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int lineOfName = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            PlacedNode field = new PlacedNode(parser, place.isEmpty() ? name : place + "." + name, problems);
            if (fields.put(name, field) != null) {
                problems.add("line " + lineOfName + ": " + field.place + " is there twice");
            }
        }
    }

    /**
     * Reads a file's text. Empty for a text without content.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException when it is no YAML
     */
    static Optional<PlacedNode> read(String yaml, List<String> problems) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            return parser.nextToken() == null ? Optional.empty() : Optional.of(new PlacedNode(parser, "", problems));
        }
    }

    /** Finds a field; empty if it is missing or null. */
    Optional<PlacedNode> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(field -> field.kind != JsonToken.VALUE_NULL);
    }

    /** The members of a list; a problem and none where it is something else. */
    List<PlacedNode> list() {
        if (kind != JsonToken.START_ARRAY) {
            problem("must be a list");
        }
        return items;
    }

    /** Tells whether this is a mapping. Adds a problem if it is not, or has unknown fields. */
    boolean isMappingOf(Set<String> known) {
        if (kind != JsonToken.START_OBJECT) {
            problem("must be a mapping of "
                    + String.join(", ", known.stream().sorted().toList()));
            return false;
        }
        refuseOthers(known);
        return true;
    }

    /** Tells whether a mapping has a field, which may be null. */
    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Returns the members of a list; none if this is no list. Adds no problem. */
    List<PlacedNode> items() {
        return items;
    }

    /** Tells whether this is a plain value: no mapping, no list, and not null. */
    boolean isPlain() {
        return text != null;
    }

    /** Returns a plain value as it is written in the file, also if it looks like a number; empty if this is none. Adds no problem. */
    String plainText() {
        return text == null ? "" : text;
    }

    boolean isMapping() {
        return kind == JsonToken.START_OBJECT;
    }

    boolean isList() {
        return kind == JsonToken.START_ARRAY;
    }

    /** A problem with each field of a mapping that is none of these. */
    void refuseOthers(Set<String> known) {
        fields.forEach((name, field) -> {
            if (!known.contains(name)) {
                field.problem("is not a setting");
            }
        });
    }

    /** Adds a problem to others than its own for each field of a mapping that is none of these; the place, which may be empty, begins it. */
    void refuseOthers(Set<String> known, String placeBefore, List<String> others) {
        for (String name : names()) {
            if (!known.contains(name)) {
                others.add((placeBefore.isEmpty() ? "" : placeBefore + ".") + name + " is not a setting");
            }
        }
    }

    /** The names of a mapping's fields. */
    Set<String> names() {
        return fields.keySet();
    }

    /** Its text; empty, with a problem, where it is no plain value. */
    Optional<String> text() {
        if (text == null || text.isBlank()) {
            problem("must be a text");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** Parses the node's text; empty, with a problem, if the reader throws an {@link IllegalArgumentException}. */
    <T> Optional<T> parsed(Function<String, T> reader) {
        return text().flatMap(found -> {
            try {
                return Optional.of(reader.apply(found));
            } catch (IllegalArgumentException wrong) {
                problem(String.valueOf(wrong.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** Parses a field; returns the default if it is missing or invalid. */
    <T> T parsed(String name, T otherwise, Function<String, T> reader) {
        return field(name).flatMap(field -> field.parsed(reader)).orElse(otherwise);
    }

    /** Notes the content of a file that this names: it counts for the {@linkplain #fingerprint fingerprint}. */
    void noteContent(String ofFile) {
        content = ofFile;
    }

    /** Returns what stands for everything below this place, whatever the order of its fields. */
    Fingerprint fingerprint() {
        StringBuilder said = new StringBuilder().append(kind);
        for (String part : List.of(plainText(), content)) {
            said.append(' ').append(part.length()).append(' ').append(part);
        }
        items.forEach(item -> said.append("\n- ").append(item.fingerprint().hex()));
        Map<String, String> prints = new TreeMap<>();
        fields.forEach((name, field) -> prints.put(name, field.fingerprint().hex()));
        prints.forEach(
                (name, print) -> said.append('\n').append(name).append(": ").append(print));
        return Fingerprint.of(said.toString(), prints);
    }

    void problem(String what) {
        problems.add("line " + line + ": " + (place.isEmpty() ? "the file" : place) + " " + what);
    }
}
