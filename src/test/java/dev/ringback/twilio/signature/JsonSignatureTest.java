package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.twilio.signature.SignatureCheck.Reason;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureCheck.Result;
import dev.ringback.twilio.signature.SignatureCheck.Verified;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON bodies, as Event Streams and Studio send them. */
class JsonSignatureTest {
    private static final String URL = "https://hooks.example.com/twilio?order=1";
    private static final String BODY = "[{\"specversion\":\"1.0\",\"data\":{\"to\":\"+14155550100\"}}]";

    private static final String PARENT = "AC00000000000000000000000000000001";
    private static final String CHILD = "AC00000000000000000000000000000002";
    private static final String SIBLING = "AC00000000000000000000000000000003";
    private static final String OTHER = "AC00000000000000000000000000000004";
    private static final String STRANGER = "AC00000000000000000000000000000009";

    private final SignatureCheck check = new SignatureCheck(new Accounts(List.of(
            Account.of(PARENT, "parent"),
            new Account(CHILD, List.of("child"), PARENT, List.of(), Map.of()),
            new Account(SIBLING, List.of("sibling"), PARENT, List.of(), Map.of()),
            Account.of(OTHER, "other"))));

    @Test
    void theHashInTheUrlProvesTheBody() {
        assertThat(signed("other", URL + "&bodySHA256=" + sha256(BODY), BODY, OTHER))
                .isEqualTo(OTHER);
    }

    @Test
    void theHashMayBeUpperCase() {
        String hash = sha256(BODY).toUpperCase(Locale.ROOT);
        assertThat(signed("other", URL + "&bodySHA256=" + hash, BODY, OTHER)).isEqualTo(OTHER);
    }

    @Test
    void theHashMayStandAnywhereInTheQuery() {
        String url = "https://hooks.example.com/twilio?bodySHA256=" + sha256(BODY) + "&order=1";
        assertThat(signed("other", url, BODY, OTHER)).isEqualTo(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "{}", "[{\"specversion\":\"1.0\",\"data\":{\"to\":\"+14155550101\"}}]"})
    void anotherBodyIsRefused(String body) {
        assertThat(signed("other", URL + "&bodySHA256=" + sha256(BODY), body, OTHER))
                .isEqualTo("body_hash");
    }

    @Test
    void anEmptyBodyHasAHashToo() {
        assertThat(signed("other", URL + "&bodySHA256=" + sha256(""), "", OTHER))
                .isEqualTo(OTHER);
    }

    @Test
    void aBodyWithoutItsHashIsRefusedHoweverWellTheUrlIsSigned() {
        String hash = sha256(BODY);
        for (String url : List.of(
                URL,
                URL + "&bodySHA256=",
                URL + "&bodySHA256",
                URL + "&bodySHA256=" + hash.substring(1),
                URL + "&bodySHA256=" + hash + "0",
                URL + "&bodysha256=" + hash,
                URL + "&bodySHA256=%zz\u0130",
                "https://hooks.example.com/bodySHA256=" + hash)) {
            assertThat(signed("other", url, BODY, OTHER)).as(url).isEqualTo("body_hash");
        }
    }

    @Test
    void theRightHashWithAWrongSignatureIsAMismatch() {
        assertThat(signed("wrong", URL + "&bodySHA256=" + sha256(BODY), BODY, OTHER))
                .isEqualTo("mismatch");
    }

    @Test
    void onlyUrlsThatCarryTheHashAreTried() {
        Result result = check.check(TestRequest.to(URL, URL + "&bodySHA256=" + sha256(BODY))
                .json(BODY)
                .signature(Hmac.sha1("other", URL))
                .accounts(OTHER)
                .build());

        assertThat(result).isInstanceOf(Refused.class);
    }

    @ParameterizedTest(name = "{0} signs for {1} and {2}: {3}")
    @CsvSource({
        "parent,  " + PARENT + ", " + CHILD + ", " + PARENT,
        "parent,  " + CHILD + ", " + PARENT + ", " + PARENT,
        "other,   " + OTHER + ", " + STRANGER + ", " + OTHER,
        "other,   " + STRANGER + ", " + OTHER + ", " + OTHER,
        "child,   " + CHILD + ", " + PARENT + ", mismatch",
        "child,   " + CHILD + ", " + SIBLING + ", mismatch",
        "other,   " + OTHER + ", " + CHILD + ", mismatch",
        "child,   " + OTHER + ", " + CHILD + ", mismatch",
        "other,   " + PARENT + ", " + CHILD + ", mismatch"
    })
    void theSignerOfABatchMustSpeakForAllItsAccounts(String token, String first, String second, String outcome) {
        assertThat(signed(token, URL + "&bodySHA256=" + sha256(BODY), BODY, first, second))
                .isEqualTo(outcome);
    }

    @Test
    void aBatchThatNamesNobodyIsTriedWithEveryKey() {
        assertThat(signed("sibling", URL + "&bodySHA256=" + sha256(BODY), BODY)).isEqualTo(SIBLING);
    }

    @Test
    void anUnknownAccountIsSaidBeforeAMissingHash() {
        assertThat(signed("other", URL, BODY, STRANGER)).isEqualTo(Reason.UNKNOWN_ACCOUNT.label());
    }

    /** The account that was proved, or the label of the refusal. */
    private String signed(String token, String url, String body, String... accountSids) {
        Result result = check.check(TestRequest.to(url)
                .json(body)
                .signature(Hmac.sha1(token, url))
                .accounts(accountSids)
                .build());
        if (result instanceof Verified verified) {
            return verified.account().sid();
        }
        return ((Refused) result).reason().label();
    }

    private static String sha256(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
