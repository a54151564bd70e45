package dev.ringback.upstream.status;

import dev.ringback.model.SystemEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is known of Twilio's status page.
 *
 * @param enabled whether it is read; everything else is empty if it is not
 * @param readAt when this node has read it last; null for never, as where another node reads it
 * @param failure why the last reading of this node failed; null where it did not
 * @param apiDegraded as {@link TwilioStatus#isApiDegraded} says
 * @param open what Twilio says is wrong, the oldest first, with its labels {@code component}, {@code impact} and {@code status}
 */
public record StatusHealth(
        boolean enabled,
        @Nullable Instant readAt,
        @Nullable String failure,
        boolean apiDegraded,
        List<SystemEvent> open) {
    static final StatusHealth OFF = new StatusHealth(false, null, null, false, List.of());

    public StatusHealth {
        open = List.copyOf(open);
    }
}
