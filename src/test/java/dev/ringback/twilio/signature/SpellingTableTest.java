package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureCheck.Verified;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of spellings: a query signed in one and sent in another, and which of Twilio's libraries accept it. What they say of themselves is
 * asked here of Java, by {@code scripts/conformance} of Node; Python's and Ruby's compare the query as it came.
 */
class SpellingTableTest {
    private static final String SID = "AC0123456789abcdef0123456789abcdef";
    private static final String TOKEN = "12345678901234567890123456789012";
    private static final String URL = "https://ringback.example.com/twilio?";

    private final SignatureCheck check = new SignatureCheck(new Accounts(List.of(Account.of(SID, TOKEN))));

    record Row(String what, String signature, String signed, String received, List<Boolean> accepts) {
        static Row of(String line) {
            String[] columns = line.split("\t", -1);
            List<Boolean> accepts =
                    Stream.of(columns).skip(4).map("yes"::equals).toList();
            return new Row(columns[0], columns[1], columns[2], columns[3], accepts);
        }

        boolean byRingback() {
            return accepts.get(0);
        }

        boolean byJava() {
            return accepts.get(2);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream table = SpellingTableTest.class.getResourceAsStream("spellings.tsv")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(Row::of)
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aSpellingIsAcceptedIfItSaysTheSame(Row row) {
        SignatureCheck.Result result = check.check(get(row));

        if (row.byRingback()) {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Verified.class,
                            verified -> assertThat(verified.url()).isEqualTo(URL + row.signed()));
        } else {
            assertThat(result).isInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theSignaturesOfTheTableAreTwilios(Row row) {
        SigningKey key = new SigningKey(TOKEN, SignatureAlgorithm.HMAC_SHA1);

        assertThat(TwilioSignature.sign(key, URL + row.signed(), FormBody.parse("")))
                .isEqualTo(row.signature());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void twiliosJavaLibrarySaysWhatTheTableSays(Row row) {
        assertThat(new RequestValidator(TOKEN).validate(URL + row.received(), Map.of(), row.signature()))
                .isEqualTo(row.byJava());
    }

    /** So a signature proves nothing but what was signed, whichever spelling it fits. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everySpellingThatIsTriedHoldsTheSameParameters(Row row) {
        List<FormBody.Field> fields = FormBody.parse(row.received()).fields();

        assertThat(QuerySpellings.of(URL + row.received()))
                .hasSizeLessThanOrEqualTo(QuerySpellings.LIMIT)
                .doesNotHaveDuplicates()
                .doesNotContain(URL + row.received())
                .allSatisfy(url -> assertThat(
                                FormBody.parse(url.substring(URL.length())).fields())
                        .isEqualTo(fields));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theParametersOfAFormMayFollowAnySpelling(Row row) {
        String form = "MessageSid=SM1&MessageStatus=sent";
        SigningKey key = new SigningKey(TOKEN, SignatureAlgorithm.HMAC_SHA1);
        String signature = TwilioSignature.sign(key, URL + row.signed(), FormBody.parse(form));

        assertThat(
                        check.check(TestRequest.to(URL + row.received())
                                        .form(form)
                                        .signature(signature)
                                        .accounts(SID)
                                        .build())
                                instanceof Verified)
                .isEqualTo(row.byRingback());
    }

    @Test
    void everySpellingThatTwiliosLibrariesAcceptIsAccepted() throws IOException {
        assertThat(rows())
                .filteredOn(row -> row.accepts().contains(true))
                .isNotEmpty()
                .allMatch(Row::byRingback);
    }

    @Test
    void aSpellingIsFoundWithoutThePortToo() {
        String signed = "https://ringback.example.com/twilio?City=D'ALENE%20A";
        SigningKey key = new SigningKey(TOKEN, SignatureAlgorithm.HMAC_SHA1);
        String signature = TwilioSignature.sign(key, signed, FormBody.parse(""));

        assertThat(check.check(TestRequest.to("https://user:pass@ringback.example.com:8443/twilio?City=D%27ALENE+A")
                        .signature(signature)
                        .accounts(SID)
                        .build()))
                .isInstanceOf(Verified.class);
    }

    @Test
    void noSpellingOfAnyQueryChangesWhatItSays() {
        List<String> pieces = List.of(
                "a", "1", "Sid", "=", "&", "&", "+", "%20", "%", "%4", "%zz", "%25", "%26", "%3d", "%3D", "%2b", "%41",
                "%2E", "'", "%27", "(", "%28", "@", "%40", "/", "?", "%3f", "é", "%C3%A9", "%c3%a9", "%C3", "%FF", "☃",
                "😀", "\ud800", "~", "%7e", "[", "%5b", "%00", "%0d%0a", "#", ";", "|", "\"");
        Random random = new Random(18);
        for (int round = 0; round < 5_000; round++) {
            String query = random.ints(random.nextInt(12), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining());
            List<FormBody.Field> fields = FormBody.parse(query).fields();

            assertThat(QuerySpellings.of(URL + query))
                    .as(query)
                    .hasSizeLessThanOrEqualTo(QuerySpellings.LIMIT)
                    .doesNotHaveDuplicates()
                    .doesNotContain(URL + query)
                    .allMatch(url -> url.startsWith(URL)
                            && FormBody.parse(url.substring(URL.length()))
                                    .fields()
                                    .equals(fields));
        }
    }

    /** Whoever forges a signature must not get more work out of it than out of the rest of the request. */
    @Test
    void theWorkForSpellingsIsBounded() {
        String odd = "a=+%20%21!(%28%27'*%2A~%7E@%40:%3A,%2C;%3B/%2F$%24?%3F[%5B]%5D&b&c=&D=%c3%a9";

        assertThat(UrlSpellings.rare(URL + odd)).hasSizeLessThanOrEqualTo(QuerySpellings.LIMIT + 8);
        assertThat(UrlSpellings.rare(URL + odd + "x".repeat(4_000))).isEmpty();
        assertThat(UrlSpellings.rare(URL + "order=1234")).isEmpty();
        Trial sparing =
                Trial.of("RSOYDt4T1cUTdK1PDd93/VVr8B8=", 0).orElseThrow().sparing(1_000_000);
        int attempts = 0;
        while (!sparing.isUsedUp()) {
            sparing.signer(
                    KeyRing.of(new Accounts(List.of(Account.of(SID, TOKEN)))).all(), URL, new byte[1_000_000]);
            attempts++;
            assertThat(attempts).isLessThan(120);
        }
    }

    private static SignedRequest get(Row row) {
        return TestRequest.to(URL + row.received())
                .signature(row.signature())
                .accounts(SID)
                .build();
    }
}
