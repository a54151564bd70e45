package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureCheck.Verified;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header that names the shared key which signed. */
class SharedKeyTest {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final String OTHER_SID = "AC00000000000000000000000000000002";
    private static final String URL = "https://hooks.example.com/twilio";
    private static final String FORM = "MessageSid=SM1&MessageStatus=sent";
    private static final String SIGNED = URL + "MessageSidSM1MessageStatussent";
    private static final Accounts ACCOUNTS = new Accounts(List.of(
            new Account(
                    SID,
                    List.of("the token"),
                    null,
                    List.of(
                            new SigningKey("without an id", SignatureAlgorithm.HMAC_SHA256),
                            new SigningKey("key_1", "first secret", SignatureAlgorithm.HMAC_SHA256),
                            new SigningKey("key_2", "second secret", SignatureAlgorithm.HMAC_SHA512),
                            new SigningKey("key_3", "third secret", SignatureAlgorithm.HMAC_SHA1)),
                    Map.of()),
            new Account(
                    OTHER_SID,
                    List.of("another token"),
                    null,
                    List.of(new SigningKey("key_4", "fourth secret", SignatureAlgorithm.HMAC_SHA256)),
                    Map.of())));

    private final KeyRing keyRing = KeyRing.of(ACCOUNTS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key=key_1,algorithm=HMAC_SHA256",
                " key = key_1 , algorithm = HMAC_SHA256 ",
                "algorithm=HMAC_SHA256, KEY=key_1",
                "key=\"key_1\";algorithm=\"HMAC_SHA256\"",
                "key=key_1",
                "key=key_1,algorithm=",
                "key=key_1,algorithm=SHA3,more=things",
                "nonsense,key=key_1",
                "key=key_1,key=key_2"
            })
    void theNamedKeyIsTriedFirst(String header) {
        assertThat(keyRing.entitled(request("", header)).get(0).id()).isEqualTo("key_1");
        assertThat(keyRing.entitled(request("", header))).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "first secret,  HmacSHA256, key_1, HMAC_SHA256",
        "second secret, HmacSHA512, key_2, HMAC_SHA512",
        "third secret,  HmacSHA1,   key_3, HMAC_SHA1"
    })
    void everyAlgorithmOfASharedKeyIsProved(String key, String algorithm, String id, String named) {
        assertThat(check(sign(algorithm, key), "key=" + id + ",algorithm=" + named))
                .isInstanceOf(Verified.class);
    }

    /** The header is no part of what is signed. */
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "key=key_2,algorithm=HMAC_SHA512",
                "key=unknown,algorithm=HMAC_SHA256",
                "key=key_4,algorithm=HMAC_SHA256",
                "key=,algorithm=",
                "=,=",
                ",,;;",
                "key",
                "key=a b\u0007c",
                "\u00e9\u2028",
                "algorithm=MD5"
            })
    void aWrongOrMalformedHeaderNeverBreaksWhatAnotherKeyProves(@Nullable String header) {
        assertThat(check(sign("HmacSHA256", "first secret"), header)).isInstanceOf(Verified.class);
        assertThat(check(sign("HmacSHA256", "without an id"), header)).isInstanceOf(Verified.class);
        assertThat(check(sign("HmacSHA1", "the token"), header)).isInstanceOf(Verified.class);
    }

    @Test
    void aKeyOfAnotherAccountProvesNothingEvenIfItIsNamed() {
        assertThat(check(sign("HmacSHA256", "fourth secret"), "key=key_4,algorithm=HMAC_SHA256"))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "HmacSHA256, HMAC_SHA256, HmacSHA256",
        "HmacSHA512, HMAC_SHA512, HmacSHA512",
        "HmacSHA1,   HMAC_SHA1,   HmacSHA1",
        "HmacSHA256, MD5,         HmacSHA256"
    })
    void aKeyThatTheSettingsDoNotHaveIsNamed(String algorithm, String named, String toSet) {
        assertThat(explain(sign(algorithm, "unknown"), "key=webhooks_shared_key_9,algorithm=" + named))
                .startsWith("shared key: the request says that the shared key webhooks_shared_key_9 signed it,"
                        + " which the settings of " + SID + " do not have")
                .contains("signing_keys: [{id: webhooks_shared_key_9, key: ..., algorithm: " + toSet + "}]");
    }

    @Test
    void aKeyThatIsInTheSettingsButDoesNotFitIsSaid() {
        assertThat(explain(sign("HmacSHA256", "mistyped"), "key=key_1,algorithm=HMAC_SHA256"))
                .startsWith(
                        "shared key: the request says that the shared key key_1 signed it, and that one does not fit");
        assertThat(explain(sign("HmacSHA512", "first secret"), "key=key_1,algorithm=HMAC_SHA512"))
                .startsWith("shared key: the request says that the shared key key_1 signed it with HmacSHA512,"
                        + " but the settings say HmacSHA256");
    }

    @Test
    void aWrongUrlIsFoundBeforeTheHeaderIsBelieved() {
        String signature = Hmac.of(
                "HmacSHA256", "first secret", SIGNED.replace("https", "http").getBytes(UTF_8));

        assertThat(explain(signature, "key=unknown,algorithm=HMAC_SHA256")).startsWith("wrong scheme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key=a\u001b[31mb", "key=a b", "key=<script>", "key=", "nonsense"})
    void aKeyIdOfForbiddenCharactersIsNotRepeated(String header) {
        assertThat(explain(sign("HmacSHA1", "unknown"), header))
                .startsWith("token: ")
                .matches("[ -~]+");
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(ACCOUNTS.find(SID).orElseThrow().signingKeys().toString())
                .contains("key_1")
                .doesNotContain("secret");
    }

    private static String sign(String algorithm, String key) {
        return Hmac.of(algorithm, key, SIGNED.getBytes(UTF_8));
    }

    private static SignatureCheck.Result check(String signature, @Nullable String header) {
        return new SignatureCheck(ACCOUNTS).check(request(signature, header));
    }

    private static String explain(String signature, String header) {
        SignedRequest request = request(signature, header);
        return new SignatureDiagnosis(ACCOUNTS).explain(request, (Refused) new SignatureCheck(ACCOUNTS).check(request));
    }

    private static SignedRequest request(String signature, @Nullable String header) {
        return TestRequest.to(URL)
                .form(FORM)
                .signature(signature)
                .signatureSettings(header)
                .accounts(SID)
                .build();
    }
}
