package dev.ringback.web.handler;

import dev.ringback.ingest.QuarantineReplay;
import dev.ringback.ingest.QuarantineReplay.Replayed;
import dev.ringback.model.Action;
import dev.ringback.query.Caller;
import dev.ringback.storage.AuditTrail;
import dev.ringback.twilio.rest.JsonFormat;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /ringback/v1/quarantine/replay}: verifies again what the caller may see of the quarantine, takes in what passes, and answers
 * with the counts when all is on disk. 503 when the database cannot be written; then nothing is lost, and the same request goes on.
 */
public final class QuarantineReplayHandler implements Handler {
    private static final Logger log = LoggerFactory.getLogger(QuarantineReplayHandler.class);

    public static final String PATH = "/ringback/v1/quarantine/replay";

    private final QuarantineReplay replay;
    private final AuditTrail audit;

    public QuarantineReplayHandler(QuarantineReplay replay, AuditTrail audit) {
        this.replay = replay;
        this.audit = audit;
    }

    @Override
    public void handle(Context ctx) {
        Caller caller = Caller.of(ctx);
        Replayed replayed = replay.run(caller.scope());
        audit.record(caller.actor(), Action.QUARANTINE_REPLAY, replayed.text(), replayed.removed());
        log.info("replayed the quarantine: {}", replayed.text());
        ctx.contentType(JsonFormat.CONTENT_TYPE)
                .result("{\"taken_in\":%d,\"already_known\":%d,\"still_refused\":%d}\n"
                        .formatted(replayed.takenIn(), replayed.alreadyKnown(), replayed.stillRefused()));
    }
}
