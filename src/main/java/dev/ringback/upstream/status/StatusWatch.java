package dev.ringback.upstream.status;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.SystemEvent;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.SystemEventTrail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the status page every three minutes in a thread of its own, on one of all nodes, and appends what begins and ends there. The other nodes
 * see what that one has appended.
 */
final class StatusWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StatusWatch.class);

    static final Duration PERIOD = Duration.ofMinutes(3);

    static final String LEASE = "status-page";
    /** Longer than two periods, so that a slow reading does not let another node begin. */
    static final Duration LEASE_TIME = Duration.ofMinutes(7);

    /** What was not read for this long is no reason to pause anything. */
    private static final Duration STALE = Duration.ofHours(1);

    /** What nobody has said anything new about for this long is no reason to pause anything, on whichever node. */
    private static final Duration OLD = Duration.ofDays(1);

    private static final Pattern API = Pattern.compile("(?i).*\\brest apis?\\b.*|(twilio )?apis?");

    private static final Set<String> IMPACTS = Set.of("minor", "major", "critical");

    private final StatusPage page;
    private final OutboundHttp http;
    private final SystemEventTrail events;
    private final LeaseStore leases;
    private final MeterRegistry registry;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("ringback-status-page", this::keepOn);
    private boolean started;
    private boolean holds;
    private Instant begun;
    private @Nullable Instant readAt;
    private @Nullable String failure;
    private volatile StatusHealth health = new StatusHealth(true, null, null, false, List.of());

    /** @param http closed with this */
    StatusWatch(
            URI address,
            OutboundHttp http,
            SystemEventTrail events,
            LeaseStore leases,
            MeterRegistry registry,
            Clock clock) {
        this.page = new StatusPage(http, address);
        this.http = http;
        this.events = events;
        this.leases = leases;
        this.registry = registry;
        this.clock = clock;
        this.begun = clock.instant();
    }

    void start() {
        started = true;
        thread.start();
    }

    StatusHealth health() {
        return health;
    }

    private void keepOn() {
        try {
            do {
                round();
            } while (!closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the page once, if no other node does, and looks at what is open. */
    void round() {
        try {
            boolean held = holds;
            holds = leases.take(LEASE, holder, LEASE_TIME);
            if (holds) {
                if (!held) {
                    begun = clock.instant();
                }
                read();
            } else {
                page.forget();
                readAt = null;
                failure = null;
            }
            look();
        } catch (RuntimeException trouble) {
            page.forget();
            log.warn(
                    "what Twilio's status page says could not be stored, trying again later: {}", trouble.getMessage());
        }
    }

    private void read() {
        Optional<StatusSummary> summary;
        try {
            summary = page.fetch();
        } catch (UnreadableStatusException failed) {
            count(failed.outcome().name().toLowerCase(Locale.ROOT));
            if (failure == null) {
                log.warn("Twilio's status page cannot be read: {}", failed.getMessage());
            }
            failure = failed.getMessage();
            return;
        }
        count(summary.isPresent() ? "read" : "unchanged");
        if (failure != null) {
            log.info("Twilio's status page can be read again");
        }
        failure = null;
        if (summary.isPresent()) {
            store(summary.get());
            page.keep();
        }
        readAt = clock.instant();
    }

    private void store(StatusSummary summary) {
        List<SystemEvent> open = events.open(SystemEvent.STATUS_PAGE);
        Set<String> subjects = open.stream().map(SystemEvent::subject).collect(Collectors.toSet());
        List<StatusTrouble> troubles = summary.toTell(subjects);
        troubles.forEach(trouble ->
                events.begin(SystemEvent.STATUS_PAGE, trouble.subject(), null, trouble.labels(), trouble.text()));
        Set<String> present = troubles.stream().map(StatusTrouble::subject).collect(Collectors.toSet());
        open.stream()
                .filter(event -> !present.contains(event.subject()))
                .forEach(event -> events.end(
                        SystemEvent.STATUS_PAGE,
                        event.subject(),
                        "resolved",
                        "Twilio says that this is over: " + event.text()));
    }

    private void count(String outcome) {
        Counter.builder("ringback.status.page.reads")
                .description("Readings of Twilio's status page by this node")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    private void look() {
        List<SystemEvent> open = events.open(SystemEvent.STATUS_PAGE);
        Instant now = clock.instant();
        Instant heard = readAt == null ? begun : readAt;
        boolean isStale = holds && !now.isBefore(heard.plus(STALE));
        boolean degraded = !isStale && open.stream().anyMatch(event -> isOfApi(event, now));
        health = new StatusHealth(true, readAt, failure, degraded, open);
    }

    private static boolean isOfApi(SystemEvent event, Instant now) {
        String component = event.label("component");
        String impact = event.label("impact");
        return now.isBefore(event.at().plus(OLD))
                && (component.isEmpty()
                        ? impact.equals("critical")
                        : IMPACTS.contains(impact) && API.matcher(component).matches());
    }

    /** Returns when the reading under way has ended, after some seconds at most; another node may read at once. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        // Ends a reading that waits for an answer.
        http.close();
        if (started) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (holds) {
            try {
                leases.giveBack(LEASE, holder);
            } catch (RuntimeException unavailable) {
                log.warn("the lease of the status page ends by itself: {}", unavailable.getMessage());
            }
        }
    }
}
