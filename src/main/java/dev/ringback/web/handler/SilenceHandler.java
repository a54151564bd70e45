package dev.ringback.web.handler;

import dev.ringback.forward.mute.InvalidSilenceException;
import dev.ringback.forward.rule.Rules;
import dev.ringback.model.Action;
import dev.ringback.model.Parameters;
import dev.ringback.model.Silence;
import dev.ringback.query.Caller;
import dev.ringback.query.DeliveryHandler;
import dev.ringback.query.QueryString;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.SilenceStore;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /ringback/v1/silences}. For callers only whose credentials open every account: a silence keeps notices of any of them back. */
public final class SilenceHandler {
    private static final Logger log = LoggerFactory.getLogger(SilenceHandler.class);

    private final SilenceStore silences;
    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    public SilenceHandler(SilenceStore silences, Rules rules, AuditTrail audit, Clock clock) {
        this.silences = silences;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    /** Lists the silences that hold or will hold, newest first; with {@code All=true} also those that are over and not forgotten yet. */
    public void list(Context ctx) {
        Caller.of(ctx).needsEverything();
        Instant now = clock.instant();
        Instant endingAfter = wantsAll(ctx) ? Instant.EPOCH : now;
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(SilenceJson.list(silences.endingAfter(endingAfter), now));
    }

    private static boolean wantsAll(Context ctx) {
        Parameters query = QueryString.parameters(ctx);
        String all = query.text("All");
        if (all == null || all.equals("false")) {
            return false;
        }
        if (all.equals("true")) {
            return true;
        }
        throw TwilioException.invalidParameter("All", all, "true or false");
    }

    /** Answers with one silence. 404 when there is none of that id. */
    public void fetch(Context ctx) {
        Caller.of(ctx).needsEverything();
        answer(ctx, silences.find(DeliveryHandler.id(ctx)));
    }

    /** 201 with the new one; 400, naming the field, when that cannot be. */
    public void create(Context ctx) {
        Caller.of(ctx).needsEverything();
        Instant now = clock.instant();
        Silence wanted;
        try {
            wanted = SilenceJson.read(SmallBody.read(ctx)).silence(rules, now);
        } catch (InvalidSilenceException invalid) {
            throw SilenceJson.invalid(invalid.field(), invalid.problem());
        }
        Silence silence = silences.add(wanted);
        audit.record(Caller.of(ctx).actor(), Action.SILENCE, silence.summary(), 1);
        log.info("silence {} until {}", silence.id(), silence.endsAt());
        ctx.status(201).contentType(JsonFormat.CONTENT_TYPE).result(SilenceJson.one(silence, now));
    }

    /** Ends one now, and answers with it as it is then; one that is over stays as it is. 404 when there is none of that id. */
    public void end(Context ctx) {
        Caller.of(ctx).needsEverything();
        long id = DeliveryHandler.id(ctx);
        Optional<Silence> before = silences.find(id);
        Optional<Silence> ended = silences.end(id, clock.instant());
        ended.ifPresent(silence -> audit.record(
                Caller.of(ctx).actor(), Action.SILENCE_END, silence.summary(), before.equals(ended) ? 0 : 1));
        answer(ctx, ended);
    }

    private void answer(Context ctx, Optional<Silence> found) {
        Silence silence = found.orElseThrow(() -> TwilioException.notFound(ctx.path()));
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(SilenceJson.one(silence, clock.instant()));
    }
}
