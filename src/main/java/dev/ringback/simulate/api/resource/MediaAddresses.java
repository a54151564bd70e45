package dev.ringback.simulate.api.resource;

import dev.ringback.simulate.api.state.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes the addresses at which the host of media has content for four hours, and proves that it wrote them. */
public final class MediaAddresses {
    private static final Duration VALID = Duration.ofHours(4);
    private static final Pattern PORT = Pattern.compile("(?::[0-9]+)?$");

    private final World world;
    private final IntSupplier port;

    /** @param port that of the host of media, asked for each address */
    public MediaAddresses(World world, IntSupplier port) {
        this.world = world;
        this.port = port;
    }

    /**
     * Returns the address of an attachment.
     *
     * @param baseUrl scheme, host and port by which the client has come; the host of media is the same machine
     * @param redirects how many more redirects follow; 0 where the content is there
     */
    String of(String accountSid, String sid, String baseUrl, int redirects) {
        String path = "/" + accountSid + "/" + sid + "/" + redirects;
        long expires = world.now().plus(VALID).getEpochSecond();
        String host = PORT.matcher(baseUrl).replaceFirst("");
        return host + ":" + port.getAsInt() + path + "?Expires=" + expires + "&Signature="
                + signature(path, Long.toString(expires));
    }

    /** Whether the query of an address is the one that was written. */
    boolean isOurs(String path, @Nullable String expires, @Nullable String signature) {
        return expires != null && signature(path, expires).equals(signature);
    }

    /** Whether an address of ours has come to its end. */
    boolean isOver(String expires) {
        return !world.now().isBefore(Instant.ofEpochSecond(Long.parseLong(expires)));
    }

    /** Protects from mistakes, not from attackers. */
    private static String signature(String path, String expires) {
        CRC32C sum = new CRC32C();
        sum.update((path + "?" + expires).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
}
