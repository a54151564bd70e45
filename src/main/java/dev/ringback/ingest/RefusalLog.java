package dev.ringback.ingest;

import dev.ringback.model.Accounts;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureDiagnosis;
import dev.ringback.twilio.signature.SignedRequest;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator what was refused and why, so that a wrong setting is found before events are missed. Counts every refusal, but writes
 * only so many lines: the door is public.
 */
final class RefusalLog {
    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    private final SignatureDiagnosis diagnosis;
    private final IngestMetrics metrics;
    private final LogLimit limit = LogLimit.perSecond(2);

    RefusalLog(Accounts accounts, IngestMetrics metrics) {
        this.diagnosis = new SignatureDiagnosis(accounts);
        this.metrics = metrics;
    }

    /** A request that nobody can prove. */
    void unproved(CallbackRequest request, SignedRequest signed, Refused refused) {
        metrics.refused(refused.reason().label());
        limit.run(suppressed -> log.warn(
                "refused a {} for {} with 403: {}; tried {}{}",
                request.method(),
                account(refused),
                diagnosis.explain(signed, refused, request.seenUrls()),
                refused.triedUrls().isEmpty() ? "no URL" : refused.triedUrls(),
                leftOut(suppressed)));
    }

    /** A request that is no webhook at all. */
    void unread(Context ctx, String reason, String why) {
        metrics.refused(reason);
        limit.run(suppressed -> log.warn("refused a {}: {}{}", ctx.method(), why, leftOut(suppressed)));
    }

    /** What a stranger wrote is not repeated unless it has the shape of a SID. */
    private static String account(Refused refused) {
        String sid = refused.accountSid();
        if (sid == null) {
            return "no account";
        }
        return Sid.isSid(sid, "AC") ? sid : "a malformed AccountSid";
    }

    private static String leftOut(long suppressed) {
        return suppressed == 0 ? "" : " (" + suppressed + " more refusals not logged)";
    }
}
