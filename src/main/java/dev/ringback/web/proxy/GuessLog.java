package dev.ringback.web.proxy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once for each way of guessing by which URL clients reach the API door, and how to make it certain. Safe for use by many threads. */
final class GuessLog {
    private static final Logger log = LoggerFactory.getLogger(GuessLog.class);

    /** Longest excerpt, in characters, of a text that a stranger wrote. */
    private static final int EXCERPT = 80;

    private final AtomicBoolean saidUntrusted = new AtomicBoolean();
    private final AtomicBoolean saidSchemeNotTold = new AtomicBoolean();
    private final AtomicBoolean saidMalformed = new AtomicBoolean();
    private final AtomicBoolean saidForwarded = new AtomicBoolean();

    void untrusted(String sender, String url) {
        if (first(saidUntrusted)) {
            log.warn(
                    "ignored forwarded headers of {}, which is no trusted proxy: addresses of next pages begin with {}, and clients send"
                            + " their auth token there. If that is wrong, set RINGBACK_API_URL, or name the proxy in"
                            + " RINGBACK_TRUSTED_PROXIES",
                    printable(sender),
                    url);
        }
    }

    void schemeNotTold(String sender, String url) {
        if (first(saidSchemeNotTold)) {
            log.warn(
                    "the proxy at {} does not say whether it was asked over https: addresses of next pages begin with {}, and clients send"
                            + " their auth token there. Set RINGBACK_API_URL, or let the proxy send X-Forwarded-Proto",
                    printable(sender),
                    url);
        }
    }

    void malformed(String sender, String value, String url) {
        if (first(saidMalformed)) {
            log.warn(
                    "passed over '{}' in forwarded headers of {}, which can be no scheme, host or port: addresses of next pages begin with"
                            + " {}. RINGBACK_API_URL would make that certain",
                    printable(value),
                    printable(sender),
                    url);
        }
    }

    void forwarded(String sender, String url) {
        if (first(saidForwarded)) {
            log.info(
                    "addresses of next pages begin with {}, as the proxy at {} says. RINGBACK_API_URL would make that certain",
                    url,
                    printable(sender));
        }
    }

    /** Reads before it writes: this is asked by every request. */
    private static boolean first(AtomicBoolean said) {
        return !said.get() && said.compareAndSet(false, true);
    }

    private static String printable(String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7E]", "?");
        return ascii.length() > EXCERPT ? ascii.substring(0, EXCERPT) + "..." : ascii;
    }
}
