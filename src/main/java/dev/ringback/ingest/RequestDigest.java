package dev.ringback.ingest;

import dev.ringback.model.Digest;
import dev.ringback.model.HeaderFields;
import dev.ringback.twilio.callback.CallbackRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The fingerprint of a refused request: of everything its verification depends on, and nothing else. So a repetition is recognised that took
 * another way through a proxy's addresses, and a copy with another host cannot pass for the original.
 */
final class RequestDigest {
    private static final List<String> HEADERS = List.of(
            "Host", "X-Twilio-Signature", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "Forwarded");

    private RequestDigest() {}

    static Digest of(CallbackRequest request, HeaderFields headers) {
        MessageDigest hash = sha256();
        add(hash, request.method());
        add(hash, request.scheme());
        add(hash, request.target());
        add(hash, request.format().name());
        for (String name : HEADERS) {
            add(hash, String.valueOf(headers.first(name)));
        }
        hash.update(request.body());
        return Digest.of(hash.digest());
    }

    /** With its length before it, so that no two lists of texts look alike. */
    private static void add(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        hash.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }
}
