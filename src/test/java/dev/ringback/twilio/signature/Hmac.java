package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC of given bytes by plain javax.crypto: what a test expects must not come from the code it tests. */
final class Hmac {
    private Hmac() {}

    static String sha1(String key, String signed) {
        return of("HmacSHA1", key, signed.getBytes(UTF_8));
    }

    static String of(String algorithm, String key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
