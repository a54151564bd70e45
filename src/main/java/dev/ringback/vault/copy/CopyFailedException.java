package dev.ringback.vault.copy;

/** Says that content came, or did not, in a way for which itself is to blame: it is tried again, and counted. */
final class CopyFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param reason in a word, as metrics and alerts show it
     * @param message a sentence for people, without secrets
     */
    CopyFailedException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
