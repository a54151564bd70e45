package dev.ringback.outbound;

import java.time.Duration;

/**
 * Bounds an exchange of request and answer.
 *
 * @param patience for everything together: looking up the host, connecting, the answer with its body, and all redirects
 * @param maxBody how many bytes of an answer's body are taken
 * @param maxRedirects how many redirects are followed, at most {@value #MOST_REDIRECTS}; 0 to take a redirect for the answer
 */
public record ExchangeLimits(Duration patience, long maxBody, int maxRedirects) {
    public static final int MOST_REDIRECTS = 5;

    public ExchangeLimits {
        if (maxBody < 0 || maxRedirects < 0 || maxRedirects > MOST_REDIRECTS) {
            throw new IllegalArgumentException("no bounds: " + maxBody + " bytes, " + maxRedirects + " redirects");
        }
    }

    /** Returns the limits of a request whose answer is a word or two: {@value OutboundHttp#MAX_ANSWER} bytes, and no redirects. */
    public static ExchangeLimits within(Duration patience) {
        return new ExchangeLimits(patience, OutboundHttp.MAX_ANSWER, 0);
    }

    /** Returns these limits with another one for the body. */
    public ExchangeLimits withMaxBody(long bytes) {
        return new ExchangeLimits(patience, bytes, maxRedirects);
    }

    /** Returns these limits, but so many redirects are followed. */
    public ExchangeLimits withRedirects(int most) {
        return new ExchangeLimits(patience, maxBody, most);
    }
}
