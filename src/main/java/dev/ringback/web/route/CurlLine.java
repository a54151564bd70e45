package dev.ringback.web.route;

import io.javalin.http.HandlerType;

/** Writes a line for a shell that tries a route. */
final class CurlLine {
    private static final String CREDENTIALS = " -u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN";

    private CurlLine() {}

    static String of(Route route) {
        StringBuilder line = new StringBuilder("curl");
        if (route.access().least() != null) {
            line.append(CREDENTIALS);
        }
        if (!route.method().equals(HandlerType.GET)) {
            line.append(" -X ").append(route.method().name());
        }
        Operation.Content body = route.operation().body();
        if (body != null && body.mediaType().equals("application/json")) {
            line.append(" -H 'Content-Type: application/json' -d '{...}'");
        } else if (body != null) {
            line.append(" -d 'Name=value'");
        }
        return line.append(" \"$RINGBACK")
                .append(route.path().replace("{AccountSid}", "$TWILIO_ACCOUNT_SID"))
                .append('"')
                .toString();
    }
}
