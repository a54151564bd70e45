package dev.ringback.cli;

/** Says why a server did not start, in one line. */
final class StartFailure {
    private StartFailure() {}

    /** The messages from the failure down to its first cause, each once. */
    static String explain(Throwable failure) {
        StringBuilder explained = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (explained.indexOf(message) < 0) {
                explained.append(explained.length() == 0 ? "" : ": ").append(message.strip());
            }
        }
        return explained.toString();
    }
}
