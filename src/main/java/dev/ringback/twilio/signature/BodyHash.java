package dev.ringback.twilio.signature;

import dev.ringback.twilio.FormBody;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/** How a signed URL vouches for a JSON body: the query carries {@code bodySHA256}, the SHA-256 of its bytes in hexadecimal. */
final class BodyHash {
    private static final String PARAMETER = "bodySHA256";

    private BodyHash() {}

    /** Returns those of the request's URLs that vouch for its body: all of them if it has no JSON body. */
    static List<String> vouchingUrls(SignedRequest request) {
        byte[] body = request.jsonBody();
        if (body == null) {
            return request.urls();
        }
        byte[] expected = TwilioSignature.bodySha256(body).getBytes(StandardCharsets.ISO_8859_1);
        return request.urls().stream().filter(url -> vouches(url, expected)).toList();
    }

    /** Whether the URL names any hash, right or wrong. */
    static boolean isIn(String url) {
        return query(url).fields().stream().anyMatch(field -> field.name().equals(PARAMETER));
    }

    private static boolean vouches(String url, byte[] expected) {
        return query(url).fields().stream()
                .filter(field -> field.name().equals(PARAMETER))
                .map(field -> field.value().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1))
                .anyMatch(hash -> MessageDigest.isEqual(hash, expected));
    }

    private static FormBody query(String url) {
        String query = UrlParts.parse(url).query();
        return FormBody.parse(query.isEmpty() ? "" : query.substring(1));
    }
}
