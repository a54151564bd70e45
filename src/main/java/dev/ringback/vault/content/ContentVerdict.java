package dev.ringback.vault.content;

import org.jspecify.annotations.Nullable;

/** Says whether content is what was expected. */
public sealed interface ContentVerdict {

    /**
     * Content that is whole, and what was expected as far as can be told.
     *
     * @param length in bytes
     * @param sha256 in small hexadecimal digits
     * @param contentType as Twilio has told it, or what was expected where that says nothing
     * @param channels how many its sound has; null where that is not known, or for what is no sound
     * @param seconds how long its sound is; null where that is not known, or for what is no sound
     */
    record Accepted(
            long length,
            String sha256,
            String contentType,
            @Nullable Integer channels,
            @Nullable Double seconds) implements ContentVerdict {}

    /**
     * Content that must not be kept.
     *
     * @param sentence says it to people, in one line
     * @param mayBeEncrypted whether it would be right if the recording were encrypted, which Twilio can be asked
     */
    record Refused(RefusalReason reason, String sentence, boolean mayBeEncrypted) implements ContentVerdict {
        static Refused of(RefusalReason reason, String sentence) {
            return new Refused(reason, sentence, false);
        }
    }
}
