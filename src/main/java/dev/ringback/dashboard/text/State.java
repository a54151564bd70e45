package dev.ringback.dashboard.text;

import java.util.Locale;

/** Says how a thing stands. Pages show it as a colour with a shape, never as the colour alone. */
public enum State {
    /** It arrived, or works. */
    GOOD("●"),
    /** It is under way. */
    MOVING("◐"),
    /** It is late, or in doubt. */
    WARNING("▲"),
    /** It failed. */
    BAD("■"),
    /** Nobody knows. */
    UNKNOWN("○");

    private final String shape;

    State(String shape) {
        this.shape = shape;
    }

    /** Returns the class by which the style knows it. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the character that stands before its word. */
    public String shape() {
        return shape;
    }
}
