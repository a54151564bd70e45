package dev.ringback.upstream;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names the hosts that credentials may go to, and no others do; and that of the status page, where none go.
 *
 * @param url replaces all of them, as that of a gateway or a stand-in does; null for Twilio's own
 * @param edge such as {@code dublin}; null for none
 * @param region such as {@code ie1}; null for {@code us1}
 * @see <a href="https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region">Twilio's regions</a>
 */
public record TwilioHosts(
        @Nullable URI url, @Nullable String edge, @Nullable String region) {
    /** Twilio's own hosts in the United States. */
    public static final TwilioHosts TWILIO = new TwilioHosts(null, null, null);

    /** Returns scheme and host of a product, and the port where it has one, without a slash behind. */
    URI base(Product product) {
        if (url != null) {
            return URI.create(withoutSlash(url));
        }
        StringBuilder host = new StringBuilder("https://").append(product.subdomain());
        if (edge != null) {
            host.append('.').append(edge);
        }
        if (region != null) {
            host.append('.').append(region);
        }
        return URI.create(host.append(".twilio.com").toString());
    }

    /** Returns the address of the summary of Twilio's status page, to which no credentials go. */
    public URI statusSummary() {
        String base = url == null ? "https://status.twilio.com" : withoutSlash(url);
        return URI.create(base + "/api/v2/summary.json");
    }

    private static String withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * Returns the path and query that a link of an answer leads to.
     *
     * @param link a path, as {@code next_page_uri} is, or a whole URL, as {@code next_page_url}
     * @throws UnsafeAnswerException when it leads to another host, which would get the credentials
     */
    public String path(Product product, String link) throws UnsafeAnswerException {
        URI base = base(product);
        URI target;
        try {
            target = URI.create(link);
        } catch (IllegalArgumentException wrong) {
            throw new UnsafeAnswerException("a link of the answer is no address");
        }
        if (target.getRawPath() == null || !target.getRawPath().startsWith("/") || link.startsWith("//")) {
            throw new UnsafeAnswerException("a link of the answer is no address");
        }
        if (target.isAbsolute() && !isSame(base, target) && !isSame(TWILIO.base(product), target)) {
            throw new UnsafeAnswerException("a link of the answer leads to another host");
        }
        return target.getRawQuery() == null ? target.getRawPath() : target.getRawPath() + '?' + target.getRawQuery();
    }

    private static boolean isSame(URI base, URI target) {
        return base.getScheme().equalsIgnoreCase(target.getScheme())
                && String.valueOf(base.getRawAuthority())
                        .toLowerCase(Locale.ROOT)
                        .equals(String.valueOf(target.getRawAuthority()).toLowerCase(Locale.ROOT));
    }
}
