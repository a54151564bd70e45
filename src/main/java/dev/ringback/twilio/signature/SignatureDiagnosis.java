package dev.ringback.twilio.signature;

import dev.ringback.model.Accounts;
import java.util.List;

/**
 * Says in words why a request was probably refused, for the log of the operator who has to mend it.
 *
 * <p>Never throws, and shows neither keys, user information, queries nor anything else a stranger could write, but for the id of a shared key:
 * some letters and digits. For one answer it may hash
 * as much as {@link Trial} allows, so whoever calls it in a flood of forgeries should limit the rate. Safe for use by many threads.
 */
public final class SignatureDiagnosis {
    private final KeyRing keyRing;

    public SignatureDiagnosis(Accounts accounts) {
        this.keyRing = KeyRing.of(accounts);
    }

    /** The likeliest cause, going by the URLs that were tried; one line. */
    public String explain(SignedRequest request, SignatureCheck.Refused refused) {
        return explain(request, refused, List.of());
    }

    /**
     * The likeliest cause; one line.
     *
     * @param seenUrls the URLs as the request shows them ({@link RequestUrls#seen}), which do not count when a public URL is configured, but
     *     tell when that one is wrong
     */
    public String explain(SignedRequest request, SignatureCheck.Refused refused, List<String> seenUrls) {
        return switch (refused.reason()) {
            case MISSING_SIGNATURE ->
                "X-Twilio-Signature is missing: the request is not from Twilio, or a proxy drops the header";
            case UNKNOWN_ACCOUNT -> unknownAccount(request);
            case BODY_HASH -> bodyHash(request);
            case MISMATCH -> mismatch(request, seenUrls);
        };
    }

    private static String unknownAccount(SignedRequest request) {
        return "unknown account: the request names " + Printable.accountSid(request.owner())
                + ", which the settings do not have";
    }

    private static String bodyHash(SignedRequest request) {
        return request.urls().stream().anyMatch(BodyHash::isIn)
                ? "bodySHA256 differs: the JSON body is not the one that was signed, or a proxy rewrote it"
                : "bodySHA256 missing: a JSON body came without its hash in the URL; it is not from Twilio, or a proxy drops the query";
    }

    private String mismatch(SignedRequest request, List<String> seenUrls) {
        if (request.urls().isEmpty()) {
            return "no URL: the request names no host";
        }
        String header = request.signature() == null ? "" : request.signature();
        byte[] signedParameters = request.signedParameters();
        return Trial.of(header, signedParameters.length)
                .map(trial -> new MismatchSearch(keyRing, request, signedParameters, trial).likeliestCause(seenUrls))
                .orElse("X-Twilio-Signature is no Base64: it was not made by Twilio, or it was cut on the way");
    }
}
