package dev.ringback.web.media;

import dev.ringback.model.Action;
import dev.ringback.model.Parameters;
import dev.ringback.model.VaultObject;
import dev.ringback.query.Caller;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.QueryString;
import dev.ringback.storage.AuditTrail;
import dev.ringback.twilio.Digits;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.vault.VaultOptions;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** {@code /ringback/v1/media-links}: makes a link to content for whoever has no credentials, such as the audio player of a browser. */
public final class MediaLinkHandler {
    private static final int MAX_SECONDS = 604_800;
    private static final int USUAL_SECONDS = 3_600;
    private static final String EXPIRES_IN = "ExpiresIn";
    private static final String FORMAT = "Format";

    private final LinkedContent contents;
    private final Shelf shelf;
    private final boolean mayAsk;
    private final LinkKeys keys;
    private final ExternalUrl externalUrl;
    private final AuditTrail audit;
    private final Clock clock;

    /** @param mayAsk whether Twilio may be asked for what the vault does not have */
    MediaLinkHandler(
            Shelf shelf,
            LinkedContent contents,
            boolean mayAsk,
            LinkKeys keys,
            ExternalUrl externalUrl,
            AuditTrail audit,
            Clock clock) {
        this.shelf = shelf;
        this.contents = contents;
        this.mayAsk = mayAsk;
        this.keys = keys;
        this.externalUrl = externalUrl;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Answers with a link.
     *
     * @throws TwilioException 400 for what is no link, 404 for content that is not known or cannot be had
     */
    public void create(Context ctx) {
        Parameters query = QueryString.parameters(ctx);
        Caller caller = Caller.of(ctx);
        String sid = sid(query);
        String format = format(query, sid);
        int seconds = seconds(query);
        Wanted wanted = accounts(caller, query).stream()
                .flatMap(account -> contents.find(account, sid, format, null, false).stream())
                .findFirst()
                .orElseThrow(() -> TwilioException.notFound(ctx.path() + '/' + sid));
        Holding holding = shelf.find(wanted);
        Optional<VaultObject> copied = holding.copied();
        if (copied.isEmpty() && (!mayAsk || holding.isGoneAtTwilio())) {
            throw Absence.of(ctx, holding.absence());
        }
        Instant end = clock.instant().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        MediaLink link = new MediaLink(wanted.accountSid(), sid, wanted.format(), end);
        if (!ctx.method().name().equals("HEAD")) {
            audit.record(caller.actor(), Action.MEDIA_LINK, sid + " until " + end, 1);
        }
        ctx.header("Cache-Control", "no-store")
                .contentType(JsonFormat.CONTENT_TYPE)
                .result(new LinkJson(
                                externalUrl.of(ctx) + link.uri(keys.sign(link)),
                                end.toString(),
                                wanted.accountSid(),
                                sid,
                                wanted.isRecording() ? wanted.format() : null,
                                copied.map(VaultObject::contentType).orElse(null),
                                copied.map(VaultObject::length).orElse(null))
                        .write());
    }

    private static String sid(Parameters query) {
        String sid = new FilterParameters(query).sid("Sid", "RE", "ME");
        if (sid == null) {
            throw new TwilioException(TwilioError.BAD_REQUEST, "Parameter Sid is missing: RE... or ME...");
        }
        return sid;
    }

    private static String format(Parameters query, String sid) {
        FilterParameters filters = new FilterParameters(query);
        if (sid.startsWith("RE")) {
            String format = filters.oneOf(FORMAT, List.of(VaultOptions.WAV, VaultOptions.MP3));
            return format == null ? VaultOptions.WAV : format;
        }
        String format = filters.text(FORMAT);
        if (format != null) {
            throw new TwilioException(
                    TwilioError.BAD_REQUEST,
                    "Parameter " + FORMAT + " is for recordings: an attachment has one format");
        }
        return VaultObject.NO_FORMAT;
    }

    private static int seconds(Parameters query) {
        String text = query.text(EXPIRES_IN);
        if (text == null) {
            return USUAL_SECONDS;
        }
        int seconds = text.length() > 6 || !Digits.only(text) ? 0 : Integer.parseInt(text);
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw TwilioException.invalidParameter(EXPIRES_IN, text, "a number of seconds from 1 to " + MAX_SECONDS);
        }
        return seconds;
    }

    private static List<String> accounts(Caller caller, Parameters query) {
        String account = new FilterParameters(query).sid("Account", "AC");
        return account == null ? caller.accountSids() : caller.scope(account).accountSids();
    }
}
