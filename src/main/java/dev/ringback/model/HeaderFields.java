package dev.ringback.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Headers of a request in the order they came, repetitions included. Immutable. */
public record HeaderFields(List<HeaderField> fields) {
    public HeaderFields {
        fields = List.copyOf(fields);
    }

    /** A header. Neither part holds a line break: HTTP has no way to write one. */
    public record HeaderField(String name, String value) {}

    /** The value of the first header of that name, in any case; null where there is none. */
    public @Nullable String first(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(HeaderField::value)
                .findFirst()
                .orElse(null);
    }

    /** Writes one header to a line, {@code Name: value}. {@link #parse} reads it back. */
    public String text() {
        return fields.stream().map(field -> field.name() + ": " + field.value()).collect(Collectors.joining("\n"));
    }

    /** Reads what {@link #text} wrote. */
    public static HeaderFields parse(String text) {
        List<HeaderField> fields = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                fields.add(new HeaderField(line.substring(0, colon), line.substring(colon + 2)));
            }
        }
        return new HeaderFields(fields);
    }
}
