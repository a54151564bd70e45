package dev.ringback.jobs;

/** Ends a job before its work is done. */
@SuppressWarnings("serial")
public final class JobInterruptedException extends RuntimeException {
    /** Says why a job ends early. */
    enum Reason {
        /** Somebody canceled it. */
        CANCELED,
        /** The process ends; another start goes on with the job. */
        CLOSING,
        /** Another node does the job, because this one was silent for too long. */
        LEASE_LOST
    }

    private final Reason reason;

    JobInterruptedException(Reason reason) {
        super("the job ends early: " + reason);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
