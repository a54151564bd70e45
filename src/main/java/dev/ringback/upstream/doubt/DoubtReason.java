package dev.ringback.upstream.doubt;

import dev.ringback.storage.DoubtStore.Sought;
import dev.ringback.twilio.callback.ResourceKind;
import java.time.Instant;

/** Says why resources of a kind may be wrong in the mirror. */
public interface DoubtReason {
    ResourceKind kind();

    /** Returns the name that the metric shows. */
    String reason();

    /** Says which resources of an account are in doubt for this reason. */
    Sought of(String accountSid, Instant now);
}
