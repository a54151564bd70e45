package dev.ringback.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * What Twilio's documents say of one field of a resource.
 *
 * @param values the only ones it may have; empty for any
 */
record FieldShape(String resource, String name, String type, String format, boolean nullable, List<String> values) {
    private static final String NONE = "-";
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss '+0000'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Reads a row of the table. */
    static FieldShape parse(String row) {
        List<String> columns = Arrays.asList(row.split("\t", -1));
        assertThat(columns).as(row).hasSize(6);
        String values = columns.get(5);
        return new FieldShape(
                columns.get(0),
                columns.get(1),
                columns.get(2),
                columns.get(3),
                Boolean.parseBoolean(columns.get(4)),
                values.equals(NONE) ? List.of() : Arrays.asList(values.split(",")));
    }

    /** Fails for a value that this field cannot have. */
    void check(JsonNode value) {
        if (value.isNull()) {
            assertThat(nullable).as("%s of %s may be null", name, resource).isTrue();
            return;
        }
        assertThat(type(value))
                .as("JSON type of %s of %s: %s", name, resource, value)
                .isEqualTo(type);
        if (!values.isEmpty()) {
            assertThat(values).as("values of %s of %s", name, resource).contains(value.asText());
        }
        checkFormat(value);
        if (name.equals("uri")) {
            checkPath(value.asText());
        }
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case OBJECT -> "object";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> value.getNodeType().name();
        };
    }

    private void checkFormat(JsonNode value) {
        String text = value.asText();
        switch (format) {
            case "date-time-rfc-2822" ->
                assertThat(LocalDateTime.parse(text, RFC_2822).format(RFC_2822)).isEqualTo(text);
            case "date-time" -> {
                assertThat(text).as(name).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
                assertThat(Instant.parse(text)).isNotNull();
            }
            case "uri" -> assertThat(URI.create(text).isAbsolute()).as(name).isTrue();
            case "currency" -> assertThat(Currency.getInstance(text)).isNotNull();
            case "uri-map" -> value.forEach(uri -> checkPath(uri.textValue()));
            case "http-method", NONE -> {} // one by its values, the other not at all
            default -> throw new AssertionError("fields.tsv has a format without a check: " + format);
        }
    }

    /** Paths below the host, with the extension of the format they are in. */
    private void checkPath(String path) {
        assertThat(path)
                .as("%s of %s", name, resource)
                .startsWith("/2010-04-01/Accounts/AC")
                .endsWith(".json");
    }
}
