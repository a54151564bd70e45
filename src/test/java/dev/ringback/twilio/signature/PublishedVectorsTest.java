package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.FormBody;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The signatures that Twilio publishes, in its documentation and in the tests of its libraries. */
class PublishedVectorsTest {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final String TOKEN = "12345";
    private static final String U = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String P = form(
            "CallSid",
            "CA1234567890ABCDE",
            "Caller",
            "+14158675309",
            "Digits",
            "1234",
            "From",
            "+14158675309",
            "To",
            "+18005551212");
    private static final String NOTHING = "";
    private static final String BODY = "{\"property\": \"value\", \"boolean\": true}";
    private static final String BODY_HASH =
            "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    private static final String EMPTY_OBJECT_HASH =
            "bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    private static final String FOUR_DIGITS =
            form("Sid", "CA123", "SidAccount", "AC123", "Digits", "5678", "Digits", "1234");

    /** One published signature: the URL that was signed, the URL a receiver sees, the form. */
    record Vector(String name, String token, String signed, String received, String form, String signature) {
        static Vector of(String name, String url, String form, String signature) {
            return new Vector(name, TOKEN, url, url, form, signature);
        }

        Vector receivedAs(String url) {
            return new Vector(name, token, signed, url, form, signature);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Vector> VECTORS = List.of(
            Vector.of("form", U, P, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
            Vector.of("other port removed", U, P, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
                    .receivedAs("https://mycompany.com:1234/myapp.php?foo=1&bar=2"),
            Vector.of(
                    "other port kept",
                    "http://mycompany.com:1234/myapp.php?foo=1&bar=2",
                    P,
                    "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
            Vector.of("443 added", "https://mycompany.com:443/myapp.php?foo=1&bar=2", P, "kvajT1Ptam85bY51eRf/AJRuM3w=")
                    .receivedAs(U),
            Vector.of("80 added", "http://mycompany.com:80/myapp.php?foo=1&bar=2", P, "0ZXoZLH/DfblKGATFgpif+LLRf4=")
                    .receivedAs("http://mycompany.com/myapp.php?foo=1&bar=2"),
            Vector.of(
                    "http without port",
                    "http://mycompany.com/myapp.php?foo=1&bar=2",
                    P,
                    "OyGYPqTF6ztdbRNCvuQO/oPvqQ4="),
            Vector.of(
                    "user and password kept",
                    "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2",
                    P,
                    "CukzLTc1tT5dXEDIHm/tKBanW10="),
            Vector.of(
                    "user kept", "https://user@mycompany.com/myapp.php?foo=1&bar=2", P, "2YRLlVAflCqxaNicjMpJcSTgzSs="),
            Vector.of(
                            "user and password kept, 443 added",
                            "https://user:pass@mycompany.com:443/myapp.php?foo=1&bar=2",
                            P,
                            "ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=")
                    .receivedAs("https://user:pass@mycompany.com/myapp.php?foo=1&bar=2"),
            Vector.of("user and password dropped", U, P, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
                    .receivedAs("https://user:pass@mycompany.com/myapp.php?foo=1&bar=2"),
            Vector.of("apostrophe raw", U + "&Body=It's+amazing", P, "dsq4Ehbj6cs+KdTkpF5sSSplOWw="),
            Vector.of(
                            "apostrophe signed raw, sent escaped",
                            U + "&Body=It's+amazing",
                            P,
                            "dsq4Ehbj6cs+KdTkpF5sSSplOWw=")
                    .receivedAs(U + "&Body=It%27s+amazing"),
            Vector.of(
                            "apostrophe signed escaped, sent raw, which twilio-node accepts since 6.2",
                            U + "&Body=It%27s+amazing",
                            P,
                            "TfZzewPq8wqrGlMfyAud8+/IvJ0=")
                    .receivedAs(U + "&Body=It's+amazing"),
            Vector.of("apostrophe escaped", U + "&Body=It%27s+amazing", P, "TfZzewPq8wqrGlMfyAud8+/IvJ0="),
            Vector.of(
                    "one name, two values",
                    U,
                    form("MessagingBinding.Address", "+1325xxxxxxx", "MessagingBinding.Address", "+1415xxxxxxx"),
                    "83O6e2vORAoJHUNzJjDWN1jz+BA="),
            Vector.of(
                    "one name, two values, other order",
                    U,
                    form("MessagingBinding.Address", "+1415xxxxxxx", "MessagingBinding.Address", "+1325xxxxxxx"),
                    "83O6e2vORAoJHUNzJjDWN1jz+BA="),
            Vector.of("sorted by name, then value", U, FOUR_DIGITS, "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
            Vector.of("equal values once", U, FOUR_DIGITS + "&Digits=1234", "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
            Vector.of(
                    "documentation",
                    "https://example.com/myapp.php?foo=1&bar=2",
                    form(
                            "CallSid",
                            "CA1234567890ABCDE",
                            "Caller",
                            "+14158675310",
                            "Digits",
                            "1234",
                            "From",
                            "+14158675310",
                            "To",
                            "+18005551212"),
                    "L/OH5YylLD5NRKLltdqwSvS0BnU="),
            new Vector(
                    "escapes in the query stay",
                    "1234567890",
                    "https://someurl.com/somepath?param1=client%3AAnonymous",
                    "https://someurl.com/somepath?param1=client%3AAnonymous",
                    NOTHING,
                    "PM+bjB+ITJ9a3LIYStKWOTMZMlU="),
            new Vector(
                    "escapes in the query stay when a port is removed",
                    "1234567890",
                    "https://someurl.com/somepath?param1=client%3AAnonymous",
                    "https://someurl.com:443/somepath?param1=client%3AAnonymous",
                    NOTHING,
                    "PM+bjB+ITJ9a3LIYStKWOTMZMlU="),
            Vector.of("no parameters", U, NOTHING, "zYQTYrRWXE7LtzbG4PfP7/bkkGo="),
            Vector.of("no query", "https://mycompany.com/myapp.php", P, "1xaxFBvyzXYvWplzNOSs28HWO94="),
            Vector.of(
                    "query is not decoded",
                    "https://mycompany.com/myapp.php?foo=hello%20world&bar=test%2Bvalue",
                    P,
                    "er2tvAP1Wx+iuTTE2BPgvEaN1cs="),
            Vector.of(
                    "special characters",
                    U,
                    form(
                            "Message",
                            "Hello & goodbye! @#$%^*()",
                            "From",
                            "+1 (415) 867-5309",
                            "Special",
                            "unicode: ñáéíóú"),
                    "dCPiR4WtQ6QFN6pJh81CtlCcWLQ="),
            Vector.of(
                    "empty values count",
                    U,
                    form("Digits", "", "CallSid", "CA1234567890ABCDE", "EmptyParam", ""),
                    "9HHp/OqQMEwdrVebHDdA/+tqjX8="),
            Vector.of(
                    "names are sorted",
                    U,
                    form("Zebra", "last", "Alpha", "first", "Beta", "second", "Gamma", "third"),
                    "enveUe73ZTVLAekHxez3Qx6JuuQ="),
            Vector.of(
                    "upper case before lower",
                    U,
                    form("callSid", "lowercase", "CallSid", "uppercase", "CALLSID", "allcaps"),
                    "jDK7WKT8wiNrwggd4ceTv4e1MJ4="),
            Vector.of(
                    "raw UTF-8 in the URL",
                    "https://mycompany.com/webhook/España?año=2023",
                    P,
                    "G/Hx6mqqnjUNlPAoi2Sp9bGst0g="),
            Vector.of(
                    "double slash, 443 kept",
                    "https://mycompany.com:443//myapp.php?foo=1&bar=2",
                    P,
                    "A9lH3u16NjyiiM/+wylw5rirFUs="));

    /** A body with its hash in the URL. */
    record JsonVector(String name, String signed, String received, String body, String signature) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<JsonVector> JSON_VECTORS = List.of(
            new JsonVector("hash last", U + "&" + BODY_HASH, U + "&" + BODY_HASH, BODY, "a9nBmqA0ju/hNViExpshrM61xv4="),
            new JsonVector(
                    "hash alone",
                    "https://mycompany.com/myapp.php?" + BODY_HASH,
                    "https://mycompany.com/myapp.php?" + BODY_HASH,
                    BODY,
                    "y77kIzt2vzLz71DgmJGsen2scGs="),
            new JsonVector(
                    "empty object, 443 added",
                    "https://mycompany.com:443/myapp.php?foo=1&bar=2&" + EMPTY_OBJECT_HASH,
                    U + "&" + EMPTY_OBJECT_HASH,
                    "{}",
                    "Ldidvp12m26NI7eqEvxnEpkd9Hc="));

    /** Signatures that a wrong reading of the rules gives. */
    static final List<Vector> WRONG = List.of(
            Vector.of("made up", U, P, "NOTRSOYDt4T1cUTdK1PDd93/VVr8B8="),
            Vector.of("no Base64", U, P, "WRONG_SIGNATURE"),
            Vector.of("equal values twice", U, FOUR_DIGITS + "&Digits=1234", "tM//N+MVWOh7+ol2z8YCNxSY0Eg="),
            Vector.of("values as received", U, FOUR_DIGITS, "oNd5IjYjmops86rU2fr7navM88g="),
            Vector.of("sorted as name and value together", U, FOUR_DIGITS, "f2eNeQA03Kk6SUEEsqN6nCjnksU="),
            Vector.of("http for https", U, P, "OyGYPqTF6ztdbRNCvuQO/oPvqQ4="),
            Vector.of("other port not guessed", U, P, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
            Vector.of("parameters left out", U, P, "zYQTYrRWXE7LtzbG4PfP7/bkkGo="),
            Vector.of("user not guessed", U, P, "2YRLlVAflCqxaNicjMpJcSTgzSs="));

    @ParameterizedTest(name = "{0}")
    @FieldSource("VECTORS")
    void signsAsPublished(Vector vector) {
        SigningKey key = new SigningKey(vector.token(), SignatureAlgorithm.HMAC_SHA1);

        assertThat(TwilioSignature.sign(key, vector.signed(), FormBody.parse(vector.form())))
                .isEqualTo(vector.signature());
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("VECTORS")
    void acceptsWhatIsPublished(Vector vector) {
        assertThat(check(vector))
                .isInstanceOfSatisfying(
                        SignatureCheck.Verified.class,
                        verified -> assertThat(verified.account().sid()).isEqualTo(SID));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("WRONG")
    void refusesWrongReadings(Vector vector) {
        assertThat(check(vector))
                .isInstanceOfSatisfying(
                        SignatureCheck.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SignatureCheck.Reason.MISMATCH));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("JSON_VECTORS")
    void acceptsPublishedJson(JsonVector vector) {
        assertThat(checkJson(vector.received(), vector.body(), vector.signature()))
                .isInstanceOfSatisfying(
                        SignatureCheck.Verified.class,
                        verified -> assertThat(verified.url()).isEqualTo(vector.signed()));
        assertThat(vector.signed())
                .endsWith(
                        "bodySHA256=" + TwilioSignature.bodySha256(vector.body().getBytes(UTF_8)));
    }

    @Test
    void refusesJsonWithoutItsHash() {
        assertThat(checkJson(U, BODY, "zYQTYrRWXE7LtzbG4PfP7/bkkGo="))
                .isInstanceOfSatisfying(
                        SignatureCheck.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SignatureCheck.Reason.BODY_HASH));
    }

    private static SignatureCheck.Result check(Vector vector) {
        return new SignatureCheck(new Accounts(List.of(Account.of(SID, vector.token()))))
                .check(TestRequest.to(vector.received())
                        .form(vector.form())
                        .signature(vector.signature())
                        .accounts(SID)
                        .build());
    }

    private static SignatureCheck.Result checkJson(String url, String body, String signature) {
        return new SignatureCheck(new Accounts(List.of(Account.of(SID, TOKEN))))
                .check(TestRequest.to(url).json(body).signature(signature).build());
    }

    private static String form(String... namesAndValues) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String pair =
                    URLEncoder.encode(namesAndValues[i], UTF_8) + '=' + URLEncoder.encode(namesAndValues[i + 1], UTF_8);
            encoded.append(encoded.isEmpty() ? "" : "&").append(pair);
        }
        return encoded.toString();
    }
}
