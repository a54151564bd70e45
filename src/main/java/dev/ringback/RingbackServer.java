package dev.ringback;

import dev.ringback.cli.RunningServer;
import dev.ringback.config.Settings;
import dev.ringback.config.SettingsSource;
import dev.ringback.dashboard.DashboardSources;
import dev.ringback.dashboard.now.MirrorState;
import dev.ringback.forward.delivery.Forwarder;
import dev.ringback.ingest.Ingest;
import dev.ringback.ingest.QuarantineReplayJob;
import dev.ringback.ingest.RetentionScreen;
import dev.ringback.ingest.StoredRequests;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobRunner;
import dev.ringback.model.Accounts;
import dev.ringback.model.Actor;
import dev.ringback.model.ReloadReport;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.MirrorBeginning;
import dev.ringback.query.ReadHandlers;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.upkeep.RebuildJob;
import dev.ringback.upkeep.Reprojection;
import dev.ringback.upkeep.ReprojectionMetrics;
import dev.ringback.upkeep.Retention;
import dev.ringback.upstream.RefusedCredentials;
import dev.ringback.upstream.SavedRequests;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.doubt.NotedAnswers;
import dev.ringback.upstream.list.ListReadThrough;
import dev.ringback.upstream.status.TwilioStatus;
import dev.ringback.web.AnswerTimes;
import dev.ringback.web.ApiConnections;
import dev.ringback.web.ApiDoor;
import dev.ringback.web.CallbackDoor;
import dev.ringback.web.handler.CommandHandlers;
import dev.ringback.web.handler.HealthHandler;
import dev.ringback.web.handler.MetricsHandler;
import dev.ringback.web.handler.MirrorHealthHandler;
import dev.ringback.web.media.MediaHandlers;
import dev.ringback.web.media.Relay;
import dev.ringback.web.media.Sources;
import dev.ringback.web.media.Transfers;
import dev.ringback.web.proxy.ApiUrls;
import dev.ringback.web.proxy.ClientAddress;
import dev.ringback.web.route.ApiHandlers;
import dev.ringback.web.session.FailedSignIns;
import dev.ringback.web.session.Sessions;
import dev.ringback.web.session.SignIn;
import dev.ringback.web.session.SignInMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Ringback: database, group commit, and the two doors, opened in this order and closed in reverse, so that whatever was taken in
 * is committed and answered before the database goes.
 */
