package dev.ringback.ingest;

import dev.ringback.ingest.RequestBody.TooLargeException;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.CallbackRequest;
import dev.ringback.twilio.callback.EventReading;
import dev.ringback.twilio.callback.MalformedBodyException;
import dev.ringback.twilio.signature.RequestUrls;
import dev.ringback.twilio.signature.SignatureCheck;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureCheck.Verified;
import dev.ringback.twilio.signature.SignedRequest;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /twilio} and everything below, also under the prefix of the public URL: takes any webhook of Twilio's, by GET or POST. The body of
 * an answer is empty unless the kind wants one.
 *
 * <p>2xx means the event is on disk. 403: it could not be proved; if mended settings may prove it, it is kept in quarantine. 413, 415, 400:
 * no webhook looks like that. 503: the database could not be written for as long as Twilio would have waited.
 */
public final class CallbackHandler {
    private static final Logger log = LoggerFactory.getLogger(CallbackHandler.class);

    private final CallbackOptions options;
    private final Accounts accounts;
    private final RequestUrls urls;
    private final SignatureCheck signatureCheck;
    private final CallbackReader reader;
    private final GroupCommit groupCommit;
    private final Quarantine quarantine;
    private final RefusalLog refusals;
    private final Clock clock;
    private final LogLimit eventLog = LogLimit.perSecond(log, 5, "lines about events");

    public CallbackHandler(
            CallbackOptions options,
            Accounts accounts,
            GroupCommit groupCommit,
            Quarantine quarantine,
            IngestMetrics metrics,
            Clock clock) {
        this.options = options;
        this.accounts = accounts;
        this.urls = new RequestUrls(options.publicUrl());
        this.signatureCheck = new SignatureCheck(accounts);
        this.reader = new CallbackReader(accounts);
        this.groupCommit = groupCommit;
        this.quarantine = quarantine;
        this.refusals = new RefusalLog(accounts, metrics);
        this.clock = clock;
    }

    /** The paths that it is to be put at, with everything below. */
    public List<String> paths() {
        return urls.doors();
    }

    public void get(Context ctx) {
        accept(ctx, RawRequest.get(ctx));
    }

    public void post(Context ctx) {
        byte[] body;
        try {
            body = RequestBody.read(ctx, options.maxBodyBytes());
        } catch (TooLargeException tooLarge) {
            refusals.unread(ctx, "too_large", "its body is over " + options.maxBodyBytes() + " bytes");
            ctx.status(413);
            return;
        } catch (IOException broken) {
            refusals.unread(ctx, "broken_off", "its body broke off");
            ctx.status(400);
            return;
        }
        PayloadFormat format = format(ctx.header("Content-Type"), body).orElse(null);
        if (format == null) {
            refusals.unknownContentType(ctx);
            ctx.status(415);
            return;
        }
        if (format == PayloadFormat.FORM && RequestBody.hasTooManyParameters(body)) {
            refusals.unread(ctx, "too_large", "its body has over " + RequestBody.MAX_PARAMETERS + " parameters");
            ctx.status(413);
            return;
        }
        accept(ctx, RawRequest.post(ctx, format, body));
    }

    /** Recognises the format by the content type. Empty for one that no webhook has. A request without a body needs none. */
    private static Optional<PayloadFormat> format(@Nullable String contentType, byte[] body) {
        if (contentType == null) {
            return body.length == 0 ? Optional.of(PayloadFormat.FORM) : Optional.empty();
        }
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/x-www-form-urlencoded" -> Optional.of(PayloadFormat.FORM);
            case "application/json", "application/cloudevents+json", "application/cloudevents-batch+json" ->
                Optional.of(PayloadFormat.JSON);
            default -> Optional.empty();
        };
    }

    private void accept(Context ctx, CallbackRequest request) {
        SignedRequest signed = request.signed(urls);
        SignatureCheck.Result result = signatureCheck.check(signed);
        if (result instanceof Verified verified) {
            store(ctx, request, verified);
        } else if (result instanceof Refused refused) {
            refusals.unproved(request, signed, refused);
            ctx.status(403);
            // Answered when it is kept: a wrong setting shall lose nothing, whatever happens next.
            quarantine.keep(ctx, request, refused).ifPresent(kept -> ctx.future(() -> kept));
        }
    }

    private void store(Context ctx, CallbackRequest request, Verified verified) {
        List<Entry> entries;
        try {
            entries = request.read(reader, verified, clock.instant());
        } catch (MalformedBodyException malformed) {
            refusals.unread(ctx, "malformed", "its body is " + malformed.getMessage());
            ctx.status(400);
            return;
        }
        entries.forEach(this::log);
        if (entries.isEmpty()) {
            // a batch of nothing has nothing to wait for
            Answer.accepted(ctx, EventKind.EVENT_STREAM);
            return;
        }
        EventKind kind = entries.get(0).event().kind();
        ctx.future(() -> groupCommit
                .submit(entries, request.format() == PayloadFormat.JSON ? options.streamPatience() : options.patience())
                .handle((stored, failure) -> answer(ctx, kind, failure)));
    }

    private static @Nullable Void answer(Context ctx, EventKind kind, @Nullable Throwable failure) {
        if (failure == null) {
            Answer.accepted(ctx, kind);
        } else {
            ctx.status(503);
        }
        return null;
    }

    private void log(Entry entry) {
        Event event = entry.event();
        if (event.kind() == EventKind.VOICE_REQUEST && !isOutboundAndRinging(event)) {
            eventLog.error(() ->
                    ("call %s of %s asks for TwiML: this URL is set as a VoiceUrl or as the action of a verb, and the call ends here."
                                    + " Ringback only takes status callbacks; set the URL of your application there")
                            .formatted(event.sid(), event.accountSid()));
        }
        if (accounts.find(event.accountSid()).isEmpty()) {
            eventLog.warn(() ->
                    "stored an event of kind %s of %s, which the settings do not name: name it to read what belongs to it"
                            .formatted(event.kind().value(), event.accountSid()));
        }
        if (event.problem() != null) {
            eventLog.error(() -> "an event of kind %s about %s was stored, but not all of it could be read: %s"
                    .formatted(
                            event.kind().value(),
                            event.sid().isEmpty() ? "no resource" : event.sid(),
                            event.problem()));
        }
        if (event.source() == EventSource.RECOVERED) {
            eventLog.warn(() -> "recovered a lost %s callback about %s from a Debugger event"
                    .formatted(event.kind().value(), event.sid()));
        }
    }

    /** Nobody is asked what to do with a call before it is answered that we make ourselves. */
    private static boolean isOutboundAndRinging(Event event) {
        Parameters parameters = EventReading.of(event).parameters();
        String direction = parameters.text("Direction");
        return direction != null && direction.startsWith("outbound") && "ringing".equals(parameters.get("CallStatus"));
    }
}
