package dev.ringback.ingest;

import dev.ringback.model.Accounts;
import dev.ringback.twilio.callback.CallbackRequest;
import dev.ringback.twilio.signature.Printable;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureDiagnosis;
import dev.ringback.twilio.signature.SignedRequest;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator what was refused and why, so that a wrong setting is found before events are missed. Counts every refusal, but writes
 * only so many lines: the door is public.
 */
final class RefusalLog {
    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    /** Longest excerpt, in characters, of a text that a stranger wrote. */
    private static final int EXCERPT = 80;

    private final SignatureDiagnosis diagnosis;
    private final IngestMetrics metrics;
    /** A limit for each reason, so that none hides behind another; there are few reasons. */
    private final Map<String, LogLimit> limits = new ConcurrentHashMap<>();

    RefusalLog(Accounts accounts, IngestMetrics metrics) {
        this.diagnosis = new SignatureDiagnosis(accounts);
        this.metrics = metrics;
    }

    /** A request that nobody can prove. */
    void unproved(CallbackRequest request, SignedRequest signed, Refused refused) {
        metrics.refused(refused.reason().label());
        limit(refused.reason().label())
                .warn(() -> "refused a %s for %s with 403: %s; tried %s"
                        .formatted(
                                request.method(),
                                Printable.accountSid(refused.accountSid()),
                                diagnosis.explain(signed, refused, request.seenUrls()),
                                refused.triedUrls().isEmpty() ? "no URL" : refused.triedUrls()));
    }

    /** A request that is no webhook at all. */
    void unread(Context ctx, String reason, String why) {
        metrics.refused(reason);
        limit(reason).warn(() -> "refused a %s: %s".formatted(ctx.method(), why));
    }

    /** A request with a body that no webhook has. */
    void unknownContentType(Context ctx) {
        String header = ctx.header("Content-Type");
        String said = (header == null ? "none" : header).replaceAll("[^\\x20-\\x7E]", "?");
        unread(
                ctx,
                "content_type",
                "its content type is neither a form nor JSON: "
                        + (said.length() > EXCERPT ? said.substring(0, EXCERPT) + "..." : said));
    }

    private LogLimit limit(String reason) {
        return limits.computeIfAbsent(reason, label -> LogLimit.perSecond(log, 2, "refusals"));
    }
}
