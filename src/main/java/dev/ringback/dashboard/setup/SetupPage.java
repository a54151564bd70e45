package dev.ringback.dashboard.setup;

import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.setup.SetupView.Place;
import dev.ringback.dashboard.setup.SetupView.Sdk;
import dev.ringback.dashboard.text.Moment;
import dev.ringback.model.CallbackFigures;
import dev.ringback.model.EventKind;
import dev.ringback.query.ExternalUrl;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.DeliveryStats;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /setup}: what to paste into Twilio, and whether anything has come from there. Safe for use by many threads. */
public final class SetupPage implements Handler {
    /** Repeats after failures of every sort, within the 15 seconds that Twilio gives all attempts together. */
    private static final String FRAGMENT = "#rc=5&rp=all&ct=2000&rt=3000";

    private static final String PATH = "/twilio";
    private static final String UNKNOWN_HOST = "https://YOUR-HOST";

    private final @Nullable String publicUrl;
    private final DeliveryStats stats;
    private final ExternalUrl apiUrl;
    private final Frames frames;
    private final PageWriter writer;
    private final Clock clock;

    /** @param publicUrl by which Twilio reaches the callback door; null where the settings do not tell it */
    public SetupPage(
            @Nullable String publicUrl,
            DeliveryStats stats,
            ExternalUrl apiUrl,
            Frames frames,
            PageWriter writer,
            Clock clock) {
        this.publicUrl = publicUrl;
        this.stats = stats;
        this.apiUrl = apiUrl;
        this.frames = frames;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void handle(Context ctx) {
        Frame frame = frames.of(ctx, "setup", "Set-up");
        CallbackFigures figures = stats.callbacks(AccountScope.of(List.of(frame.accountSid())));
        String plain = plainUrl();
        writer.send(
                ctx,
                "setup",
                frame,
                new SetupView(
                        plain + FRAGMENT,
                        plain,
                        publicUrl != null,
                        places(figures, clock.instant()),
                        sdks(apiUrl.of(ctx))));
    }

    private String plainUrl() {
        String base = Objects.requireNonNullElse(publicUrl, UNKNOWN_HOST);
        String withoutSlash = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return withoutSlash.endsWith(PATH) ? withoutSlash : withoutSlash + PATH;
    }

    private static List<Place> places(CallbackFigures figures, Instant now) {
        return List.of(
                place(
                        "Messages",
                        "Each Messaging Service, Integration, Delivery Status Callback; or StatusCallback with each message that you send",
                        "queued, sent, delivered, undelivered, failed",
                        false,
                        figures,
                        now,
                        EventKind.MESSAGE_STATUS),
                place(
                        "Calls",
                        "Each number, Voice, Call Status Changes; and StatusCallback with each call that you place, with all four events",
                        "initiated, ringing, in-progress, completed",
                        false,
                        figures,
                        now,
                        EventKind.CALL_STATUS),
                place(
                        "Recordings",
                        "RecordingStatusCallback of a call, and recordingStatusCallback of <Dial>, <Record> and <Conference>",
                        "completed, absent, failed",
                        false,
                        figures,
                        now,
                        EventKind.RECORDING),
                place(
                        "Conferences",
                        "statusCallback of <Conference>, with statusCallbackEvent=\"start end join leave mute hold speaker modify announcement\"",
                        "start, end, and who joins and leaves",
                        false,
                        figures,
                        now,
                        EventKind.CONFERENCE,
                        EventKind.PARTICIPANT),
                place(
                        "Debugger",
                        "Console, Monitor, Logs, Errors, Webhooks (it has no API)",
                        "errors and warnings; a callback of yours that could not be delivered is recovered from them",
                        false,
                        figures,
                        now,
                        EventKind.DEBUGGER),
                place(
                        "Event Streams",
                        "Console, Develop, Event Streams: a sink of type webhook, and a subscription for messages",
                        "the same states once more, repeated for hours where a callback is not",
                        true,
                        figures,
                        now,
                        EventKind.EVENT_STREAM));
    }

    private static Place place(
            String name,
            String where,
            String tells,
            boolean isPlain,
            CallbackFigures figures,
            Instant now,
            EventKind... kinds) {
        Set<EventKind> wanted = Set.of(kinds);
        Instant last = figures.kinds().stream()
                .filter(kind -> wanted.contains(kind.kind()))
                .flatMap(kind -> Stream.ofNullable(kind.lastReceivedAt()))
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Place(name, where, tells, isPlain, Moment.of(last, now));
    }

    private static List<Sdk> sdks(String baseUrl) {
        return List.of(
                new Sdk(
                        "curl",
                        "curl -u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN " + baseUrl
                                + "/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID/Messages.json"),
                new Sdk(
                        "Your code",
                        "See \"Reading through Twilio's libraries\" in the documentation: they need a client of a few lines"
                                + " that sends requests to " + baseUrl));
    }
}
