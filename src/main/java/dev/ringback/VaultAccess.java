package dev.ringback;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.config.Settings;
import dev.ringback.jobs.JobKind;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.storage.Database;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.content.ContentFetch;
import dev.ringback.upstream.list.ListReadThrough;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.VaultAlerts;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.VaultReads;
import dev.ringback.vault.job.Copying;
import dev.ringback.vault.job.JobParts;
import dev.ringback.vault.job.VaultCopyJob;
import dev.ringback.vault.job.VaultScanJob;
import dev.ringback.vault.job.VaultSetup;
import dev.ringback.vault.job.VaultVerifyJob;
import dev.ringback.vault.service.VaultGauge;
import dev.ringback.vault.service.VaultParts;
import dev.ringback.vault.service.VaultService;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the vault by the settings of now, or none where they have none. Safe for use by many threads. */
final class VaultAccess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VaultAccess.class);

    /** How long what is being sent may go on after other settings are in use. */
    private static final Duration GRACE = Duration.ofSeconds(130);

    private final Database database;
    private final Supplier<Optional<Upstream>> upstream;
    private final AnswerSink sink;
    private final ListReadThrough lists;
    private final VaultAlerts alerts;
    private final VaultMetrics metrics;
    private final VaultGauge gauge;
    private final Clock clock;
    private final ScheduledExecutorService retirement =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.numbered("ringback-vault-retirement"));
    private boolean started;
    private @Nullable Used used;
    private @Nullable VaultUpstream twilio;
    private @Nullable VaultService service;

    /** Holds the settings by which a vault was built. Where they stay the same, so does the vault. */
    private record Used(VaultOptions vault, UpstreamOptions upstream, List<Account> accounts) {
        static Used of(Settings settings) {
            return new Used(
                    settings.vault(),
                    settings.upstream(),
                    List.copyOf(settings.accounts().all()));
        }
    }

    /**
     * Runs nothing yet.
     *
     * @param upstream calls Twilio by the settings that are used here
     * @param sink stores what is gone at Twilio
     */
    VaultAccess(
            Database database,
            Supplier<Optional<Upstream>> upstream,
            AnswerSink sink,
            ListReadThrough lists,
            MeterRegistry registry,
            Clock clock) {
        this.database = database;
        this.upstream = upstream;
        this.sink = sink;
        this.lists = lists;
        this.alerts = new VaultAlerts(database.systemEvents(), clock);
        this.metrics = new VaultMetrics(registry);
        this.gauge = new VaultGauge(database.vault(), registry, clock);
        this.clock = clock;
    }

    /** Takes other settings into use. What is under way by the old ones is begun anew. */
    synchronized void use(Settings settings) {
        Used now = Used.of(settings);
        if (now.equals(used)) {
            return;
        }
        used = now;
        end();
        twilio = upstream.get()
                .map(calling -> VaultUpstream.of(
                        calling, settings.vault(), settings.outbound(), sink, lists, database.resources()))
                .orElse(null);
        if (!settings.vault().isEnabled()) {
            return;
        }
        if (twilio == null) {
            log.warn(
                    "the vault copies nothing, since the settings do not let Ringback call Twilio; it serves what it has");
        }
        log.info("{}", settings.vault().summary());
        service = new VaultService(new VaultParts(
                settings.vault(),
                settings.accounts(),
                database,
                Optional.<TwilioContent>ofNullable(twilio),
                alerts,
                metrics,
                gauge,
                clock));
        if (started) {
            service.start();
        }
    }

    /** Begins to copy, when callbacks can be taken in. */
    synchronized void start() {
        started = true;
        if (service != null) {
            service.start();
        }
    }

    /**
     * Returns the kinds of jobs that work on the vault of now.
     *
     * @param lists reads Twilio's lists of recordings and messages
     */
    List<JobKind> jobs(JobKind lists) {
        JobParts parts = new JobParts(this::setup, database, alerts, metrics, clock);
        return List.of(
                new VaultCopyJob(parts, lists, Copying.of(this::trouble)),
                new VaultVerifyJob(parts),
                new VaultScanJob(parts));
    }

    private synchronized VaultSetup setup() {
        return used == null
                ? new VaultSetup(VaultOptions.OFF, new Accounts(List.of()))
                : new VaultSetup(used.vault(), new Accounts(used.accounts()));
    }

    private synchronized @Nullable String trouble() {
        return service == null ? JobParts.NO_VAULT : service.trouble();
    }

    /** Returns what reads the vault of now; empty where there is none. */
    synchronized Optional<VaultReads> reads() {
        return Optional.ofNullable(service).map(VaultService::reads);
    }

    /** Returns what fetches content from Twilio now; empty where nothing does. */
    synchronized Optional<ContentFetch> fetch() {
        return Optional.ofNullable(twilio).map(VaultUpstream::fetch);
    }

    /** Ends the work at once. What reads the old store or is sent from Twilio has time to end. */
    private void end() {
        if (service != null) {
            VaultService old = service;
            old.close();
            later(old::closeStore);
            service = null;
        }
        if (twilio != null) {
            VaultUpstream old = twilio;
            later(() -> close(old));
            twilio = null;
        }
    }

    private void later(Runnable closing) {
        ScheduledFuture<?> unused = retirement.schedule(closing, GRACE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void close(VaultUpstream old) {
        try {
            old.close();
        } catch (IOException leftOpen) {
            log.warn("connections of the vault could not be closed", leftOpen);
        }
    }

    @Override
    public synchronized void close() {
        end();
        retirement.shutdownNow().forEach(Runnable::run);
    }
}
