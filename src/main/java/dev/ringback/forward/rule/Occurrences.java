package dev.ringback.forward.rule;

import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Message;
import dev.ringback.model.Parameters;
import dev.ringback.model.Resource;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.WebhookResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads out of events what rules look at: errors and warnings of the Debugger, and how messages and calls ended. */
public final class Occurrences {
    private static final Set<String> FAILURES = Set.of("failed", "undelivered");

    /** {@code sent} may be followed by these, and {@code read} follows them: neither is an end of its own. */
    private static final Set<String> ENDS_OF_MESSAGES = Set.of("delivered", "undelivered", "failed", "canceled");

    private static final Set<String> ENDS_OF_CALLS = Set.of("completed", "busy", "no-answer", "failed", "canceled");

    /** The kinds of resources by the first two letters of a SID. */
    private static final Map<String, String> RESOURCES = Map.of(
            "SM",
            "message",
            "MM",
            "message",
            "CA",
            "call",
            "RE",
            "recording",
            "CF",
            "conference",
            "GT",
            "transcription",
            "TR",
            "transcription");

    /** The age from which an end that was not known before counts as history, and not as news. */
    private static final Duration HISTORY = Duration.ofDays(1);

    private Occurrences() {}

    /**
     * Reads the occurrences out of an event. A Voice Insights report has none, since it only measures a call whose end was reported before; nor has an
     * answer of Twilio's REST API about what was over a day before, which fills the mirror with history.
     *
     * @param resources what the event says of each resource it is about
     */
    public static List<Occurrence> of(LoggedEvent logged, List<Resource> resources) {
        if (logged.event().kind() == EventKind.VOICE_INSIGHTS) {
            return List.of();
        }
        return resources.stream()
                .filter(resource -> !isHistory(logged.event(), resource))
                .flatMap(resource -> {
                    if (resource instanceof Alert alert) {
                        return Stream.of(of(logged, alert));
                    } else if (resource instanceof Message message) {
                        return ended(logged, message);
                    } else if (resource instanceof Call call) {
                        return ended(logged, call);
                    }
                    return Stream.empty();
                })
                .toList();
    }

    private static boolean isHistory(Event event, Resource resource) {
        return event.source() == EventSource.API
                && resource.dateUpdated().isBefore(event.receivedAt().minus(HISTORY));
    }

    private static Occurrence of(LoggedEvent logged, Alert alert) {
        String about = Objects.requireNonNullElse(alert.resourceSid(), "");
        Labels labels = new Labels(alert.accountSid())
                .and(Label.KIND, "debugger")
                .and(Label.LEVEL, lower(alert.logLevel()))
                .and(Label.ERROR_CODE, alert.errorCode())
                .and(Label.RESOURCE, resource(about))
                .and(Label.SERVICE_SID, alert.serviceSid())
                .and(Label.HOST, host(alert.requestUrl()));
        return labels.occurrence(logged, about.isEmpty() ? alert.sid() : about, report(logged, alert));
    }

    /** Debugger events spell the message either way, and may have both. */
    private static DebuggerReport report(LoggedEvent logged, Alert alert) {
        Parameters said = FormBody.parse(Objects.requireNonNullElse(alert.alertText(), ""))
                .parameters();
        String message = Stream.of("Msg", "msg", "parserMessage")
                .map(said::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String status = WebhookResponse.statusCode(logged.event()).orElse(said.get("httpResponse"));
        return new DebuggerReport(message, alert.requestMethod(), alert.requestUrl(), status, alert.responseBody());
    }

    private static Stream<Occurrence> ended(LoggedEvent logged, Message message) {
        String status = message.progress().status();
        if (!ENDS_OF_MESSAGES.contains(status)) {
            return Stream.empty();
        }
        Integer code = message.errorCode();
        return Stream.of(outcome(message.accountSid(), "message", status)
                .and(Label.ERROR_CODE, code == null ? null : code.toString())
                .and(Label.SERVICE_SID, message.messagingServiceSid())
                .occurrence(logged, message.sid()));
    }

    private static Stream<Occurrence> ended(LoggedEvent logged, Call call) {
        String status = call.progress().status();
        if (!ENDS_OF_CALLS.contains(status)) {
            return Stream.empty();
        }
        return Stream.of(outcome(call.accountSid(), "call", status).occurrence(logged, call.sid()));
    }

    private static Labels outcome(String accountSid, String kind, String status) {
        return new Labels(accountSid)
                .and(Label.KIND, kind)
                .and(Label.RESOURCE, kind)
                .and(Label.LEVEL, FAILURES.contains(status) ? "error" : "info")
                .and(Label.STATUS, status);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** The kind of resource that a SID names; null where it is too short to name one. */
    public static @Nullable String resource(String sid) {
        return sid.length() < 2 ? null : RESOURCES.getOrDefault(sid.substring(0, 2), "other");
    }

    /** Returns the host of a URL; null if it has none. */
    private static @Nullable String host(@Nullable String url) {
        try {
            return url == null ? null : lower(new URI(url).getHost());
        } catch (URISyntaxException noUrl) {
            return null;
        }
    }

    /** Gathers labels that have a value. */
    private static final class Labels {
        private final Map<Label, String> values = new EnumMap<>(Label.class);

        Labels(String accountSid) {
            values.put(Label.ACCOUNT, accountSid);
        }

        Labels and(Label label, @Nullable String value) {
            if (value != null && !value.isEmpty()) {
                values.put(label, value);
            }
            return this;
        }

        Occurrence occurrence(LoggedEvent logged, String sid) {
            return occurrence(logged, sid, DebuggerReport.NONE);
        }

        Occurrence occurrence(LoggedEvent logged, String sid, DebuggerReport report) {
            return new Occurrence(logged.id(), logged.event().receivedAt(), sid, values, report);
        }
    }
}
