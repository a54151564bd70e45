package dev.ringback.web.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides where a browser may be sent after signing in: to a path of this door, and never to another host, however it is spelled. */
final class LocalPath {
    static final String FIRST_PAGE = "/";
    static final String SIGN_IN = "/sign-in";
    static final String SIGN_OUT = "/sign-out";

    private static final int MAX_LENGTH = 2_000;

    /**
     * Letters, digits and the marks of RFC 3986. Browsers read a backslash as a slash, pass over tabs and line ends, and take {@code //} for the beginning
     * of a host.
     */
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*");

    private LocalPath() {}

    /** Returns a path that was asked for, or that of the first page where it is none, or would lead back to signing in or out. */
    static String of(@Nullable String wanted) {
        if (wanted == null
                || wanted.length() > MAX_LENGTH
                || !PATH.matcher(wanted).matches()
                || wanted.startsWith(SIGN_IN)
                || wanted.startsWith(SIGN_OUT)) {
            return FIRST_PAGE;
        }
        return wanted;
    }

    /** Returns the address of the form that leads on to a path. */
    static String signIn(String next) {
        return next.equals(FIRST_PAGE) ? SIGN_IN : SIGN_IN + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}
