package dev.ringback.web.handler;

import dev.ringback.forward.rule.Timespan;
import dev.ringback.model.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds everything that the page of silences shows.
 *
 * @param link what the link would silence; null where the link is not valid
 * @param silences of exactly what the link names
 * @param done what has just been done; may be empty
 * @param problem why it could not be done; may be empty
 */
public record SilenceView(
        String style,
        String title,
        @Nullable Link link,
        List<Line> silences,
        List<Choice> durations,
        String done,
        String problem) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Writes a moment in words. */
    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** Describes what a link silences. */
    public record Link(String rule, List<String> matchers) {}

    /** Describes a duration as the form sends it, and as people read it. */
    public record Choice(String value, String text, boolean chosen) {}

    /** Describes a silence as the page shows it. */
    public record Line(long id, String until, String machineUntil, String left, String by, String comment) {
        static Line of(Silence silence, Instant now) {
            long minutes =
                    Duration.between(now, silence.endsAt()).plusSeconds(59).toMinutes();
            return new Line(
                    silence.id(),
                    moment(silence.endsAt()),
                    silence.endsAt().toString(),
                    Timespan.format(Duration.ofMinutes(Math.max(1, minutes))),
                    silence.createdBy(),
                    silence.comment());
        }
    }
}
