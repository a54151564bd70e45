package dev.ringback.jobs;

/** Says why a job cannot be resumed now, in a sentence for people. */
public final class JobConflictException extends Exception {
    private static final long serialVersionUID = 1;

    JobConflictException(String message) {
        super(message);
    }

    /** Returns the sentence, without a full stop. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
