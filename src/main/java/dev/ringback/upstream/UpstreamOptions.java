package dev.ringback.upstream;

import dev.ringback.outbound.HttpProxy;
import dev.ringback.upstream.governor.Ceilings;
import java.time.Duration;
import java.util.Locale;
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
 * @param hydrate what the lists of messages are read for
 * @param trunkRecordings how often the list of recordings is read for those of SIP trunks; null for never
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
        boolean statusPage,
        Hydrate hydrate,
        @Nullable Duration trunkRecordings) {
    /** Says that they do not let Twilio be called, and what would. */
    public static final String NOT_ENABLED = "the settings do not let Ringback call Twilio: set upstream";

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

    /** Makes options by which no list is read for what callbacks never tell. */
    public UpstreamOptions(
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
        this(enabled, reads, pass, writes, callbacks, ceilings, patience, hosts, proxy, statusPage, Hydrate.NONE, null);
    }

    /** Says in a line for the log where Twilio is called and what for. */
    public String summary() {
        return "%s; reads: %s, pass: %s, writes: %s, callbacks: %s, hydrate: %s"
                .formatted(hosts.base(Product.API), word(reads), pass, writes, word(callbacks), word(hydrate));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
