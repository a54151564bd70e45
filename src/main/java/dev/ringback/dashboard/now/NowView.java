package dev.ringback.dashboard.now;

import dev.ringback.dashboard.chart.Bars;
import dev.ringback.dashboard.chart.Lines;
import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.State;
import dev.ringback.dashboard.text.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the first page shows.
 *
 * @param state of everything together
 * @param sentence says how everything is
 * @param troubles are what is wrong, the worst first
 * @param states count the messages of a day by their status
 * @param oldest is the message that has waited longest for its end; null where none waits
 * @param asOf says until when figures are counted; null where nothing is counted yet
 */
public record NowView(
        State state,
        String sentence,
        List<Figure> figures,
        List<Trouble> troubles,
        List<StateCount> states,
        List<ErrorCount> errors,
        List<KindSeen> kinds,
        @Nullable Oldest oldest,
        String saved,
        @Nullable Moment asOf) {
    public NowView {
        figures = List.copyOf(figures);
        troubles = List.copyOf(troubles);
        states = List.copyOf(states);
        errors = List.copyOf(errors);
        kinds = List.copyOf(kinds);
    }

    /**
     * Holds a number with its course.
     *
     * @param more explains it in small letters
     * @param bars its course; null where a line shows it
     * @param lines its course; null where bars show it
     */
    public record Figure(
            String name,
            String value,
            String more,
            @Nullable Bars bars,
            @Nullable Lines lines) {}

    /**
     * Holds something that is wrong.
     *
     * @param link where more of it is to be seen
     */
    public record Trouble(State state, String text, String more, String link) {}

    /** Counts the messages in a status. */
    public record StateCount(Status status, String count, String share, long part, String link) {}

    /** Counts the messages with an error code. */
    public record ErrorCount(String code, String meaning, String count, String link) {}

    /** Says when an event of a kind has come last. */
    public record KindSeen(String kind, @Nullable Moment last, String lastHour, String lastDay) {}

    /** Names the message that has waited longest for its end. */
    public record Oldest(String link, String sid, Status status, Moment since) {}
}
