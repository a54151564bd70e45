package dev.ringback.vault.content;

import dev.ringback.vault.content.ContentVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Says what is known of a file of sound when all of it has come.
 *
 * @param refusal why it is none; null when it is one
 * @param channels null where that is not known
 * @param seconds null where that is not known
 */
record Sound(
        @Nullable Refused refusal,
        @Nullable Integer channels,
        @Nullable Double seconds) {
    static Sound refused(RefusalReason reason, String sentence) {
        return new Sound(Refused.of(reason, sentence), null, null);
    }
}
