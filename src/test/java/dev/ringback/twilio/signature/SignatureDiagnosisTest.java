package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureDiagnosisTest {
    private static final String URL = "https://hooks.example.com/twilio";
    private static final String FORM = "MessageSid=SM1&MessageStatus=sent";
    private static final String SIGNED_FORM = "MessageSidSM1MessageStatussent";
    private static final String ONE = "AC00000000000000000000000000000001";
    private static final String TWO = "AC00000000000000000000000000000002";
    private static final Accounts ACCOUNTS = new Accounts(List.of(
            new Account(
                    ONE, List.of("token-one"), null, List.of(), Map.of("SK1", new ApiKey("api-secret", Role.ADMIN))),
            new Account(
                    TWO,
                    List.of("token-two"),
                    null,
                    List.of(new SigningKey("shared-two", SignatureAlgorithm.HMAC_SHA256)),
                    Map.of())));

    @ParameterizedTest(name = "{0}: {1} for {2}")
    @CsvSource({
        "wrong scheme,   https://hooks.example.com/twilio,       http://hooks.example.com/twilio",
        "wrong scheme,   http://hooks.example.com/twilio,        https://hooks.example.com/twilio",
        "wrong scheme,   https://hooks.example.com/twilio?a=b,   http://hooks.example.com:8080/twilio?a=b",
        "wrong port,     https://hooks.example.com:8443/twilio,  https://hooks.example.com/twilio",
        "wrong port,     http://hooks.example.com:3000/twilio,   http://hooks.example.com:8080/twilio",
        "wrong host,     https://www.hooks.example.com/twilio,   https://hooks.example.com/twilio",
        "wrong host,     https://hooks.example.com/twilio,       https://www.hooks.example.com/twilio",
        "trailing slash, https://hooks.example.com/twilio,       https://hooks.example.com/twilio/",
        "trailing slash, https://hooks.example.com/twilio/?a=b,  https://hooks.example.com/twilio?a=b",
        "path prefix,    https://hooks.example.com/twilio,       https://hooks.example.com/prefix/twilio",
        "path prefix,    https://hooks.example.com/twilio/a,     https://hooks.example.com/one/two/twilio/a",
        "wrong scheme,   https://hooks.example.com/twilio?a=(b)%20c, http://hooks.example.com/twilio?a=%28b%29+c"
    })
    void namesWhatIsWrongWithTheUrl(String cause, String signed, String tried) {
        assertThat(explain(form(tried, Hmac.sha1("token-one", signed + SIGNED_FORM))))
                .startsWith(cause + ": Twilio signed " + withoutQuery(signed) + ", not " + withoutQuery(tried));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            without a query                   | /twilio               | /twilio?added=1
            1 of the 2 parameters             | /twilio?a=secret      | /twilio?a=secret&added=1
            1 of the 2 parameters             | /twilio?a=secret      | /twilio?added=1&a=secret
            3 of the 4 parameters             | /twilio?a=1&a=1&b=    | /twilio?a=1&a=1&added=%2B&b=
            in another order                  | /twilio?a=secret&b=1  | /twilio?b=1&a=secret
            other values                      | /twilio?a=%2Bsecret   | /twilio?a=%252Bsecret
            other values                      | /twilio?a=%252Bsecret | /twilio?a=%2Bsecret
            """)
    void aQueryThatWasChangedIsDescribedByHowItDiffers(String difference, String signed, String came) {
        String origin = "https://hooks.example.com";

        assertThat(explain(form(origin + came, Hmac.sha1("token-one", origin + signed + SIGNED_FORM))))
                .startsWith("changed query: of " + URL + " Twilio signed ")
                .contains(difference)
                .doesNotContain("secret", "added", "correct the public URL");
    }

    /** Beyond the spellings that are accepted. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            spaces as %20 where + came                                       | a=b%20c     | a=b+c
            spaces as + where %20 came                                       | a=b+c       | a=b%20c
            spaces as %20 where + came, ( ) bare where its escape came       | a=(b)%20c   | a=%28b%29+c
            ' escaped where it came bare                                     | a=b%27      | a=b'
            with escapes in other letters (%3A, %3a)                         | a=%3a       | a=%3A
            with other characters escaped or with an equals sign more or less | a           | a=
            """)
    void aSpellingIsDescribedByItsCharacters(String difference, String signed, String came) {
        assertThat(QueryDifference.inWords("?" + came, "?" + signed))
                .isEqualTo("Twilio signed the same parameters in another spelling, " + difference
                        + ": a proxy or a framework rewrites the query");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#rc=5&rp=all",
                "#rp=all&rc=5",
                "#rc=2",
                "#rp=5xx,ct,rt",
                "#rc=3&rp=4xx,5xx",
                "#rc=5&rp=all&ct=2000&rt=3000",
                "#ct=2000&rc=1",
                "#e=dublin",
                "#"
            })
    void aSignatureOverTheFragmentIsNamedAsSuch(String fragment) {
        assertThat(explain(form(URL, Hmac.sha1("token-one", URL + fragment + SIGNED_FORM))))
                .startsWith("signed fragment: the signature covers " + URL + fragment)
                .contains("emulator");
        String withQuery = URL + "?order=hidden";
        assertThat(explain(form(withQuery, Hmac.sha1("token-one", withQuery + fragment + SIGNED_FORM))))
                .startsWith("signed fragment")
                .doesNotContain("hidden");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "wrong host,   https://old.example.com",
        "wrong host,   https://old.example.com:8443/prefix",
        "wrong scheme, http://hooks.example.com",
        "path prefix,  https://hooks.example.com/prefix"
    })
    void aWrongPublicUrlIsToldFromTheRequestItself(String cause, String publicUrl) {
        ForwardedHeaders forwarded = new ForwardedHeaders("https", null, null, null);
        List<String> tried = new RequestUrls(publicUrl).candidates("http", "hooks.example.com", "/twilio", forwarded);
        List<String> seen = RequestUrls.seen("http", "hooks.example.com", "/twilio", forwarded);

        assertThat(explain(form(tried.get(0), Hmac.sha1("token-one", URL + SIGNED_FORM)), seen))
                .startsWith(cause + ": Twilio signed " + URL + ", not " + tried.get(0));
    }

    @Test
    void anotherAccountsTokenIsNamedByItsAccount() {
        assertThat(explain(form(URL, Hmac.sha1("token-two", URL + SIGNED_FORM))))
                .startsWith("another account's token")
                .contains("a key of " + TWO)
                .contains("names " + ONE);
    }

    @Test
    void aSignatureOfAnotherLengthNeedsAnotherAlgorithm() {
        String signature = Hmac.of("HmacSHA256", "unknown", (URL + SIGNED_FORM).getBytes(UTF_8));

        assertThat(explain(form(URL, signature)))
                .startsWith("another algorithm")
                .contains("32 bytes");
    }

    @Test
    void aFormSignedAsGetIsToldFromAWrongUrl() {
        assertThat(explain(form(URL, Hmac.sha1("token-one", URL)))).startsWith("GET/POST mix");
    }

    @Test
    void aGetSignedAsFormIsToldFromAWrongUrl() {
        SignedRequest moved = TestRequest.to(URL + "?" + FORM)
                .signature(Hmac.sha1("token-one", URL + SIGNED_FORM))
                .accounts(ONE)
                .build();

        assertThat(explain(moved)).startsWith("GET/POST mix");
    }

    @Test
    void ifNothingFitsTheTokenIsSuspected() {
        assertThat(explain(form(URL, Hmac.sha1("rotated", URL + SIGNED_FORM))))
                .startsWith("token: no key of " + ONE + " fits");
    }

    @Test
    void aHeaderThatIsMissingOrNoBase64IsSaid() {
        assertThat(explain(form(URL, null))).startsWith("X-Twilio-Signature is missing");
        assertThat(explain(form(URL, "!"))).startsWith("X-Twilio-Signature is no Base64");
    }

    @Test
    void aJsonBodyWithoutOrWithAnotherHashIsSaid() {
        TestRequest json = TestRequest.to(URL).json("[]").signature("AAAA").accounts(ONE);
        TestRequest other = TestRequest.to(URL + "?bodySHA256=00")
                .json("[]")
                .signature("AAAA")
                .accounts(ONE);

        assertThat(explain(json.build())).startsWith("bodySHA256 missing");
        assertThat(explain(other.build())).startsWith("bodySHA256 differs");
    }

    @Test
    void anUnknownAccountIsNamedIfItIsOne() {
        String stranger = "AC00000000000000000000000000000009";
        assertThat(explain(
                        TestRequest.to(URL).signature("AAAA").accounts(stranger).build()))
                .startsWith("unknown account")
                .contains(stranger);
        assertThat(explain(TestRequest.to(URL)
                        .signature("AAAA")
                        .accounts("AC\r\nforged line")
                        .build()))
                .startsWith("unknown account")
                .doesNotContain("forged");
    }

    @Test
    void aRequestWithoutHostIsSaid() {
        assertThat(explain(TestRequest.to().signature("AAAA").accounts(ONE).build()))
                .startsWith("no URL");
    }

    @Test
    void noSecretIsEverShown() {
        List<SignedRequest> requests = List.of(
                form(
                        "https://user:hidden@hooks.example.com/twilio?pin=hidden",
                        Hmac.sha1("token-one", "http://hooks.example.com/twilio?pin=hidden" + SIGNED_FORM)),
                form("https://user:hidden@hooks.example.com/twilio", Hmac.sha1("token-two", URL + SIGNED_FORM)),
                form("https://user:hidden@hooks.example.com/twilio", Hmac.sha1("wrong", URL + SIGNED_FORM)));
        for (SignedRequest request : requests) {
            String everything = explain(request) + refused(request) + ACCOUNTS.all();
            assertThat(everything.replace("?pin=hidden", ""))
                    .doesNotContain("hidden", "token-one", "token-two", "shared-two", "api-secret");
            assertThat(explain(request)).doesNotContain("pin");
        }
    }

    @Test
    void aStrangersTextCannotBreakTheLine() {
        String nasty = "http://hooks.example.com/twilio\r\n\u001b[31m\u202eforged\u2028" + "x".repeat(100_000);
        SignedRequest request = form(nasty, Hmac.sha1("token-one", "https" + nasty.substring(4) + SIGNED_FORM));

        assertThat(explain(request))
                .startsWith("wrong scheme")
                .hasSizeLessThan(4_000)
                .matches("[ -~]+");
        assertThat(refused(request).triedUrls()).allMatch(url -> url.matches("[!-~]{1,1003}"));
    }

    @Test
    @Tag("timed")
    void aLargeForgeryIsExplainedInBoundedTime() {
        SignedRequest request = TestRequest.to(URL)
                .form("Body=" + "x".repeat(4_000_000))
                .signature(Hmac.sha1("wrong", URL))
                .accounts(ONE)
                .build();

        assertTimeout(Duration.ofSeconds(10), () -> assertThat(explain(request)).startsWith("token"));
    }

    private static String explain(SignedRequest request) {
        return explain(request, List.of());
    }

    private static String explain(SignedRequest request, List<String> seenUrls) {
        Refused refused = refused(request);
        SignatureDiagnosis diagnosis = new SignatureDiagnosis(ACCOUNTS);
        return seenUrls.isEmpty() ? diagnosis.explain(request, refused) : diagnosis.explain(request, refused, seenUrls);
    }

    private static Refused refused(SignedRequest request) {
        return (Refused) new SignatureCheck(ACCOUNTS).check(request);
    }

    private static SignedRequest form(String url, @Nullable String signature) {
        return TestRequest.to(url).form(FORM).signature(signature).accounts(ONE).build();
    }

    private static String withoutQuery(String url) {
        return url.replaceAll("\\?.*", "");
    }
}
