package dev.ringback.web.session;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads and writes the cookie that holds the token of a session. No script can read it, and no page of another site can have it sent along with a form.
 *
 * <p>The header is read by hand: what other cookies of the same host look like is no reason to fail.
 */
final class SessionCookie {
    static final String NAME = "ringback-session";

    /** Browsers send several of one name where somebody else of the same domain has set one too. */
    private static final int MOST_TRIED = 4;

    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

    private SessionCookie() {}

    /** Lists the tokens that came, as far as they look like tokens; usually one at most. */
    static List<String> tokens(Context ctx) {
        return values(ctx)
                .filter(Sessions::isToken)
                .distinct()
                .limit(MOST_TRIED)
                .toList();
    }

    /** Tells whether any cookie of the name came, whatever is in it. */
    static boolean isSent(Context ctx) {
        return values(ctx).findAny().isPresent();
    }

    private static Stream<String> values(Context ctx) {
        return Collections.list(ctx.req().getHeaders("Cookie")).stream()
                .flatMap(line -> Stream.of(line.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(NAME + '='))
                .map(cookie -> cookie.substring(NAME.length() + 1));
    }

    /** Has the browser keep a token until it is closed. */
    static void set(Context ctx, String token, boolean secure) {
        ctx.res().addHeader("Set-Cookie", NAME + '=' + token + ATTRIBUTES + (secure ? "; Secure" : ""));
    }

    /** Has the browser forget it. */
    static void clear(Context ctx, boolean secure) {
        ctx.res().addHeader("Set-Cookie", NAME + "=; Max-Age=0" + ATTRIBUTES + (secure ? "; Secure" : ""));
    }
}
