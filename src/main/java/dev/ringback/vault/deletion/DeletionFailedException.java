package dev.ringback.vault.deletion;

/** Says why something is not deleted at Twilio now. It stays there, and is looked at again later. */
final class DeletionFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param reason in a word, as metrics show it
     * @param message a sentence for people, without secrets
     */
    DeletionFailedException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
