package dev.ringback.ingest;

import dev.ringback.model.Digest;
import dev.ringback.model.HeaderFields;
import dev.ringback.twilio.callback.CallbackRequest;
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
        Digest.Builder digest = Digest.builder();
        digest.text(request.method());
        digest.text(request.scheme());
        digest.text(request.target());
        digest.text(request.format().name());
        for (String name : HEADERS) {
            digest.text(String.valueOf(headers.first(name)));
        }
        return digest.bytes(request.body()).build();
    }
}
