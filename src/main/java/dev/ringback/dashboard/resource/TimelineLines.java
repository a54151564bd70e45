package dev.ringback.dashboard.resource;

import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.resource.ResourcePageView.Pair;
import dev.ringback.dashboard.resource.ResourcePageView.TimelineLine;
import dev.ringback.dashboard.text.Excerpt;
import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.Spans;
import dev.ringback.dashboard.text.Status;
import dev.ringback.model.Event;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Parameters;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.Progress;
import dev.ringback.query.Effect;
import dev.ringback.query.Timeline;
import dev.ringback.query.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows a timeline for people. */
final class TimelineLines {
    private static final Map<EventSource, String> SOURCES = Map.of(
            EventSource.CALLBACK, "pushed",
            EventSource.STREAM, "stream",
            EventSource.RECOVERED, "recovered",
            EventSource.API, "api",
            EventSource.UNKNOWN, "unknown");

    private static final int MOST_OF_VALUE = 1_600;
    private static final int MOST_OF_JSON = 4_000;

    /** Characters of all events together: what came with the later ones is a click away. */
    private static final int PLACE_FOR_DATA = 16_000;

    private static final int TAGS_OF_PAIR = 19;

    private TimelineLines() {}

    /** Shows events in the order in which they happened, as far as that is known; they may have come in another. */
    static List<TimelineLine> of(Timeline timeline, String sid, Frame frame, Instant now) {
        Instant first = timeline.entries().stream()
                .map(entry -> moment(entry.logged().event()))
                .min(Instant::compareTo)
                .orElse(now);
        List<TimelineLine> lines = new ArrayList<>();
        int place = PLACE_FOR_DATA;
        List<TimelineEntry> inOrder = timeline.entries().stream()
                .sorted(Comparator.comparing(entry -> moment(entry.logged().event())))
                .toList();
        for (TimelineEntry entry : inOrder) {
            TimelineLine line = line(entry, sid, first, frame, now);
            place -= size(line);
            lines.add(place >= 0 ? line : withoutData(line, sid));
        }
        return lines;
    }

    private static int size(TimelineLine line) {
        return line.data().length()
                + line.parameters().stream()
                        .mapToInt(pair -> pair.name().length() + pair.value().length() + TAGS_OF_PAIR)
                        .sum();
    }

    private static TimelineLine withoutData(TimelineLine line, String sid) {
        return new TimelineLine(
                line.id(),
                line.moment(),
                line.after(),
                line.lag(),
                line.kind(),
                line.status(),
                line.source(),
                line.effect(),
                line.arrivals(),
                line.problem(),
                line.subjectSid(),
                line.subject(),
                List.of(),
                "",
                "/ringback/v1/timeline/" + sid + "?PageSize=1&After=" + (line.id() - 1));
    }

    /** Returns when it happened, by Twilio's clock where it tells that. */
    private static Instant moment(Event event) {
        Instant occurredAt = event.occurredAt();
        return occurredAt == null ? event.receivedAt() : occurredAt;
    }

    private static TimelineLine line(TimelineEntry entry, String sid, Instant first, Frame frame, Instant now) {
        LoggedEvent logged = entry.logged();
        Event event = logged.event();
        Progress progress = entry.reading().progress();
        boolean isOther = !event.sid().isEmpty() && !event.sid().equals(sid);
        return new TimelineLine(
                logged.id(),
                Moment.at(moment(event), now),
                after(Duration.between(first, moment(event))),
                lag(event),
                entry.reading().kind().value(),
                progress == null || progress.status().isEmpty() ? null : Status.of(progress.status()),
                SOURCES.getOrDefault(event.source(), event.source().value()),
                effect(entry.effect()),
                logged.arrivals() > 1 ? "came " + logged.arrivals() + " times" : "",
                Objects.requireNonNullElse(event.problem(), ""),
                isOther ? event.sid() : null,
                isOther ? Addresses.of(frame, event.sid()).orElse(null) : null,
                event.format() == PayloadFormat.JSON
                        ? pairs(entry.reading().tags())
                        : pairs(entry.reading().parameters(), entry.reading().tags()),
                event.format() == PayloadFormat.JSON ? Excerpt.of(event.payload(), MOST_OF_JSON) : "",
                null);
    }

    private static String after(Duration span) {
        return span.isZero() ? "" : "+" + Spans.exact(span);
    }

    private static String lag(Event event) {
        Instant occurredAt = event.occurredAt();
        if (occurredAt == null) {
            return "";
        }
        Duration lag = Duration.between(occurredAt, event.receivedAt());
        return lag.isNegative() ? "" : Spans.exact(lag) + " on its way";
    }

    private static String effect(@Nullable Effect effect) {
        if (effect == null) {
            return "";
        }
        return switch (effect) {
            case ADVANCED -> "";
            case LATE -> "late: a further status had come before";
            case DUPLICATE -> "told what was known";
        };
    }

    private static List<Pair> pairs(Parameters... all) {
        return List.of(all).stream()
                .flatMap(Parameters::stream)
                .map(parameter ->
                        new Pair(Excerpt.inTable(parameter.name()), Excerpt.of(parameter.value(), MOST_OF_VALUE)))
                .toList();
    }
}