public final class RingbackServer implements RunningServer {
    private static final Logger log = LoggerFactory.getLogger(RingbackServer.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<Runnable> starts;
    private final Clock clock;
    private final PrometheusMeterRegistry registry;
    private final Database database;
    private final Ingest ingest;
    private final JobRunner jobs;
    private final HealthHandler health;
    private final Forwarding forwarding;
    private final SavedRequests savedRequests;
    private final TwilioAccess twilio;
    private final VaultAccess vault;
    private final Transfers transfers;
    private final RefusedCredentials refusedCredentials;
    private final TwilioStatus twilioStatus;
    private final MirrorBeginning beginning;
    private final TwilioWrites writes;
    private final NotedAnswers answers;
    private final MirrorCare mirror;
    private final LiveAccess live;
    private final StatsAccess stats;
    private final SignIn.Lasting signIns;
    private final DashboardAccess dashboard;
    private final CallbackDoor callbackDoor;
    private final ApiDoor apiDoor;
    private final Reload reload;

    private RingbackServer(Settings settings, Clock clock) {
        this.clock = clock;
        // Neither needs the other, and each takes a quarter of the time to start.
        CompletableFuture<Database> opensMeanwhile = inBackground(() -> Databases.open(settings.database()));
        registry = metrics();
        database = opening(result(opensMeanwhile));
        reload = new Reload(settings, this::use, new AuditTrail(database.audit(), clock));
        ReprojectionMetrics projecting = new ReprojectionMetrics(registry);
        Reprojection reprojection = opening(Reprojection.of(database, projecting));
        ingest = opening(new Ingest(
                settings.callback(),
                settings.accounts(),
                database.events(new StoredRequests()),
                database.quarantine(),
                new RetentionScreen(settings.retention().keep(), clock),
                registry,
                clock));
        Retention retention = opening(Retention.of(settings.retention(), database, registry, clock));
        forwarding = opening(new Forwarding(forwarder(settings)));
        twilioStatus = opening(
                new TwilioStatus(database.systemEvents(), database.leases(), settings.outbound(), registry, clock));
        health = new HealthHandler(database.events(), reprojection::progress, clock);
        answers = opening(new NotedAnswers(ingest::store, database.doubts()));
        savedRequests = opening(new SavedRequests(database.requestCounts(), registry, clock));
        ListReadThrough lists =
                new ListReadThrough(answers, settings.retention().keep(), clock);
        twilio = opening(new TwilioAccess(this::upstream, lists));
        twilio.use(settings);
        vault = opening(new VaultAccess(database, twilio::current, answers, lists, registry, clock));
        vault.use(settings);
        transfers = opening(new Transfers());
        refusedCredentials = new RefusedCredentials(database.budgets(), clock);
        refusedCredentials.show(this::askedAccounts, registry);
        beginning = new MirrorBeginning(database.history(), settings.retention().keep(), clock);
        writes = opening(new TwilioWrites(database, ingest::store, twilio::current, clock));
        writes.use(settings, twilio.current().orElse(null));
        ingest.tell(writes.unknownWrites()::hear);
        mirror = opening(new MirrorCare(
                settings,
                database,
                answers,
                twilio::current,
                twilio::accounts,
                twilioStatus::isApiDegraded,
                registry,
                clock));
        jobs = opening(new JobRunner(jobKinds(projecting), database, clock));
        ApiConnections apiConnections = ApiConnections.affordable(settings.maxWaits(), settings.maxStreams());
        stats = opening(new StatsAccess(database, settings, registry, clock));
        live = opening(new LiveAccess(database, settings, apiConnections.streams(), registry));
        dashboard = new DashboardAccess(new DashboardSources(database, stats.reads(), this::trust, clock));
        signIns = new SignIn.Lasting(
                new Sessions(database.sessions(), clock),
                new FailedSignIns(clock),
                new SignInMetrics(registry),
                dashboard::signIn);
        AnswerTimes answerTimes = new AnswerTimes(registry);
        callbackDoor = opening(new CallbackDoor(settings.callbackListen(), ingest, health, answerTimes));
        apiDoor = opening(new ApiDoor(
                settings.apiListen(),
                handlers(settings),
                apiConnections,
                database.readsAtOnce(),
                answerTimes,
                registry));
        // Closed before the door, whose callers should hear the outcome of what they have asked for.
        opened.push(writes::endWrites);
        opened.push(live::end);
        opened.push(apiDoor::endConnections);
        starts = List.of(
                reprojection::start,
                ingest::start,
                retention::start,
                forwarding::start,
                () -> twilioStatus.use(settings.upstream()),
                jobs::start,
                savedRequests::start,
                live::start,
                stats::start,
                this::openDoors,
                mirror::start,
                vault::start);
    }

    private Accounts askedAccounts() {
        return twilio.current().map(Upstream::accounts).orElseGet(() -> new Accounts(List.of()));
    }

    private List<JobKind> jobKinds(ReprojectionMetrics projecting) {
        List<JobKind> kinds = new ArrayList<>();
        kinds.add(new QuarantineReplayJob(ingest::quarantineReplay));
        kinds.add(RebuildJob.of(database, projecting));
        kinds.addAll(mirror.jobs());
        kinds.addAll(vault.jobs(mirror.backfill()));
        return kinds;
    }

    private Forwarder forwarder(Settings settings) {
        return Forwarder.of(settings.forward(), database, settings.accounts(), apiUrl(settings), registry, clock);
    }

    private Upstream upstream(Settings settings) {
        return Upstream.of(
                settings.upstream(),
                settings.outbound(),
                settings.accounts(),
                database,
                answers,
                savedRequests,
                registry,
                clock);
    }

    /** Creates the handlers of the API door; those of commands work with what {@link Ingest} uses at this moment. */
    private ApiHandlers handlers(Settings settings) {
        ExternalUrl apiUrls = ApiUrls.of(settings.apiUrl(), settings.trustedProxies());
        CommandHandlers commands = CommandHandlers.of(
                database, settings.accounts(), settings.forward(), ingest.quarantineReplay(), jobs, reload::run, clock);
        return new ApiHandlers(
                ReadHandlers.of(
                        database,
                        settings.accounts(),
                        settings.callback().publicUrl(),
                        apiUrls,
                        twilio.reads(),
                        twilio.lists(),
                        live,
                        beginning,
                        savedRequests::answered,
                        stats.reads(),
                        clock),
                commands,
                writes.handlers(settings),
                media(settings),
                live.handlers(savedRequests::answered, apiUrls),
                health,
                new MirrorHealthHandler(
                        mirror.health(), twilioStatus::isApiDegraded, () -> refusedCredentials.of(askedAccounts())),
                new MetricsHandler(registry),
                SignIn.of(settings.accounts(), signIns, apiUrls, new ClientAddress(settings.trustedProxies())),
                dashboard.handlers(settings, commands, apiUrls));
    }

    private MirrorState.Trust trust(Collection<String> accountSids) {
        long refused = refusedCredentials.of(askedAccounts()).stream()
                .filter(refusal -> accountSids.contains(refusal.accountSid()))
                .count();
        return new MirrorState.Trust(
                mirror.health().report(accountSids).inDoubt(), twilioStatus.isApiDegraded(), (int) refused);
    }

    private MediaHandlers media(Settings settings) {
        UpstreamOptions upstream = settings.upstream();
        boolean mayAsk = upstream.reads().mayAsk() || upstream.pass();
        return MediaHandlers.of(
                new Sources(
                        vault.reads(),
                        vault.fetch().filter(fetch -> mayAsk).map(fetch -> new Relay(fetch, upstream)),
                        database.resources(),
                        savedRequests::answered),
                transfers,
                settings.accounts(),
                ApiUrls.of(settings.apiUrl(), settings.trustedProxies()),
                new AuditTrail(database.audit(), clock),
                clock);
    }

    /** Puts other accounts, alerts and targets to use. What is under way ends as it began, and what waits to be sent is on disk. */
    private void use(Settings settings) {
        Forwarder forwarder = forwarder(settings);
        ingest.use(settings.accounts());
        twilio.use(settings);
        vault.use(settings);
        writes.use(settings, twilio.current().orElse(null));
        apiDoor.use(handlers(settings));
        live.use(settings);
        forwarding.replace(forwarder);
        twilioStatus.use(settings.upstream());
    }

    @Override
    public void reloadFrom(SettingsSource source) {
        reload.from(source);
    }

    @Override
    public ReloadReport reload() {
        return reload.run(Actor.operatingSystem());
    }

    /**
     * Starts everything; when it returns, both doors are open.
     *
     * @throws RuntimeException when a part cannot start, as when the database cannot be opened or a port is taken; then nothing stays open
     */
    public static RingbackServer start(Settings settings, Clock clock) {
        RingbackServer server = new RingbackServer(settings, clock);
        try {
            server.starts.forEach(Runnable::run);
            return server;
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /** Tells where people reach the API door. No request could tell it: whoever sends one would choose where notices lead. */
    private static String apiUrl(Settings settings) {
        if (settings.apiUrl() != null) {
            return settings.apiUrl();
        }
        String url = "http://" + settings.apiListen();
        if (!settings.forward().receivers().isEmpty()) {
            log.info(
                    "links in notices begin with {}: set RINGBACK_API_URL to where your team reaches the API door",
                    url);
        }
        return url;
    }

    /** Opens both doors at once. When it returns or throws, neither is half open any more. */
    private void openDoors() {
        CompletableFuture<ApiDoor> opensMeanwhile = inBackground(() -> {
            apiDoor.start();
            return apiDoor;
        });
        try {
            callbackDoor.start();
        } finally {
            result(opensMeanwhile);
        }
    }

    private PrometheusMeterRegistry metrics() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        opened.push(registry::close);
        JvmGcMetrics gcMetrics = opening(new JvmGcMetrics());
        gcMetrics.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }

    @Override
    public int callbackPort() {
        return callbackDoor.port();
    }

    @Override
    public int apiPort() {
        return apiDoor.port();
    }

    @Override
    public boolean isAwaited(String sid) {
        return live.isAwaited(sid);
    }

    /** Begins work in another thread. Whoever calls this has to ask for the result. */
    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task, "ringback-start").start());
    }

    /**
     * Waits for work in another thread to end.
     *
     * @throws RuntimeException as the work did
     */
    private static <T> T result(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException itself) {
                throw itself;
            }
            throw failed;
        }
    }

    private <T extends AutoCloseable> T opening(T part) {
        opened.push(part);
        return part;
    }

    /** Takes no more requests, commits and answers those it has, and closes the database. May be called twice. */
    @Override
    public void close() {
        reload.close();
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception failed) {
                log.error("{} did not close properly", part.getClass().getSimpleName(), failed);
            }
        }
    }
}
