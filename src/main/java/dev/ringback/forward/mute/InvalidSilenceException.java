package dev.ringback.forward.mute;

/** A silence that somebody wants and that cannot be. */
public final class InvalidSilenceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param problem in words that follow the field's name, such as "is missing" */
    InvalidSilenceException(String field, String problem) {
        // Part of normal use: nobody reads its stack trace.
        super(problem, null, false, false);
        this.field = field;
    }

    /** What is wrong, as JSON spells it. */
    public String field() {
        return field;
    }

    /** What is wrong with it. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
