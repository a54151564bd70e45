package dev.ringback.cli;

import java.io.PrintWriter;

/** Says why a server did not start, in one line. */
final class StartFailure {
    private static final int EXIT_CODE = 1;

    private StartFailure() {}

    /** Ends the process with exit code 1, past the shutdown actions, which have nothing to close. */
    static int end(Throwable failure, PrintWriter err) {
        err.println("ringback: cannot start: " + explain(failure));
        err.flush();
        Runtime.getRuntime().halt(EXIT_CODE);
        return EXIT_CODE;
    }

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
