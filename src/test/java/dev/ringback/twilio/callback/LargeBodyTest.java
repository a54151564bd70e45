package dev.ringback.twilio.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Entry;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.ForwardedHeaders;
import dev.ringback.twilio.signature.RequestUrls;
import dev.ringback.twilio.signature.SignatureCheck;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureDiagnosis;
import dev.ringback.twilio.signature.SignatureSettings;
import dev.ringback.twilio.signature.SignedRequest;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A body of the size that is let in takes time in proportion to its length, whatever is in it. */
@Tag("timed")
class LargeBodyTest {
    private static final int SIZE = 1_000_000;
    /** No server lets such a request line in. */
    private static final int QUERY_SIZE = 100_000;
    /** Far more than any of them takes on a slow machine, far less than what grows with the square of a million. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final CallbackReader reader = new CallbackReader(ReadEntries.ACCOUNTS);

    static Stream<Arguments> forms() {
        return Stream.of(
                arguments("separators", filled("&")),
                arguments("percent signs", filled("%")),
                arguments("half escapes", filled("%4")),
                arguments("escapes", filled("%25")),
                arguments("equals signs", filled("=")),
                arguments("names", filled("a&")),
                arguments("one long name", filled("a")),
                arguments("one long value of spaces", "a=" + filled("+")),
                arguments("raw bytes", filled("\u00ff")),
                arguments("different fields", filled("%06x=&"::formatted)),
                arguments("different fields, backwards", filled(i -> "%06x=&".formatted(SIZE - i))),
                arguments("fields that hash alike", filled(i -> hashingAlike(i) + "&")),
                arguments("the account again and again", filled("AccountSid=" + TestCallbacks.ACCOUNT_SID + "&")),
                arguments("long fields that differ at the end", filled(i -> "a".repeat(1_000) + i + "=&")),
                arguments(
                        "media",
                        "NumMedia=2147483647&MessageSid=" + TestCallbacks.sid("SM") + "&SmsStatus=received&"
                                + filled(i -> "MediaUrl" + i + "=" + TestCallbacks.sid("ME") + "&")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void aFormIsReadInBoundedTime(String shape, String form) {
        byte[] body = form.getBytes(ISO_8859_1);

        List<Entry> read = assertTimeoutPreemptively(BOUND, () -> {
            assertRefused(FormBody.parse(body), "https://hooks.example.com/twilio");
            return reader.readForm(ReadEntries.arrival("POST", "/twilio", null), body, FormBody.parse(body));
        });

        assertThat(read).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void aQueryIsReadInBoundedTime(String shape, String query) {
        String target = "/twilio?" + query.substring(0, Math.min(QUERY_SIZE, query.length()));

        List<Entry> read = assertTimeoutPreemptively(BOUND, () -> {
            ForwardedHeaders forwarded = new ForwardedHeaders("https,http", "a,b", "1,2", "host=" + target);
            assertRefused(FormBody.parse(""), RequestUrls.seen("http", "localhost", target, forwarded));
            return reader.readForm(ReadEntries.arrival("GET", target, null), new byte[0], FormBody.parse(new byte[0]));
        });

        assertThat(read).hasSize(1);
    }

    static Stream<Arguments> json() {
        return Stream.of(
                arguments("open brackets", filled("[")),
                arguments("open objects", filled("{\"a\":")),
                arguments("small elements", "[" + filled("1,") + "1]"),
                arguments("empty objects", "[" + filled("{},") + "{}]"),
                arguments("one long number", "[" + filled("9") + "]"),
                arguments("long numbers", "[" + filled("9".repeat(999) + ",") + "1]"),
                arguments("long numbers in an object", object(i -> "\"n" + i + "\":" + "9".repeat(900))),
                arguments("large exponents", object(i -> "\"n" + i + "\":1e99999")),
                arguments("one long text", "{\"a\":\"" + filled("a") + "\"}"),
                arguments("escapes", "{\"a\":\"" + filled("\\u0000") + "\"}"),
                arguments("half surrogates", "{\"a\":\"" + filled("\\ud800") + "\"}"),
                arguments("an unfinished text", "{\"a\":\"" + filled("a")),
                arguments("different names", object("\"%06x\":1"::formatted)),
                arguments("names that hash alike", object(i -> "\"" + jsonHashingAlike(i) + "\":1")),
                arguments("the same name", object(i -> "\"AccountSid\":1")),
                arguments("white space", filled(" ") + "{}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("json")
    void jsonIsReadOrRefusedInBoundedTime(String shape, String json) {
        byte[] body = json.getBytes(ISO_8859_1);

        List<Entry> read = assertTimeoutPreemptively(BOUND, () -> {
            try {
                return reader.readJson(ReadEntries.arrival("POST", "/twilio", null), body);
            } catch (MalformedBodyException refused) {
                return List.of();
            }
        });

        assertThat(read).allSatisfy(entry -> assertThat(entry.event().payload()).isNotEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("json")
    void theSameInADebuggerEventIsReadInBoundedTime(String shape, String json) {
        String payload = "{\"webhook\":{\"request\":{\"url\":\"https://hooks.example.com/twilio\",\"parameters\":"
                + json + "}}}";
        String form = TestCallbacks.debugger(TestCallbacks.sid("NO"), "")
                        .without("Payload")
                        .form()
                + "&Payload="
                + URLEncoder.encode(payload, ISO_8859_1);
        byte[] body = form.getBytes(ISO_8859_1);

        List<Entry> read = assertTimeoutPreemptively(
                BOUND, () -> reader.readForm(ReadEntries.arrival("POST", "/twilio", null), body, FormBody.parse(body)));

        assertThat(read).isNotEmpty();
    }

    private static void assertRefused(FormBody form, String... urls) {
        assertRefused(form, List.of(urls));
    }

    private static void assertRefused(FormBody form, List<String> urls) {
        SignedRequest request =
                new SignedRequest(urls, form, null, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", SignatureSettings.NONE, List.of());
        Refused refused = (Refused) new SignatureCheck(ReadEntries.ACCOUNTS).check(request);
        assertThat(new SignatureDiagnosis(ReadEntries.ACCOUNTS).explain(request, refused, urls))
                .isNotEmpty();
    }

    private static String filled(String piece) {
        return piece.repeat(SIZE / piece.length());
    }

    private static String filled(IntFunction<String> pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(pieces.apply(i));
        }
        return text.toString();
    }

    private static String object(IntFunction<String> fields) {
        return "{" + filled(i -> fields.apply(i) + ",") + "\"last\":1}";
    }

    /** Twelve characters of which each pair adds the same to {@link String#hashCode()}, and none has a meaning in a form. */
    private static String hashingAlike(int number) {
        return pairs(number, 8, 6, 31, 0x81, 0xFA);
    }

    /** The same for the table of names of the JSON parser, which multiplies by 33. */
    private static String jsonHashingAlike(int number) {
        return pairs(number, 3, 10, 33, 'A', 'z');
    }

    private static String pairs(int number, int choices, int length, int factor, int first, int second) {
        int[] left = {number};
        return IntStream.range(0, length)
                .map(place -> {
                    int choice = left[0] % choices;
                    left[0] /= choices;
                    return choice;
                })
                .mapToObj(choice -> "" + (char) (first + choice) + (char) (second - factor * choice))
                .collect(Collectors.joining());
    }
}
