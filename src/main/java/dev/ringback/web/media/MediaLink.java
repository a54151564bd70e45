package dev.ringback.web.media;

import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.Digits;
import dev.ringback.twilio.FormEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says what a signed link leads to, and until when.
 *
 * @param format {@code wav} or {@code mp3} of a recording; empty for an attachment
 * @param expiresAt in whole seconds
 */
record MediaLink(String accountSid, String sid, String format, Instant expiresAt) {
    static final String PATH = "/ringback/v1/media";

    private static final String ACCOUNT = "Account";
    private static final String SID = "Sid";
    private static final String FORMAT = "Format";
    private static final String EXPIRES = "Expires";
    private static final String SIGNATURE = "Signature";

    /** Of so many digits every number of seconds is a moment. */
    private static final int MAX_DIGITS = 12;

    /** A link with its signature, as it came. */
    record Signed(MediaLink link, String signature) {}

    /** Reads a link from a query; empty where a part of it is missing or cannot be. Nothing is verified yet. */
    static Optional<Signed> read(Parameters query) {
        String account = query.get(ACCOUNT);
        String sid = query.get(SID);
        String expires = query.get(EXPIRES);
        String signature = query.get(SIGNATURE);
        String format = query.get(FORMAT);
        if (account == null || sid == null || signature == null || expires == null) {
            return Optional.empty();
        }
        if (expires.isEmpty() || expires.length() > MAX_DIGITS || !Digits.only(expires)) {
            return Optional.empty();
        }
        Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(expires));
        return Optional.of(new Signed(new MediaLink(account, sid, format == null ? "" : format, expiresAt), signature));
    }

    /** Returns what is signed, in its order. */
    List<String> texts() {
        return List.of(accountSid, sid, format, Long.toString(expiresAt.getEpochSecond()));
    }

    /** Writes it as an address. */
    String uri(String signature) {
        return PATH
                + '?'
                + FormEncoder.body(new Parameters(List.of(
                        new Parameter(ACCOUNT, accountSid),
                        new Parameter(SID, sid),
                        new Parameter(FORMAT, format),
                        new Parameter(EXPIRES, Long.toString(expiresAt.getEpochSecond())),
                        new Parameter(SIGNATURE, signature))));
    }
}
