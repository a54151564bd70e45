package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.FormBody;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Twilio's own library agrees, where it can: it takes no repeated names, and an explicit port makes it decode the URL
 * (https://github.com/twilio/twilio-java/issues/601).
 */
class SecondOpinionTest {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final List<String> PIECES = List.of(
            "a", "Z", "0", "_", ".", "é", "☃", "😀", " ", "+", "%", "&", "=", "'", "\"", "%41", "\n", "Sid", "Account");

    private final Random random = new Random(20260717);

    @Test
    void twiliosLibraryAgreesOnRandomForms() throws Exception {
        for (int round = 0; round < 500; round++) {
            String token = "made-up-" + random.nextInt();
            String url = randomUrl();
            Map<String, String> form = randomForm();
            String signature = TwilioSignature.sign(
                    new SigningKey(token, SignatureAlgorithm.HMAC_SHA1), url, FormBody.parse(encoded(form)));

            assertThat(new RequestValidator(token).validate(url, form, signature))
                    .as("%s %s", url, form)
                    .isTrue();
            assertThat(check(token, url, form, signature)).isInstanceOf(SignatureCheck.Verified.class);
        }
    }

    @Test
    void twiliosLibraryAgreesOnRandomChanges() throws Exception {
        for (int round = 0; round < 500; round++) {
            String token = "made-up-" + random.nextInt();
            String url = randomUrl();
            Map<String, String> form = randomForm();
            form.put("MessageStatus", "sent");
            String signature = TwilioSignature.sign(
                    new SigningKey(token, SignatureAlgorithm.HMAC_SHA1), url, FormBody.parse(encoded(form)));
            form.put("MessageStatus", "delivered");

            assertThat(new RequestValidator(token).validate(url, form, signature))
                    .as("%s %s", url, form)
                    .isFalse();
            assertThat(check(token, url, form, signature)).isInstanceOf(SignatureCheck.Refused.class);
        }
    }

    private static SignatureCheck.Result check(String token, String url, Map<String, String> form, String signature) {
        return new SignatureCheck(new Accounts(List.of(Account.of(SID, token))))
                .check(TestRequest.to(url)
                        .form(encoded(form))
                        .signature(signature)
                        .accounts(SID)
                        .build());
    }

    private String randomUrl() {
        String scheme = random.nextBoolean() ? "https" : "http";
        String query = random.nextBoolean() ? "" : "?order=" + URLEncoder.encode(randomText(), UTF_8);
        return scheme + "://hooks.example.com/twilio" + query;
    }

    private Map<String, String> randomForm() {
        Map<String, String> form = new LinkedHashMap<>();
        int size = random.nextInt(12);
        for (int i = 0; i < size; i++) {
            form.put(randomText(), randomText());
        }
        return form;
    }

    private String randomText() {
        return random.ints(random.nextInt(6), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + '=' + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
