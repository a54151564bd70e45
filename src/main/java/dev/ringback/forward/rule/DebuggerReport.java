package dev.ringback.forward.rule;

import org.jspecify.annotations.Nullable;

/**
 * What the Debugger says of what went wrong, beyond what can be matched: the request that failed, and the answer. Null what it does not say.
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
