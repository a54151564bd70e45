package dev.ringback.upstream;

import dev.ringback.twilio.callback.ResourceKind;
import org.jspecify.annotations.Nullable;

/**
 * Asks Twilio for one resource.
 *
 * @param path where it is, with {@code .json} where the product has extensions
 * @param sid the SID that the answer must have, of a participant that of its call; null where a label is asked for
 */
public record Question(
        String accountSid,
        ResourceKind kind,
        String path,
        @Nullable String sid) {
    Product product() {
        return kind == ResourceKind.ALERT ? Product.MONITOR : Product.API;
    }
}
