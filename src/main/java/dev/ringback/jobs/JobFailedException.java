package dev.ringback.jobs;

/** Ends a job as failed for a reason outside the program, such as a service that refuses. The log has its sentence, and no stack. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param sentence for people, without a full stop */
    public JobFailedException(String sentence) {
        super(sentence);
    }

    /** @param sentence for people, without a full stop */
    public JobFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
