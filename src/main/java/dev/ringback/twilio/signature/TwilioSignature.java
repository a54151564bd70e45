package dev.ringback.twilio.signature;

import dev.ringback.model.SigningKey;
import dev.ringback.twilio.FormBody;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes {@code X-Twilio-Signature}: the HMAC of the URL followed by the sorted parameters of a form body.
 *
 * <p>Source: "Validating requests are coming from Twilio" in Twilio's webhook security guide, and the request validators of its libraries.
 * Stateless.
 */
public final class TwilioSignature {
    /** In bytes, of all algorithms that the settings can name. */
    private static final Set<Integer> LENGTHS = Set.of(20, 32, 64);

    private TwilioSignature() {}

    /**
     * The signature in Base64, as the header carries it.
     *
     * @param url as Twilio requests it, query included, fragment excluded
     * @param body the parameters of a form body; none for GET and for JSON, whose URL vouches for the body by {@code bodySHA256}
     * @throws IllegalArgumentException if the key is empty
     */
    public static String sign(SigningKey key, String url, FormBody body) {
        byte[] signature = Signer.of(key).sign(url.getBytes(StandardCharsets.UTF_8), signedParameters(body));
        return Base64.getEncoder().encodeToString(signature);
    }

    /** Whether the text has the shape of a signature: Base64 of as many bytes as HMAC with SHA-1, SHA-256 or SHA-512 makes. */
    public static boolean isPlausible(@Nullable String header) {
        if (header == null) {
            return false;
        }
        try {
            return LENGTHS.contains(Base64.getDecoder().decode(header.strip()).length);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    /** The lower-case hexadecimal SHA-256 of a JSON body, which the signed URL carries as {@code bodySHA256}. */
    public static String bodySha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }

    /**
     * The bytes of the parameters as they are signed: sorted by name, then value, decoded, nothing between them. Twilio's libraries take the
     * values of a name as a set, hence equal ones count once; empty ones count.
     */
    static byte[] signedParameters(FormBody body) {
        StringBuilder signed = new StringBuilder();
        for (FormBody.Field field : FormBody.sortedSet(body.fields())) {
            signed.append(field.name()).append(field.value());
        }
        return signed.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
