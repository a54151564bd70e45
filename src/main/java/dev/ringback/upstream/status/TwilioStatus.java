package dev.ringback.upstream.status;

import dev.ringback.model.SystemEvent;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.SystemEventStore;
import dev.ringback.storage.SystemEventTrail;
import dev.ringback.upstream.UpstreamHttp;
import dev.ringback.upstream.UpstreamOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows Twilio's status page by the settings of now, if they say so. Safe for use by many threads. */
public final class TwilioStatus implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TwilioStatus.class);

    private final SystemEventTrail events;
    private final LeaseStore leases;
    private final OutboundOptions outbound;
    private final MeterRegistry registry;
    private final Clock clock;
    private volatile @Nullable StatusWatch watch;
    private @Nullable UpstreamOptions used;
    private boolean closed;

    /** @param outbound how requests leave */
    public TwilioStatus(
            SystemEventStore store, LeaseStore leases, OutboundOptions outbound, MeterRegistry registry, Clock clock) {
        this.events = new SystemEventTrail(store, clock);
        this.leases = leases;
        this.outbound = outbound;
        this.registry = registry;
        this.clock = clock;
    }

    /** Begins to read the page if these options say so, and ends what was begun by others; nothing happens if both say the same. */
    public synchronized void use(UpstreamOptions options) {
        if (closed || (used != null && isSame(used, options))) {
            return;
        }
        used = options;
        stop();
        if (options.statusPage()) {
            OutboundHttp http = UpstreamHttp.open(options, outbound);
            StatusWatch next = new StatusWatch(options.hosts().statusSummary(), http, events, leases, registry, clock);
            watch = next;
            next.start();
        } else {
            endAll();
        }
    }

    private static boolean isSame(UpstreamOptions one, UpstreamOptions other) {
        return one.statusPage() == other.statusPage()
                && (!one.statusPage()
                        || (one.hosts().equals(other.hosts()) && Objects.equals(one.proxy(), other.proxy())));
    }

    /** Nobody would say that it is over, where no other node reads the page. */
    private void endAll() {
        String holder = UUID.randomUUID().toString();
        try {
            var open = events.open(SystemEvent.STATUS_PAGE);
            if (open.isEmpty() || !leases.take(StatusWatch.LEASE, holder, Duration.ofSeconds(10))) {
                return;
            }
            open.forEach(event -> events.end(
                    SystemEvent.STATUS_PAGE,
                    event.subject(),
                    "unknown",
                    "Ringback does not read Twilio's status page any more."));
            leases.giveBack(StatusWatch.LEASE, holder);
        } catch (RuntimeException unavailable) {
            log.warn("what Twilio's status page said could not be ended: {}", unavailable.getMessage());
        }
    }

    /**
     * Tells whether Twilio says that its REST API is in trouble. Returns at once, and false where the page is not read, could not be read for an
     * hour, or has said nothing new about it for a day.
     */
    public boolean isApiDegraded() {
        return health().apiDegraded();
    }

    /** Returns what is known of the page, at most some minutes old. */
    public StatusHealth health() {
        StatusWatch current = watch;
        return current == null ? StatusHealth.OFF : current.health();
    }

    private void stop() {
        StatusWatch current = watch;
        watch = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException leftOpen) {
                log.warn("the connection to Twilio's status page could not be closed: {}", leftOpen.getMessage());
            }
        }
    }

    /** Reads nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }
}
