package dev.ringback.forward.notice;

/** Ends a template that does not end by itself. */
final class LimitReachedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitReachedException() {
        super("the template makes too much", null, false, false);
    }
}
