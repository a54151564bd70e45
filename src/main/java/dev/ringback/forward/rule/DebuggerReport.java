package dev.ringback.forward.rule;

import org.jspecify.annotations.Nullable;

/**
 * Holds the Debugger's account of a failed request and its response, which no matcher looks at. Components are null where the Debugger gives
 * no value.
 *
 * @param message in Twilio's words
 * @param method of the request
 * @param url of the request
 * @param status of the answer
 * @param body of the answer, at most {@value #MAX_BODY} characters of it
 */
public record DebuggerReport(
        @Nullable String message,
        @Nullable String method,
        @Nullable String url,
        @Nullable String status,
        @Nullable String body) {
    public static final int MAX_BODY = 300;
    public static final DebuggerReport NONE = new DebuggerReport(null, null, null, null, null);

    public DebuggerReport {
        body = body == null || body.length() <= MAX_BODY ? body : body.substring(0, MAX_BODY);
    }
}
