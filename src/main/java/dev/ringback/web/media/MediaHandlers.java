package dev.ringback.web.media;

import dev.ringback.model.Accounts;
import dev.ringback.model.Parameters;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.QueryString;
import dev.ringback.storage.AuditTrail;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Handlers of everything that is heard and seen. Safe for use by many threads. */
public final class MediaHandlers {
    private final ContentHandler content;
    private final LinkedContent linked;
    private final LinkCheck linkCheck;
    private final MediaLinkHandler links;

    private MediaHandlers(ContentHandler content, LinkedContent linked, LinkCheck linkCheck, MediaLinkHandler links) {
        this.content = content;
        this.linked = linked;
        this.linkCheck = linkCheck;
        this.links = links;
    }

    /**
     * Creates all of them.
     *
     * @param transfers stay open
     * @param externalUrl tells by which URL a client reaches the API door
     */
    public static MediaHandlers of(
            Sources sources,
            Transfers transfers,
            Accounts accounts,
            ExternalUrl externalUrl,
            AuditTrail audit,
            Clock clock) {
        Shelf shelf = new Shelf(sources.vault(), sources.resources());
        LinkedContent linked = new LinkedContent(shelf, sources.resources());
        LinkKeys keys = new LinkKeys(accounts);
        return new MediaHandlers(
                new ContentHandler(sources, shelf, transfers),
                linked,
                new LinkCheck(accounts, keys, clock),
                new MediaLinkHandler(shelf, linked, sources.twilio().isPresent(), keys, externalUrl, audit, clock));
    }

    /**
     * Answers with the sound of a recording of the account.
     *
     * @param format with which the address ends; null for none
     */
    public CompletionStage<Handler> recording(Context ctx, @Nullable String format) {
        return content.handle(ctx, ContentAddresses.recording(ctx, format, null));
    }

    /** Answers with the sound of a recording of a call. */
    public CompletionStage<Handler> recordingOfCall(Context ctx, @Nullable String format) {
        return content.handle(ctx, ContentAddresses.recording(ctx, format, Wanted.Type.CALL));
    }

    /** Answers with the sound of a recording of a conference. */
    public CompletionStage<Handler> recordingOfConference(Context ctx, @Nullable String format) {
        return content.handle(ctx, ContentAddresses.recording(ctx, format, Wanted.Type.CONFERENCE));
    }

    /** Answers with an attachment of a message. */
    public CompletionStage<Handler> medium(Context ctx) {
        return content.handle(ctx, ContentAddresses.medium(ctx));
    }

    /** Answers with what a signed link leads to; {@link #linkCheck} has let the request in. */
    public CompletionStage<Handler> linked(Context ctx) {
        Parameters query = QueryString.parameters(ctx);
        MediaLink link = MediaLink.read(query)
                .orElseThrow(() -> new IllegalStateException("the link was not checked"))
                .link();
        Wanted wanted = linked.find(
                        link.accountSid(),
                        link.sid(),
                        link.format(),
                        ContentAddresses.channels(query),
                        ContentAddresses.isDownload(query))
                .orElseThrow(() -> TwilioException.notFound(ctx.path()));
        return content.handle(ctx, wanted);
    }

    /** Returns the check that takes the place of that of credentials at {@link #linkPath}. */
    public Handler linkCheck() {
        return linkCheck;
    }

    /** Returns the path to which signed links lead. */
    public static String linkPath() {
        return MediaLink.PATH;
    }

    /** Returns what makes links. */
    public MediaLinkHandler links() {
        return links;
    }
}
