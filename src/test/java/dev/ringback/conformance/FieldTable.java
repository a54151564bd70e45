package dev.ringback.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The fields of every resource, from {@code fields.tsv}. */
final class FieldTable {
    private final Map<String, List<FieldShape>> resources;

    private FieldTable(Map<String, List<FieldShape>> resources) {
        this.resources = resources;
    }

    static FieldTable load() {
        try (InputStream table = Objects.requireNonNull(FieldTable.class.getResourceAsStream("fields.tsv"));
                BufferedReader rows = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            return new FieldTable(rows.lines()
                    .filter(row -> !row.startsWith("#"))
                    .map(FieldShape::parse)
                    .collect(groupingBy(FieldShape::resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String resource) {
        return resources.containsKey(resource);
    }

    /** Fails unless this has every field of the resource, no other, and each as it should be. */
    void check(String resource, JsonNode answer) {
        List<FieldShape> fields =
                Objects.requireNonNull(resources.get(resource), () -> "fields.tsv has no rows of " + resource);
        List<String> names = new ArrayList<>();
        answer.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .as("fields of " + resource)
                .containsExactlyInAnyOrderElementsOf(
                        fields.stream().map(FieldShape::name).toList());
        fields.forEach(field -> field.check(answer.get(field.name())));
    }
}
