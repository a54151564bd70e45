package dev.ringback.vault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says how long Twilio keeps what the vault does not: after that Ringback deletes it there.
 *
 * @param messageBodies how long after its creation the text of a final message stays; null for ever
 * @param messages how long after its creation a final message stays; null for ever
 * @param calls how long after its creation a call that has ended stays; null for ever
 */
public record TwilioRetention(
        @Nullable Duration messageBodies,
        @Nullable Duration messages,
        @Nullable Duration calls) {
    /** Deletes nothing. */
    public static final TwilioRetention NONE = new TwilioRetention(null, null, null);
}
