package dev.ringback.upstream.content;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names the hosts to which Twilio may redirect who fetches content: its own content network, Amazon S3, and those that the settings add. No credentials
 * go to any of them. Immutable.
 *
 * @param further hosts of the settings, such as {@code media.example.com} or {@code *.example.com}, in small letters
 * @see <a href="https://www.twilio.com/docs/messaging/api/media-resource">Twilio's media resource</a>
 */
public record ContentHosts(List<String> further) {
    /** Twilio's own alone. */
    public static final ContentHosts TWILIO = new ContentHosts(List.of());

    private static final Pattern TWILIOS =
            Pattern.compile("[a-z0-9.-]+\\.twiliocdn\\.com|s3[a-z0-9.-]*\\.amazonaws\\.com");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public ContentHosts {
        further = List.copyOf(further);
    }

    /** Returns the hosts that the settings name by their whole names: these may be in a private network, all others must not be. */
    public List<String> exact() {
        return further.stream().filter(host -> !host.startsWith("*.")).toList();
    }

    /**
     * Tells whether content may be fetched from there: over https from a host that is allowed, or over http from this machine where the settings name
     * it.
     */
    boolean allow(URI url) {
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return false;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        boolean isNamed = further.stream().anyMatch(name -> matches(name, host));
        if ("https".equalsIgnoreCase(url.getScheme())) {
            return isNamed || (TWILIOS.matcher(host).matches() && (url.getPort() < 0 || url.getPort() == 443));
        }
        return "http".equalsIgnoreCase(url.getScheme()) && isNamed && LOOPBACK.contains(host);
    }

    private static boolean matches(String name, String host) {
        return name.startsWith("*.")
                ? host.endsWith(name.substring(1)) && host.length() > name.length() - 1
                : name.equals(host);
    }
}
