package dev.ringback.twilio.rest;

import dev.ringback.model.Progress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Formats fields that several resources show the same way. */
final class SharedFields {
    /** The only version of this API there has been since 2010; not every webhook names it. */
    private static final String API_VERSION = "2010-04-01";

    private SharedFields() {}

    static String apiVersion(@Nullable String known) {
        return known == null || known.isEmpty() ? API_VERSION : known;
    }

    /** Null where no event has carried a status. */
    static @Nullable String status(Progress progress) {
        return progress.status().isEmpty() ? null : progress.status();
    }

    /** Links to where Twilio explains an error; null where there is none. */
    static @Nullable String moreInfo(@Nullable String errorCode) {
        return errorCode == null ? null : uri(TwilioError.DICTIONARY + errorCode);
    }

    /** Whole seconds. */
    static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    /** Null for what is no legal URI: on one such value Twilio's Java library gives up the whole page. */
    static @Nullable String uri(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : new URI(text).toString();
        } catch (URISyntaxException notAUri) {
            return null;
        }
    }
}
