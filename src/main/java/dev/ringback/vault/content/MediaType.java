package dev.ringback.vault.content;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A media type as a header says it, such as {@code text/plain; charset=utf-8}.
 *
 * @param header all of it; empty where there is none, or one that is none
 * @param essence the type without parameters, in small letters
 */
public record MediaType(String header, String essence) {
    private static final Pattern HEADER =
            Pattern.compile("[\\w!#$&^+.-]{1,100}/[\\w!#$&^+.-]{1,100}( *;[ -~]{0,200})?");

    /** Reads a header. */
    public static MediaType of(@Nullable String header) {
        String text = header == null ? "" : header.strip();
        if (!HEADER.matcher(text).matches()) {
            return new MediaType("", "");
        }
        return new MediaType(text, text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    /** Tells whether it says anything. */
    public boolean isTelling() {
        return !essence.isEmpty() && !essence.endsWith("/octet-stream");
    }

    /** Tells whether it says that people or programs can read it as text: what all error pages are. */
    boolean isText() {
        return essence.startsWith("text/")
                || essence.matches("application/(json|xml|xhtml\\+xml|problem\\+json|javascript)")
                || essence.endsWith("+json")
                || essence.endsWith("+xml");
    }

    /** Tells whether it can be that of sound. Twilio's storage says octet-stream of some. */
    public boolean isSound() {
        return !isTelling() || essence.startsWith("audio/");
    }

    /** Returns in which language of machines it is written, {@code json}, {@code xml} or {@code html}, as errors are; empty for others. */
    String language() {
        return Stream.of("json", "xml", "html")
                .filter(language -> isText() && essence.endsWith(language))
                .findFirst()
                .orElse("");
    }
}
