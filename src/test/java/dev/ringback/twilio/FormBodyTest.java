package dev.ringback.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.ringback.twilio.FormBody.Field;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormBodyTest {
    @Test
    void keepsOrderRepetitionsAndEmptyValues() {
        assertThat(FormBody.parse("b=2&a=1&b=1&FromZip=&b=2").fields())
                .containsExactly(
                        new Field("b", "2"),
                        new Field("a", "1"),
                        new Field("b", "1"),
                        new Field("FromZip", ""),
                        new Field("b", "2"));
    }

    @Test
    void emptyTextHasNoParameters() {
        assertThat(FormBody.parse("").fields()).isEmpty();
        assertThat(FormBody.parse(new byte[0]).parameters().isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '"', textBlock = """
                    a=1%2B1,             a, 1+1
                    a=1+1,               a, "1 1"
                    a=+,                 a, " "
                    a+b=c,               "a b", c
                    a%3Db=c,             a=b, c
                    a=b=c,               a, b=c
                    a=%26,               a, &
                    =b,                  "", b
                    a,                   a, ""
                    a=,                  a, ""
                    &&a=b&&,             a, b
                    a=It's,              a, It's
                    a=%c3%A3,            a, ã
                    To=whatsapp%3A%2B14155550100, To, whatsapp:+14155550100
                    """)
    void decodesOneParameter(String encoded, String name, String value) {
        assertThat(FormBody.parse(encoded).parameters().stream())
                .singleElement()
                .satisfies(parameter -> {
                    assertThat(parameter.name()).isEqualTo(name);
                    assertThat(parameter.value()).isEqualTo(value);
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"100%", "%", "%%", "%4", "%zz", "%4g", "%-1", "50%25%"})
    void aPercentSignThatBeginsNoEscapeStandsForItself(String value) {
        assertThat(FormBody.parse("a=" + value).fields()).containsExactly(new Field("a", value.replace("%25", "%")));
    }

    @Test
    void digitsBeyondAsciiAreNoHexadecimalDigits() {
        String arabicFour = "\u0664";
        assertThat(FormBody.parse("a=%" + arabicFour + "1").parameters().get("a"))
                .isEqualTo("%" + arabicFour + "1");
    }

    @Test
    void bytesThatAreNoUtf8SurviveInTheFields() {
        FormBody body = FormBody.parse("a=%FF%C3".getBytes(ISO_8859_1));

        assertThat(body.fields().get(0).value().getBytes(ISO_8859_1)).containsExactly(0xFF, 0xC3);
        assertThat(body.parameters().get("a")).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void unescapedTextCountsAsItsUtf8BytesHoweverItComes() {
        String encoded = "city=S\u00e3o&snow=\u2603";

        assertThat(FormBody.parse(encoded).fields())
                .isEqualTo(FormBody.parse(encoded.getBytes(UTF_8)).fields());
        assertThat(FormBody.parse("city=S\u00e3o").parameters().get("city")).isEqualTo("S\u00e3o");
        assertThat(FormBody.parse(encoded).parameters().get("snow")).isEqualTo("\u2603");
    }

    @Test
    void decodesEncodedNamesAndValuesToTheSameTexts() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<String> texts = new ArrayList<>();
            StringBuilder encoded = new StringBuilder();
            int count = 2 * random.nextInt(6);
            for (int i = 0; i < count; i++) {
                String text = random.ints(random.nextInt(8), 1, 0x2FFF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                encoded.append(URLEncoder.encode("n" + text, UTF_8)).append(i % 2 == 0 ? '=' : '&');
                texts.add("n" + text);
            }

            List<String> decoded = new ArrayList<>();
            FormBody.parse(encoded.toString()).parameters().forEach(parameter -> {
                decoded.add(parameter.name());
                decoded.add(parameter.value());
            });

            assertThat(decoded).isEqualTo(texts);
        }
    }

    @Test
    void noBytesAreRefused() {
        Random random = new Random(11);
        byte[] alphabet = "%&=+aF0\u00c3\u00ff".getBytes(ISO_8859_1);
        for (int round = 0; round < 5_000; round++) {
            byte[] body = new byte[random.nextInt(24)];
            for (int i = 0; i < body.length; i++) {
                body[i] = alphabet[random.nextInt(alphabet.length)];
            }
            assertThatCode(() -> FormBody.parse(body).parameters())
                    .as(new String(body, ISO_8859_1))
                    .doesNotThrowAnyException();
        }
    }

    /** A million fields: searching each for its '=' to the end of the body would read a million million characters. */
    @Test
    @Tag("timed")
    void longBodyWithoutAnyEqualsSignIsReadOnce() {
        byte[] body = "a&".repeat(1_000_000).getBytes(ISO_8859_1);

        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThat(FormBody.parse(body).fields()).hasSize(1_000_000));
    }
}
