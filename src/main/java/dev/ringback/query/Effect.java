package dev.ringback.query;

import java.util.Locale;

/** Tells what an event did to the status of its subject, given what had arrived before it. */
public enum Effect {
    /** It was news: its place in the order is beyond all earlier ones. */
    ADVANCED,
    /** It was overtaken: something further on had arrived before it. */
    LATE,
    /** It said what was known. */
    DUPLICATE;

    /** The name shown in the timeline. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
