package dev.ringback.web.session;

import dev.ringback.query.ExternalUrl;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request of a browser comes from a page of this door, by headers that no page can forge. A page whose referrer policy is {@code no-referrer} sends
 * {@code Origin: null}, which counts as none.
 */
final class SameOrigin {
    private static final List<String> SCHEMES = List.of("http", "https");

    /** Browsers send this as the site of an address that somebody has typed. */
    private static final String NO_SITE = "none";

    private final ExternalUrl url;

    /** @param url by which browsers reach this door */
    SameOrigin(ExternalUrl url) {
        this.url = url;
    }

    /** Says what the headers tell of the page that a request comes from. */
    enum Verdict {
        OURS,
        FOREIGN,
        /** No header says anything, as where there is no page. */
        UNTOLD
    }

    /** Tells whether a request changes nothing, whoever sends it. */
    static boolean isRead(Context ctx) {
        return ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
    }

    Verdict of(Context ctx) {
        String origin = ctx.header("Origin");
        boolean hidden = origin != null && origin.equals("null");
        if (origin != null && !hidden) {
            return verdict(isOurs(origin, ctx));
        }
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null && !site.equals(NO_SITE)) {
            return verdict(site.equals("same-origin"));
        }
        String referrer = ctx.header("Referer");
        if (referrer != null) {
            return verdict(isOurs(referrer, ctx));
        }
        return hidden ? Verdict.FOREIGN : Verdict.UNTOLD;
    }

    private static Verdict verdict(boolean ours) {
        return ours ? Verdict.OURS : Verdict.FOREIGN;
    }

    /** A proxy that ends TLS may say nothing of it: by the Host header alone either scheme will do. */
    private boolean isOurs(String page, Context ctx) {
        String origin = origin(page);
        if (origin == null) {
            return false;
        }
        String host = ctx.header("Host");
        return origin.equals(origin(url.of(ctx)))
                || (host != null && SCHEMES.stream().anyMatch(scheme -> origin.equals(origin(scheme + "://" + host))));
    }

    /** Returns scheme, host and port of a URL in one spelling; null for what has none. */
    private static @Nullable String origin(String url) {
        try {
            URI uri = new URI(url.strip());
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
                return null;
            }
            String lower = scheme.toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : lower.equals("https") ? 443 : 80;
            return lower + "://" + host.toLowerCase(Locale.ROOT) + ':' + port;
        } catch (URISyntaxException noUrl) {
            return null;
        }
    }

    /** Creates the refusal of what a foreign page has a browser do. */
    static TwilioException foreign() {
        return new TwilioException(
                TwilioError.FORBIDDEN,
                "A browser sent this from a page of another origin, which may not act here. If it is our own page, set"
                        + " RINGBACK_API_URL to the address that the browser shows");
    }

    /** Creates the refusal of what does not say from which page it comes, though browsers do. */
    static TwilioException untold() {
        return new TwilioException(
                TwilioError.FORBIDDEN,
                "With a session, what changes something must say from which page it comes: in Origin, Sec-Fetch-Site or Referer."
                        + " Programs send their credentials instead");
    }
}
