package dev.ringback.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds the account for which {@code simulate} signs and its auth token. */
record SimulateCredentials(String accountSid, String authToken) {

    /**
     * Takes the flags before the environment.
     *
     * @throws IllegalArgumentException when something is missing; the message names all that is, and never a secret
     */
    static SimulateCredentials find(
            @Nullable String accountSidFlag, @Nullable Path authTokenFile, Map<String, String> environment) {
        List<String> missing = new ArrayList<>();
        String accountSid =
                accountSidFlag != null ? accountSidFlag : environment.getOrDefault("TWILIO_ACCOUNT_SID", "");
        if (accountSid.isEmpty()) {
            missing.add("No account: set TWILIO_ACCOUNT_SID, or give --account-sid.");
        }
        String authToken =
                authTokenFile != null ? read(authTokenFile) : environment.getOrDefault("TWILIO_AUTH_TOKEN", "");
        if (authToken.isEmpty()) {
            missing.add(
                    authTokenFile != null
                            ? "No auth token: the file of --auth-token-file is empty."
                            : "No auth token: set TWILIO_AUTH_TOKEN, or give --auth-token-file.");
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), missing));
        }
        return new SimulateCredentials(accountSid, authToken);
    }

    /** Editors end a file with a line break, which is no part of the token. */
    private static String read(Path authTokenFile) {
        try {
            return Files.readString(authTokenFile).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("Cannot read --auth-token-file " + authTokenFile, unreadable);
        }
    }

    /** The account alone: the token is a secret. */
    @Override
    public String toString() {
        return "SimulateCredentials[" + accountSid + "]";
    }
}
