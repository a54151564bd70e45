package dev.ringback.jobs;

/** Says what is wrong with a parameter of a job. */
public final class InvalidJobException extends Exception {
    private static final long serialVersionUID = 1;

    private final String parameter;
    private final String expected;

    /**
     * Creates one.
     *
     * @param parameter that is wrong or missing
     * @param expected tells what it should be, as {@code a day or a moment}
     */
    public InvalidJobException(String parameter, String expected) {
        super(parameter + " has to be " + expected);
        this.parameter = parameter;
        this.expected = expected;
    }

    public String parameter() {
        return parameter;
    }

    public String expected() {
        return expected;
    }
}
