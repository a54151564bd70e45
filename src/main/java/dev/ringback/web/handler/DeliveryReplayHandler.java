package dev.ringback.web.handler;

import dev.ringback.forward.delivery.Replay;
import dev.ringback.forward.rule.IsoTime;
import dev.ringback.model.Action;
import dev.ringback.model.Parameters;
import dev.ringback.query.Caller;
import dev.ringback.query.DeliveryHandler;
import dev.ringback.query.KnownParameters;
import dev.ringback.query.QueryString;
import dev.ringback.storage.AuditTrail;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /ringback/v1/deliveries/replay} and {@code POST /ringback/v1/deliveries/{id}/replay}: sends again, and answers with how many
 * deliveries are pending by that. For callers only whose credentials open every account.
 */
public final class DeliveryReplayHandler {
    private static final Logger log = LoggerFactory.getLogger(DeliveryReplayHandler.class);

    public static final String PATH = "/ringback/v1/deliveries/replay";

    private static final List<String> FIELDS = List.of("Receiver", "From", "To");

    private final Replay replay;
    private final AuditTrail audit;

    public DeliveryReplayHandler(Replay replay, AuditTrail audit) {
        this.replay = replay;
        this.audit = audit;
    }

    /** Sends one delivery again: 404 when there is none of that id, 409 when it is pending, or nobody could send it any more. */
    public void one(Context ctx) {
        Caller.of(ctx).needsEverything();
        long id = DeliveryHandler.id(ctx);
        switch (replay.one(id)) {
            case REPLAYED -> {
                audit.record(Caller.of(ctx).actor(), Action.DELIVERIES_REPLAY, "delivery " + id, 1);
                answer(ctx, 1);
            }
            case UNKNOWN -> throw TwilioException.notFound(ctx.path());
            case PENDING -> throw new TwilioException(TwilioError.CONFLICT, "The delivery is pending anyway");
            case NO_RECEIVER ->
                throw new TwilioException(
                        TwilioError.CONFLICT, "The delivery's receiver is not in the settings any more");
        }
    }

    /**
     * Sends again what belongs to a span of time, given by {@code Receiver}, {@code From} and {@code To} (exclusive) in the query or in a
     * form: of a receiver of notices what was given up, of a target all events that it wants. 400 when one of them is missing or wrong.
     */
    public void between(Context ctx) {
        Caller.of(ctx).needsEverything();
        Parameters query = QueryString.parameters(ctx);
        Parameters form = FormBody.parse(SmallBody.read(ctx)).parameters();
        KnownParameters.check(form, FIELDS::contains, "a replay takes " + String.join(", ", FIELDS));
        String receiver = required(query, form, "Receiver");
        Instant from = time(query, form, "From");
        Instant to = time(query, form, "To");
        if (!from.isBefore(to)) {
            throw TwilioException.invalidParameter("To", to.toString(), "later than From");
        }
        long count;
        try {
            count = replay.between(receiver, from, to);
        } catch (IllegalArgumentException unknown) {
            throw new TwilioException(
                    TwilioError.BAD_REQUEST, "Parameter Receiver is invalid: it " + unknown.getMessage());
        }
        audit.record(
                Caller.of(ctx).actor(),
                Action.DELIVERIES_REPLAY,
                "to " + receiver + ", from " + from + " to " + to,
                count);
        log.info("replayed {} deliveries to {}, from {} to {}", count, receiver, from, to);
        answer(ctx, count);
    }

    private static String required(Parameters query, Parameters form, String name) {
        String text = query.text(name) == null ? form.text(name) : query.text(name);
        if (text == null) {
            throw new TwilioException(TwilioError.BAD_REQUEST, "Parameter " + name + " is missing");
        }
        return text;
    }

    private static Instant time(Parameters query, Parameters form, String name) {
        String text = required(query, form, name);
        try {
            return IsoTime.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw TwilioException.invalidParameter(name, text, "a time such as 2026-01-01T12:00:00Z");
        }
    }

    private static void answer(Context ctx, long count) {
        ctx.contentType(JsonFormat.CONTENT_TYPE).result("{\"replayed\":" + count + "}");
    }
}
