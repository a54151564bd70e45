package dev.ringback.twilio.callback;

import dev.ringback.model.Accounts;
import dev.ringback.model.RefusedRequest;
import dev.ringback.twilio.signature.RequestUrls;
import dev.ringback.twilio.signature.SignatureCheck;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureCheck.Result;
import dev.ringback.twilio.signature.SignatureDiagnosis;
import dev.ringback.twilio.signature.SignedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Looks at refused requests again, with the settings of now, by the same check as when they came. Safe for use by many threads.
 *
 * <p>No finding holds a secret, user information, a query or anything else a stranger could write. One may cost as much hashing as {@link
 * SignatureDiagnosis} allows.
 */
public final class QuarantineReview {
    private static final String PASSES = "proved now: a replay takes it in";

    private final RequestUrls urls;
    private final SignatureCheck check;
    private final SignatureDiagnosis diagnosis;

    /** @param publicUrl the URL Twilio was given; null to go by each request */
    public QuarantineReview(Accounts accounts, @Nullable String publicUrl) {
        this.urls = new RequestUrls(publicUrl);
        this.check = new SignatureCheck(accounts);
        this.diagnosis = new SignatureDiagnosis(accounts);
    }

    /**
     * The finding of a review of a refused request.
     *
     * @param proved whether it would be taken in now
     * @param explanation why it would not, and which other reconstruction of the URL fits a known key, if one does; one line
     */
    public record Finding(boolean proved, String explanation) {}

    /** Whether it can be proved now. */
    public Result check(CallbackRequest request) {
        return check.check(request.signed(urls));
    }

    public Finding find(RefusedRequest refused) {
        CallbackRequest request = CallbackRequest.of(refused);
        SignedRequest signed = request.signed(urls);
        return check.check(signed) instanceof Refused still
                ? new Finding(false, diagnosis.explain(signed, still, request.seenUrls()))
                : new Finding(true, PASSES);
    }
}
