package dev.ringback.forward.mute;

/** Reports that a requested silence is invalid. */
public final class InvalidSilenceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param problem in words that follow the field's name, such as "is missing" */
    InvalidSilenceException(String field, String problem) {
        // Part of normal use: nobody reads its stack trace.
        super(problem, null, false, false);
        this.field = field;
    }

    /** Returns the name of the invalid field, as JSON spells it. */
    public String field() {
        return field;
    }

    /** Returns the problem, in words that follow the field's name. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
