package dev.ringback.forward.receiver.webhook;

import dev.ringback.forward.receiver.ReceiverOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests by the symmetric scheme of the Standard Webhooks specification: HMAC with SHA-256. */
final class Secret {
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    static List<Secret> read(ReceiverOptions options) {
        List<String> texts = options.secrets("secrets");
        if (texts.isEmpty()) {
            options.problem("secrets", "is missing");
        }
        try {
            return texts.stream().map(Secret::of).toList();
        } catch (IllegalArgumentException wrong) {
            options.problem("secrets", "must each be whsec_ and the base64 of 24 to 64 bytes");
            return List.of();
        }
    }

    /** @throws IllegalArgumentException when it is none */
    static Secret of(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("must begin with " + PREFIX);
        }
        byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        if (bytes.length < SHORTEST || bytes.length > LONGEST) {
            throw new IllegalArgumentException("must have 24 to 64 bytes");
        }
        return new Secret(bytes);
    }

    /** Returns the signature as it stands in {@code webhook-signature}. */
    String sign(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
