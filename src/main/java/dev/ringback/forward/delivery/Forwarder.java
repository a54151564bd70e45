package dev.ringback.forward.delivery;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.forward.mute.Silences;
import dev.ringback.forward.notice.LinkSignature;
import dev.ringback.forward.notice.NoticeLinks;
import dev.ringback.forward.notice.SignedLinks;
import dev.ringback.model.Accounts;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.storage.Database;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.ForwardStore.Step;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.StorageException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards events and notices in a thread of its own. Of all nodes of a database one forwards, and another takes over when that one is gone.
 * Without receivers and targets, and where no adopted callback URL is called, it does nothing.
 */
public final class Forwarder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Forwarder.class);

    private static final String LEASE = "forward";
    /** Lifetime of the lease, for which nobody forwards after one of several nodes was killed. */
    private static final Duration LEASE_TIME = Duration.ofSeconds(10);

    private static final Duration PROLONG = Duration.ofSeconds(2);
    /** A node that could not renew its lease for this long stops, before another node may begin. */
    private static final Duration LET_GO = Duration.ofSeconds(7);

    private static final Duration POLL = Duration.ofSeconds(1);
    /** Pause between two steps, so that under load many events are read at once. */
    private static final Duration REST = Duration.ofMillis(50);

    private final ForwardOptions options;
    private final Database database;
    private final Accounts accounts;
    private final NoticeLinks links;
    private final DeliveryMetrics metrics;
    private final SealedCallbacks callbacks;
    private final Clock clock;
    private final Housekeeping housekeeping;
    private final Backlogs backlogs;
    private final String holder = UUID.randomUUID().toString();
    private final Silences silences = new Silences();
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread = DaemonThreads.create("ringback-forward", this::keepOn);
    private EventLog.@Nullable Subscription subscription;
    private Runnable unwatch = () -> {};
    private volatile boolean closing;
    /** The client, made only if there is something to send: loading it takes a tenth of a start. */
    private @Nullable OutboundHttp http;

    private @Nullable LogReader reader;
    private @Nullable DeliveryWorkers workers;
    private long prolonged;
    private Instant silencesRead = Instant.EPOCH;

    /**
     * Creates the forwarder of a server, with its metrics.
     *
     * @param apiUrl the URL by which people reach the API door: links in notices begin with it
     */
    public static Forwarder of(
            ForwardOptions options,
            Database database,
            Accounts accounts,
            String apiUrl,
            MeterRegistry registry,
            Clock clock) {
        return new Forwarder(
                options,
                database,
                accounts,
                new SignedLinks(apiUrl, new LinkSignature(accounts)),
                new DeliveryMetrics(registry),
                clock);
    }

    public Forwarder(
            ForwardOptions options,
            Database database,
            Accounts accounts,
            NoticeLinks links,
            DeliveryMetrics metrics,
            Clock clock) {
        this.options = options;
        this.database = database;
        this.accounts = accounts;
        this.links = links;
        this.metrics = metrics;
        this.callbacks = new SealedCallbacks(accounts, metrics);
        this.clock = clock;
        this.housekeeping = new Housekeeping(database.deliveries(), database.silences(), clock);
        this.backlogs = new Backlogs(options.names(), database.deliveries(), clock);
    }

    /** Forwards what is stored from now on, and what is left since the last one has ended. */
    public void start() {
        if (!options.isEmpty()) {
            beginHere();
            unwatch = metrics.watch(options.names(), backlogs);
            subscription = database.log().listen(changed::release);
            thread.start();
        }
    }

    /**
     * Notes the end of the log where nothing was ever forwarded: whoever has added a target may rely on it from then on, and not only from when the
     * thread has come so far.
     */
    private void beginHere() {
        try {
            if (database.forward().mark().isEmpty()) {
                long end = database.log().settled().end().eventId();
                long systemEnd = database.systemEvents().newest();
                database.forward().advance(new Step(end, systemEnd, Map.of(), Set.of(), List.of()));
            }
        } catch (StorageException unavailable) {
            log.warn("forwarding begins when the database can be used: {}", unavailable.getMessage());
        }
    }

    /**
     * Stops forwarding, and returns when the outcomes of ended attempts are recorded. Deliveries still under way after some seconds are sent
     * again after the next start.
     */
    @Override
    public void close() throws IOException {
        closing = true;
        changed.release();
        unwatch.run();
        if (subscription != null) {
            subscription.close();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (http != null) {
            http.close();
        }
    }

    private void keepOn() {
        try {
            while (!closing) {
                attempt();
                changed.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                TimeUnit.MILLISECONDS.sleep(closing ? 0 : REST.toMillis());
                changed.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void attempt() {
        try {
            if (holdsLease()) {
                step();
            } else {
                letGo();
            }
            backlogs.run();
        } catch (LostPositionException lost) {
            log.warn("forwarding goes on from where the database says: {}", lost.getMessage());
            reader = null;
        } catch (StorageException unavailable) {
            log.warn("forwarding waits for the database: {}", unavailable.getMessage());
            reader = null;
            if (System.nanoTime() - prolonged > LET_GO.toNanos()) {
                letGo();
            }
        } catch (RuntimeException defect) {
            log.error("forwarding failed, and is tried again", defect);
            reader = null;
        }
    }

    private boolean holdsLease() {
        if (workers != null && System.nanoTime() - prolonged < PROLONG.toNanos()) {
            return true;
        }
        long asked = System.nanoTime();
        boolean holds = database.leases().take(LEASE, holder, LEASE_TIME);
        if (holds) {
            prolonged = asked;
        }
        return holds;
    }

    private void step() {
        Instant now = clock.instant();
        if (!now.isBefore(silencesRead.plus(POLL))) {
            silences.set(database.silences().endingAfter(now));
            silencesRead = now;
        }
        LogReader current = reader;
        if (current == null) {
            current = new LogReader(
                    options, database.log(), database.systemEvents(), database.forward(), callbacks, silences, clock);
            reader = current;
        }
        boolean sends = current.step();
        DeliveryWorkers sending = workers;
        if (sending == null) {
            sending = new DeliveryWorkers(options, database, http(), links, accounts, callbacks, metrics, clock);
            workers = sending;
            sending.start();
        } else if (sends) {
            sending.wake();
        }
        housekeeping.run();
    }

    private OutboundHttp http() {
        OutboundHttp client = http;
        if (client == null) {
            client = options.openHttp();
            http = client;
        }
        return client;
    }

    private void letGo() {
        reader = null;
        DeliveryWorkers sending = workers;
        if (sending != null) {
            log.warn("another node forwards from now on");
            sending.close();
            workers = null;
        }
    }

    private void end() {
        try {
            if (reader != null) {
                reader.note(clock.instant());
            }
            if (workers != null) {
                workers.close();
                database.leases().giveBack(LEASE, holder);
            }
        } catch (StorageException unavailable) {
            log.warn("forwarding ended without the database: {}", unavailable.getMessage());
        }
    }
}
