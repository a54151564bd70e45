package dev.ringback.dashboard.text;

import dev.ringback.forward.notice.ErrorCatalogue;
import dev.ringback.forward.notice.ErrorCode;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains error codes on pages as notices do. Safe for use by many threads. */
public final class ErrorCodes {
    private final ErrorCatalogue catalogue = ErrorCatalogue.shipped();

    /** Returns the meaning of a code in a few words; empty for null and for one that is not known here. */
    public String meaning(@Nullable String code) {
        return find(code).map(ErrorCode::meaning).orElse("");
    }

    /** Returns what is likely behind a code; empty for null and for one that is not known here. */
    public String cause(@Nullable String code) {
        return find(code).map(ErrorCode::cause).orElse("");
    }

    private Optional<ErrorCode> find(@Nullable String code) {
        return Optional.ofNullable(code).flatMap(catalogue::find);
    }

    /** Returns the address of Twilio's explanation; null for what cannot be a code. */
    public static @Nullable String moreInfo(@Nullable String code) {
        return Optional.ofNullable(code)
                .flatMap(ErrorCatalogue::page)
                .map(URI::toString)
                .orElse(null);
    }
}
