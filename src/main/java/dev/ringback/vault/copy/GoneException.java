package dev.ringback.vault.copy;

/** Says that Twilio does not have the content any more, or never keeps it: nothing is left to copy. */
final class GoneException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message a sentence for people */
    GoneException(String message) {
        super(message);
    }
}
