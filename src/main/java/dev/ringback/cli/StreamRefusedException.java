package dev.ringback.cli;

/** Tells in one sentence why there is no stream of events, and that asking again would not help. */
final class StreamRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    StreamRefusedException(String sentence) {
        super(sentence);
    }
}
