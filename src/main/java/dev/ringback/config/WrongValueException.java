package dev.ringback.config;

/** Says that a text is no value of a setting. Its message shows no value, and continues a sentence that begins with the setting's name. */
final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongValueException(String problem) {
        super(problem);
    }

    /** Returns the problem, to follow the name of the setting and a space. */
    String problem() {
        return String.valueOf(getMessage());
    }
}
