package dev.ringback.simulate.api.resource;

import java.util.List;

/**
 * How a message ends.
 *
 * @param status its last one
 * @param errorCode as digits; empty where all went well
 * @param errorMessage Twilio's words for the code
 */
record Outcome(String status, String errorCode, String errorMessage) {
    static final Outcome DELIVERED = new Outcome("delivered", "", "");

    static final List<Outcome> FAILED = List.of(
            new Outcome("failed", "30006", "Landline or unreachable carrier"),
            new Outcome("failed", "30034", "Message from an Unregistered Number"));
    static final List<Outcome> UNDELIVERED = List.of(
            new Outcome("undelivered", "30003", "Unreachable destination handset"),
            new Outcome("undelivered", "30005", "Unknown destination handset"),
            new Outcome("undelivered", "30007", "Message filtered"),
            new Outcome("undelivered", "30008", "Unknown error"));

    /** Whether something went wrong. */
    boolean isError() {
        return !errorCode.isEmpty();
    }
}
