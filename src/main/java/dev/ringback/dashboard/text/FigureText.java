package dev.ringback.dashboard.text;

import dev.ringback.model.StatsFigures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes figures about messages for people. */
public final class FigureText {
    private static final double MILLIS = 1e3;

    private FigureText() {}

    /** Writes the share of the delivered among those with an end. */
    public static String delivered(StatsFigures figures) {
        return Numbers.percent(figures.delivered(), figures.ended());
    }

    /** Writes a span; a dash where none was measured. */
    public static String span(@Nullable Duration span) {
        return span == null ? "–" : Spans.exact(span);
    }

    /** Returns how high the bar of a span is; 0 where none was measured. */
    public static double seconds(@Nullable Duration span) {
        return span == null ? 0 : span.toMillis() / MILLIS;
    }
}
