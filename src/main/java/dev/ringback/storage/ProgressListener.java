package dev.ringback.storage;

/** Is told how far a long task has come. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Called often, from whatever thread does the work.
     *
     * @param done from 0 to {@code total}, or a little more where the total was a guess
     * @param total in the same unit; 0 when there is nothing to do
     */
    void at(long done, long total);
}
