package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.SignatureCheck.Reason;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureCheck.Result;
import dev.ringback.twilio.signature.SignatureCheck.Verified;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureCheckTest {
    private static final String URL = "https://hooks.example.com/twilio?order=1234";
    private static final String FORM = "MessageSid=SM1&MessageStatus=delivered&FromZip=";
    private static final String SIGNED_FORM = "FromZipMessageSidSM1MessageStatusdelivered";

    private static final String ONE = "AC00000000000000000000000000000001";
    private static final String TWO = "AC00000000000000000000000000000002";
    private static final String CHILD = "AC00000000000000000000000000000003";
    private static final String STRANGER = "AC00000000000000000000000000000009";
    private static final SigningKey SHARED = new SigningKey("made-up-shared-key", SignatureAlgorithm.HMAC_SHA256);

    private static final Accounts ACCOUNTS = new Accounts(List.of(
            new Account(
                    ONE,
                    List.of("one-new", "one-old"),
                    null,
                    List.of(SHARED),
                    Map.of("SK1", new ApiKey("one-api-secret", Role.ADMIN))),
            Account.of(TWO, "two"),
            new Account(CHILD, List.of("child"), ONE, List.of(), Map.of())));

    private final SignatureCheck check = new SignatureCheck(ACCOUNTS);

    @Test
    void namesTheAccountAndTheUrlThatWereProved() {
        assertThat(checkForm("one-new", ONE)).isEqualTo(verified(ONE, URL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-new", "one-old"})
    void everyTokenOfTheAccountCountsWhileItIsRotated(String token) {
        assertThat(checkForm(token, ONE)).isEqualTo(verified(ONE, URL));
    }

    @Test
    void apiKeysNeverSign() {
        assertMismatch(checkForm("one-api-secret", ONE));
    }

    @Test
    void eachAccountHasItsOwnToken() {
        assertThat(checkForm("two", TWO)).isEqualTo(verified(TWO, URL));
        assertMismatch(checkForm("two", ONE));
        assertMismatch(checkForm("one-new", TWO));
    }

    @Test
    void theParentsTokenDoesNotSignForTheSubaccountUnlessTheRequestNamesIt() {
        assertThat(checkForm("child", CHILD)).isEqualTo(verified(CHILD, URL));
        assertMismatch(checkForm("one-new", CHILD));
    }

    @ParameterizedTest
    @CsvSource({"child," + CHILD, "one-new," + ONE, "one-old," + ONE})
    void aDebuggerEventMayBeSignedByTheSubaccountOrItsParent(String token, String signer) {
        assertThat(checkForm(token, CHILD, ONE)).isEqualTo(verified(signer, URL));
    }

    @Test
    void aParentThatTheSettingsDoNotNameSignsNothing() {
        assertMismatch(checkForm("two", CHILD, TWO));
        assertMismatch(checkForm("two", ONE, TWO));
        assertMismatch(checkForm("child", ONE, CHILD));
    }

    @Test
    void theParentOfAnAccountOutsideTheSettingsMaySign() {
        assertThat(checkForm("one-new", STRANGER, ONE)).isEqualTo(verified(ONE, URL));
    }

    @Test
    void anEmptyParentIsNobody() {
        assertThat(checkForm("two", TWO, "")).isEqualTo(verified(TWO, URL));
    }

    @ParameterizedTest
    @CsvSource({"one-old," + ONE, "two," + TWO, "child," + CHILD})
    void ifNoAccountIsNamedEveryKeyIsTried(String token, String signer) {
        assertThat(checkForm(token)).isEqualTo(verified(signer, URL));
    }

    @Test
    void anUnknownAccountIsRefusedAsSuch() {
        assertThat(checkForm("one-new", STRANGER)).isEqualTo(new Refused(Reason.UNKNOWN_ACCOUNT, STRANGER, List.of()));
    }

    @Test
    void withoutAnyAccountNothingIsProved() {
        SignedRequest request =
                TestRequest.to(URL).signature(Hmac.sha1("any", URL)).build();

        assertThat(new SignatureCheck(new Accounts(List.of())).check(request))
                .isEqualTo(new Refused(Reason.UNKNOWN_ACCOUNT, null, List.of()));
    }

    /** Whoever leaves a token empty must not let everybody in: HMAC with an empty key is HMAC with a zero byte. */
    @Test
    void anEmptyTokenSignsNothing() {
        SignatureCheck unset = new SignatureCheck(new Accounts(List.of(Account.of(ONE, ""))));

        assertMismatch(unset.check(TestRequest.to(URL)
                .signature(Hmac.sha1("\0", URL))
                .accounts(ONE)
                .build()));
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void sharedKeysSignWithTheirAlgorithm(SignatureAlgorithm algorithm) {
        SigningKey key = new SigningKey("made-up-shared-key", algorithm);
        Account account = new Account(ONE, List.of("one"), null, List.of(key), Map.of());
        String signature = Hmac.of(algorithm.jcaName(), key.key(), (URL + SIGNED_FORM).getBytes(UTF_8));

        assertThat(new SignatureCheck(new Accounts(List.of(account))).check(form(signature, ONE)))
                .isEqualTo(new Verified(account, URL));
        assertThat(TwilioSignature.sign(key, URL, FormBody.parse(FORM))).isEqualTo(signature);
    }

    @Test
    void aSharedKeySignsWithNoOtherAlgorithm() {
        byte[] signed = (URL + SIGNED_FORM).getBytes(UTF_8);

        assertMismatch(check.check(form(Hmac.of("HmacSHA1", SHARED.key(), signed), ONE)));
        assertMismatch(check.check(form(Hmac.of("HmacSHA256", "one-new", signed), ONE)));
    }

    @Test
    void spacesAroundTheHeaderAreIgnored() {
        String signature = Hmac.sha1("two", URL + SIGNED_FORM);

        assertThat(check.check(form(" \t" + signature + " ", TWO))).isEqualTo(verified(TWO, URL));
    }

    @Test
    void aMissingOrBlankHeaderIsRefusedAsSuch() {
        for (String header : new String[] {null, "", "  "}) {
            assertThat(check.check(form(header, TWO))).isEqualTo(new Refused(Reason.MISSING_SIGNATURE, TWO, List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "====", "not base64!", "\u00ff\u0000", "AAAA", "RSOYDt4T1cUTdK1PDd93_VVr8B8="})
    void aHeaderThatIsNoSignatureIsAMismatch(String header) {
        assertMismatch(check.check(form(header, TWO)));
    }

    @Test
    void everyChangeOfTheRequestIsRefused() {
        String signature = Hmac.sha1("two", URL + SIGNED_FORM);
        List<TestRequest> changed = List.of(
                TestRequest.to("http://hooks.example.com/twilio?order=1234").form(FORM),
                TestRequest.to("https://hooks.example.org/twilio?order=1234").form(FORM),
                TestRequest.to("https://hooks.example.com/twilio/?order=1234").form(FORM),
                TestRequest.to("https://hooks.example.com/Twilio?order=1234").form(FORM),
                TestRequest.to("https://hooks.example.com/twilio?order=1235").form(FORM),
                TestRequest.to("https://hooks.example.com/twilio?order=%30234").form(FORM),
                TestRequest.to("https://hooks.example.com/twilio").form(FORM),
                TestRequest.to(URL).form(FORM.replace("delivered", "Delivered")),
                TestRequest.to(URL).form(FORM.replace("delivered", "delivered+")),
                TestRequest.to(URL).form(FORM.replace("&FromZip=", "")),
                TestRequest.to(URL).form(FORM.replace("FromZip=", "FromZip=0")),
                TestRequest.to(URL).form(FORM + "&More="),
                TestRequest.to(URL).form(FORM + "&MessageStatus=read"),
                TestRequest.to(URL),
                TestRequest.to());

        assertThat(check.check(TestRequest.to(URL)
                        .form(FORM)
                        .signature(signature)
                        .accounts(TWO)
                        .build()))
                .isEqualTo(verified(TWO, URL));
        for (TestRequest request : changed) {
            assertMismatch(
                    check.check(request.signature(signature).accounts(TWO).build()));
        }
    }

    @Test
    void everyBitOfTheSignatureCounts() {
        byte[] signature = Base64.getDecoder().decode(Hmac.sha1("two", URL + SIGNED_FORM));
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertMismatch(check.check(form(Base64.getEncoder().encodeToString(changed), TWO)));
        }
    }

    @Test
    void getRequestsAreProvedByTheirUrlAlone() {
        String get = URL + "&CallSid=CA1&From=%2B14155550100&FromCity=S%C3%A3o+Paulo&FromZip=";

        assertThat(check.check(TestRequest.to(get)
                        .signature(Hmac.sha1("two", get))
                        .accounts(TWO)
                        .build()))
                .isEqualTo(verified(TWO, get));
    }

    /** SIP callers, whose addresses Twilio signs unescaped; twilio-node pull request 621. */
    @Test
    void escapedAddressesMayHaveBeenSignedUnescaped() {
        String get = URL + "&From=sip%3Aalice%40example.com&Name=50%25";
        String signed = URL + "&From=sip:alice@example.com&Name=50%25";

        assertThat(check.check(TestRequest.to(get)
                        .signature(Hmac.sha1("two", signed))
                        .accounts(TWO)
                        .build()))
                .isEqualTo(verified(TWO, signed));
    }

    @Test
    void theUrlThatWasProvedDoesNotShowThePassword() {
        String url = "https://user:made-up-password@hooks.example.com/twilio";

        assertThat(check.check(TestRequest.to(url)
                        .signature(Hmac.sha1("two", url))
                        .accounts(TWO)
                        .build()))
                .isEqualTo(verified(TWO, "https://hooks.example.com/twilio"));
    }

    @Test
    void refusalsListWhatWasTriedWithoutThePassword() {
        Result result = check.check(
                TestRequest.to("https://user:made-up-password@hooks.example.com:8443/twilio", "http://10.0.0.1/twilio")
                        .signature(Hmac.sha1("wrong", URL))
                        .accounts(TWO)
                        .build());

        assertThat(result)
                .isEqualTo(new Refused(
                        Reason.MISMATCH,
                        TWO,
                        List.of(
                                "https://hooks.example.com:8443/twilio",
                                "https://hooks.example.com/twilio",
                                "https://hooks.example.com:443/twilio",
                                "https://***@hooks.example.com:8443/twilio",
                                "https://***@hooks.example.com/twilio",
                                "https://***@hooks.example.com:443/twilio",
                                "http://10.0.0.1/twilio",
                                "http://10.0.0.1:80/twilio")));
    }

    @Test
    void aStrangerCannotMakeTheListOfTriedUrlsLong() {
        String[] urls = IntStream.range(0, 100)
                .mapToObj(i -> "http://" + i + ".example.com/")
                .toArray(String[]::new);

        assertThat(check.check(
                        TestRequest.to(urls).signature("AAAA").accounts(TWO).build()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.triedUrls())
                                .hasSize(16)
                                .startsWith("http://0.example.com/", "http://0.example.com:80/"));
    }

    @Test
    void laterUrlsCountToo() {
        SignedRequest request = TestRequest.to("http://10.0.0.1:8080/twilio", "https://hooks.example.com/twilio")
                .signature(Hmac.sha1("two", "https://hooks.example.com/twilio"))
                .accounts(TWO)
                .build();

        assertThat(check.check(request)).isEqualTo(verified(TWO, "https://hooks.example.com/twilio"));
    }

    @Test
    void malformedEscapesAndBytesThatAreNoUtf8AreProvedAsTheyCame() {
        byte[] form = "b=%FF%zz%4&a=100%&c=\u00fe%c3".getBytes(ISO_8859_1);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((URL + "a100%b").getBytes(ISO_8859_1));
        signed.write(0xFF);
        signed.writeBytes("%zz%4c".getBytes(ISO_8859_1));
        signed.write(0xFE);
        signed.write(0xC3);
        String signature = Hmac.of("HmacSHA1", "two", signed.toByteArray());

        assertThat(check.check(TestRequest.to(URL)
                        .form(form)
                        .signature(signature)
                        .accounts(TWO)
                        .build()))
                .isEqualTo(verified(TWO, URL));
    }

    @Test
    void aThousandValuesOfOneNameAreSortedAndCountOnce() {
        StringBuilder form = new StringBuilder();
        IntStream.range(0, 1_000)
                .forEach(i -> form.append("Digits=").append(i * 7 % 100).append('&'));
        StringBuilder signed = new StringBuilder(URL);
        IntStream.range(0, 100)
                .mapToObj(String::valueOf)
                .sorted()
                .forEach(value -> signed.append("Digits").append(value));

        assertThat(check.check(TestRequest.to(URL)
                        .form(form.toString())
                        .signature(Hmac.sha1("two", signed.toString()))
                        .accounts(TWO)
                        .build()))
                .isEqualTo(verified(TWO, URL));
    }

    @Test
    @Tag("timed")
    void aHundredThousandParametersTakeNoLongTime() {
        StringBuilder form = new StringBuilder();
        IntStream.range(0, 100_000).forEach(i -> form.append('p').append(i).append("=%20&"));
        SignedRequest request = TestRequest.to(URL)
                .form(form.toString())
                .signature(Hmac.sha1("wrong", URL))
                .build();

        assertTimeout(Duration.ofSeconds(10), () -> assertMismatch(check.check(request)));
    }

    /** Where no account is named the keys of all are tried, on every spelling: on a large body that would be gigabytes. */
    @Test
    @Tag("timed")
    void aLargeForgeryIsGivenUpEarly() {
        List<Account> many = IntStream.range(0, 1_000)
                .mapToObj(i -> Account.of(String.format(Locale.ROOT, "AC%032x", i), "token" + i))
                .toList();
        SignedRequest request = TestRequest.to(URL)
                .form("Body=" + "x".repeat(4_000_000))
                .signature(Hmac.sha1("wrong", URL))
                .build();

        assertTimeout(
                Duration.ofSeconds(10), () -> assertMismatch(new SignatureCheck(new Accounts(many)).check(request)));
    }

    @Test
    void aGenuineRequestOfAnySizeIsProved() {
        String body = "x".repeat(20_000_000);

        assertThat(check.check(TestRequest.to(URL)
                        .form("Body=" + body)
                        .signature(Hmac.sha1("one-old", URL + "Body" + body))
                        .accounts(ONE)
                        .build()))
                .isEqualTo(verified(ONE, URL));
    }

    @Test
    void reasonsHaveLabelsForMetrics() {
        assertThat(Reason.values())
                .extracting(Reason::label)
                .containsExactly("missing_signature", "unknown_account", "body_hash", "mismatch");
    }

    private Result checkForm(String token, String... accountSids) {
        return check.check(form(Hmac.sha1(token, URL + SIGNED_FORM), accountSids));
    }

    private static SignedRequest form(String signature, String... accountSids) {
        return TestRequest.to(URL)
                .form(FORM)
                .signature(signature)
                .accounts(accountSids)
                .build();
    }

    private static Verified verified(String sid, String url) {
        return new Verified(ACCOUNTS.find(sid).orElseThrow(), url);
    }

    private static void assertMismatch(Result result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.MISMATCH));
    }
}
