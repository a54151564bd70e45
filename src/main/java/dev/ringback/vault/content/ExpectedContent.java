package dev.ringback.vault.content;

import org.jspecify.annotations.Nullable;

/**
 * Describes content before it comes.
 *
 * @param mediaType of an attachment, as the mirror knows it; null where it does not, and for sound
 * @param seconds how long a recording is; null or negative where that is not known
 * @param channels how many a recording has; null where that is not known
 * @param encrypted whether a recording is known to be encrypted: then it looks like nothing
 */
public record ExpectedContent(
        ContentKind kind,
        @Nullable String mediaType,
        @Nullable Integer seconds,
        @Nullable Integer channels,
        boolean encrypted) {

    /** Describes an attachment. */
    public static ExpectedContent medium(@Nullable String mediaType) {
        return new ExpectedContent(ContentKind.MEDIUM, mediaType, null, null, false);
    }

    /** Describes a recording that is not known to be encrypted. */
    public static ExpectedContent recording(ContentKind kind, @Nullable Integer seconds, @Nullable Integer channels) {
        return new ExpectedContent(kind, null, seconds, channels, false);
    }

    /** Describes a recording that is encrypted. */
    public static ExpectedContent encrypted(ContentKind kind) {
        return new ExpectedContent(kind, null, null, null, true);
    }
}
