package dev.ringback.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Any bytes are a form: read as a slower reader of another make reads them, and written back without loss. */
class FormBodyFuzzTest {
    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");

    @FuzzTest
    void anyBytesAreAForm(byte[] body) {
        FormBody form = FormBody.parse(body);

        assertThat(form.fields()).isEqualTo(fieldsBySplitting(new String(body, ISO_8859_1)));
        assertThat(FormBody.parse(escaped(form.fields())).fields()).isEqualTo(form.fields());
        assertSortedSet(form.fields());
        assertTextComesBack(form.parameters());
    }

    private static void assertSortedSet(List<Field> fields) {
        List<Field> sorted = FormBody.sortedSet(fields);
        assertThat(new HashSet<>(sorted)).isEqualTo(new HashSet<>(fields));
        for (int i = 1; i < sorted.size(); i++) {
            Field before = sorted.get(i - 1);
            Field after = sorted.get(i);
            int byName = before.name().compareTo(after.name());
            assertThat(byName < 0 || (byName == 0 && before.value().compareTo(after.value()) < 0))
                    .as("%s before %s", before, after)
                    .isTrue();
        }
    }

    private static void assertTextComesBack(Parameters parameters) {
        List<Parameters.Parameter> expected = parameters.stream().toList();
        for (String encoded : List.of(FormEncoder.body(parameters), FormEncoder.query(parameters))) {
            assertThat(encoded).matches("[!-~]*");
            assertThat(FormBody.parse(encoded).parameters().stream().toList()).isEqualTo(expected);
            assertThat(FormBody.ofQuery("/twilio?" + encoded).parameters().stream()
                            .toList())
                    .isEqualTo(expected);
        }
    }

    private static List<Field> fieldsBySplitting(String body) {
        List<Field> fields = new ArrayList<>();
        for (String part : body.split("&", -1)) {
            if (!part.isEmpty()) {
                String[] nameAndValue = part.split("=", 2);
                fields.add(
                        new Field(decoded(nameAndValue[0]), nameAndValue.length < 2 ? "" : decoded(nameAndValue[1])));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return ESCAPE.matcher(text.replace('+', ' '))
                .replaceAll(escape -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    /** Every byte as an escape. */
    private static String escaped(List<Field> fields) {
        return fields.stream()
                .map(field -> escaped(field.name()) + "=" + escaped(field.value()))
                .collect(Collectors.joining("&"));
    }

    private static String escaped(String text) {
        return text.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining());
    }
}
