package dev.ringback.cli;

import dev.ringback.model.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Silences in one line each. */
final class SilenceText {
    private SilenceText() {}

    /** Its id, how it stands, when it ends, what it silences, and who wanted it why. */
    static String line(Silence silence, Instant now) {
        return silence.id() + "  " + state(silence, now) + "  " + silenced(silence)
                + (silence.createdBy().isEmpty() ? "" : "  by " + Printable.line(silence.createdBy()))
                + (silence.comment().isEmpty() ? "" : ": " + Printable.line(silence.comment()));
    }

    private static String state(Silence silence, Instant now) {
        if (now.isBefore(silence.startsAt())) {
            return "from " + silence.startsAt() + " until " + silence.endsAt();
        }
        return (silence.isActive(now) ? "until " : "ended ") + silence.endsAt();
    }

    private static String silenced(Silence silence) {
        List<String> parts = new ArrayList<>();
        if (!silence.rule().isEmpty()) {
            parts.add("rule " + silence.rule());
        }
        parts.addAll(silence.matchers());
        return Printable.line(String.join(", ", parts));
    }
}
