package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ringback.FuzzInput;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureCheck.Result;
import dev.ringback.twilio.signature.SignatureCheck.Verified;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nothing proves a request but its signature, and that proves this request and no other. */
class SignatureFuzzTest {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final String OTHER = "AC00000000000000000000000000000002";
    private static final String ORIGIN = "https://hooks.example.com";
    private static final List<SigningKey> KEYS = Stream.of(SignatureAlgorithm.values())
            .map(algorithm -> new SigningKey("made-up-key-" + algorithm, algorithm))
            .toList();
    private static final Accounts ACCOUNTS = new Accounts(List.of(
            new Account(SID, List.of("made-up-token"), null, KEYS, Map.of()), Account.of(OTHER, "other-token")));

    /** A request is signed over its URL; further from the front of the body than this, one place is as good as another. */
    private static final int FLIPS = 24;

    private final SignatureCheck check = new SignatureCheck(ACCOUNTS);
    private final SignatureDiagnosis diagnosis = new SignatureDiagnosis(ACCOUNTS);

    /** Lines: scheme, host, target, four headers of proxies, public URL, signature, two accounts; then a form, or JSON after a 0. */
    @FuzzTest
    void anythingUnsignedIsRefusedAndExplained(byte[] input) {
        FuzzInput lines = new FuzzInput(input);
        String scheme = lines.line();
        String host = lines.lineOrNull();
        String target = lines.line();
        ForwardedHeaders forwarded =
                new ForwardedHeaders(lines.lineOrNull(), lines.lineOrNull(), lines.lineOrNull(), lines.lineOrNull());
        RequestUrls urls = new RequestUrls(lines.lineOrNull());
        String signature = lines.lineOrNull();
        List<String> accounts = Stream.of(lines.line(), lines.line())
                .filter(sid -> !sid.isEmpty())
                .toList();
        byte[] body = lines.rest();
        boolean json = body.length > 0 && body[0] == '0';

        List<String> candidates = urls.candidates(scheme, host, target, forwarded);
        List<String> seen = RequestUrls.seen(scheme, host, target, forwarded);
        SignedRequest request = new SignedRequest(
                candidates,
                FormBody.parse(json ? new byte[0] : body),
                json ? body : null,
                signature,
                SignatureSettings.parse(scheme),
                accounts);

        assertThat(candidates).doesNotHaveDuplicates().isEqualTo(urls.candidates(scheme, host, target, forwarded));
        assertThat(seen).doesNotHaveDuplicates().allMatch(url -> url.startsWith("http"));
        candidates.forEach(url -> assertThat(UrlParts.parse(url).join()).isEqualTo(url));
        Result result = check.check(request);
        assertThat(result).isInstanceOf(Refused.class);
        assertThat(diagnosis.explain(request, (Refused) result, seen)).matches("[ -~]{1,4000}");
        assertThat(((Refused) result).triedUrls()).hasSizeLessThanOrEqualTo(16).allMatch(url -> url.matches("[!-~]*"));
    }

    /** Lines: which key, which bits to flip, what follows the door's path; then the body, JSON if it begins with a brace or bracket. */
    @FuzzTest
    void aSignedRequestIsProvedAndAChangedOneIsRefused(byte[] input) {
        FuzzInput lines = new FuzzInput(input);
        SigningKey key = KEYS.get(lines.line().length() % KEYS.size());
        int bits = lines.line().hashCode() & 0xFF;
        int flip = bits == 0 ? 1 : bits;
        String target = "/twilio" + lines.line();
        byte[] body = lines.rest();
        boolean json = body.length > 0 && (body[0] == '{' || body[0] == '[');
        String url = ORIGIN + target;
        if (json) {
            url += (url.indexOf('?') < 0 ? "?" : "&") + "bodySHA256=" + TwilioSignature.bodySha256(body);
        }
        String signature = TwilioSignature.sign(key, url, FormBody.parse(json ? new byte[0] : body));

        assertThat(check.check(request(url, body, json, signature)))
                .isEqualTo(new Verified(
                        account(SID), UrlParts.parse(url).withUserinfo("").join()));
        assertThat(check.check(request(url, body, json, signature, OTHER))).isInstanceOf(Refused.class);
        flipSignature(url, body, json, signature, flip);
        flipUrl(url, body, json, signature, flip);
        flipBody(url, body, json, signature, flip);
    }

    private void flipSignature(String url, byte[] body, boolean json, String signature, int flip) {
        byte[] bytes = Base64.getDecoder().decode(signature);
        for (int at = 0; at < bytes.length; at++) {
            String changed = Base64.getEncoder().encodeToString(flipped(bytes, at, flip));
            assertThat(check.check(request(url, body, json, changed)))
                    .as("byte %s of the signature", at)
                    .isInstanceOf(Refused.class);
        }
    }

    private void flipUrl(String url, byte[] body, boolean json, String signature, int flip) {
        byte[] bytes = url.getBytes(ISO_8859_1);
        String same = new String(bytes, ISO_8859_1);
        for (int at = 0; at < bytes.length && same.equals(url); at++) {
            String changed = new String(flipped(bytes, at, flip), ISO_8859_1);
            if (UrlSpellings.of(changed).contains(url)) {
                continue; // another way to write the URL that was signed
            }
            assertThat(check.check(request(changed, body, json, signature)))
                    .as(changed)
                    .isInstanceOf(Refused.class);
        }
    }

    private void flipBody(String url, byte[] body, boolean json, String signature, int flip) {
        byte[] signed = TwilioSignature.signedParameters(FormBody.parse(body));
        int step = Math.max(1, body.length / FLIPS);
        for (int at = 0; at < body.length; at += step) {
            byte[] changed = flipped(body, at, flip);
            // "+" for "%20" is another way to write the same; nor does Twilio's scheme tell "a=b" from "a&b"
            if (!json && Arrays.equals(signed, TwilioSignature.signedParameters(FormBody.parse(changed)))) {
                continue;
            }
            assertThat(check.check(request(url, changed, json, signature)))
                    .as("byte %s of the body", at)
                    .isInstanceOf(Refused.class);
        }
    }

    private static byte[] flipped(byte[] bytes, int at, int flip) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) (changed[at] ^ flip);
        return changed;
    }

    private static SignedRequest request(String url, byte[] body, boolean json, @Nullable String signature) {
        return request(url, body, json, signature, SID);
    }

    private static SignedRequest request(
            String url, byte[] body, boolean json, @Nullable String signature, String account) {
        return new SignedRequest(
                List.of(url),
                FormBody.parse(json ? new byte[0] : body),
                json ? body : null,
                signature,
                SignatureSettings.NONE,
                List.of(account));
    }

    private static Account account(String sid) {
        return ACCOUNTS.find(sid).orElseThrow();
    }
}
