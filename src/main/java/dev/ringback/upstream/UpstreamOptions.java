package dev.ringback.upstream;

import dev.ringback.outbound.HttpProxy;
import dev.ringback.upstream.governor.Ceilings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the settings say about calling Twilio.
 *
 * @param enabled whether Twilio is called at all
 * @param reads which reads may ask Twilio
 * @param pass whether reads of what the mirror does not hold are passed on
 * @param writes whether writes are passed on
 * @param callbacks what a create gets beside what its caller has set
 * @param ceilings of each account, for all nodes together
 * @param patience of a caller, for waiting and the answer together
 * @param proxy through which Twilio is called; null to go by the environment
 * @param statusPage whether Twilio's status page is read
 */
public record UpstreamOptions(
        boolean enabled,
        Reads reads,
        boolean pass,
        boolean writes,
        Callbacks callbacks,
        Ceilings ceilings,
        Duration patience,
        TwilioHosts hosts,
        @Nullable HttpProxy proxy,
        boolean statusPage) {
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);
    public static final Ceilings DEFAULT_CEILINGS = new Ceilings(50, 50, Long.MAX_VALUE);

    /** Never calls Twilio. */
    public static final UpstreamOptions OFF = new UpstreamOptions(
            false,
            Reads.NEVER,
            false,
            false,
            Callbacks.NONE,
            DEFAULT_CEILINGS,
            DEFAULT_PATIENCE,
            TwilioHosts.TWILIO,
            null,
            false);
}
