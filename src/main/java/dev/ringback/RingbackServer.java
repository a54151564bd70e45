package dev.ringback;

import dev.ringback.cli.RunningServer;
import dev.ringback.config.Settings;
import dev.ringback.forward.delivery.DeliveryMetrics;
import dev.ringback.forward.delivery.Forwarder;
import dev.ringback.forward.delivery.Replay;
import dev.ringback.forward.notice.LinkSignature;
import dev.ringback.forward.notice.SignedLinks;
import dev.ringback.ingest.CallbackHandler;
import dev.ringback.ingest.GroupCommit;
import dev.ringback.ingest.IngestMetrics;
import dev.ringback.ingest.Quarantine;
import dev.ringback.ingest.QuarantineKeeper;
import dev.ringback.ingest.QuarantineReplay;
import dev.ringback.query.AccountHandler;
import dev.ringback.query.AlertHandler;
import dev.ringback.query.Answers;
import dev.ringback.query.CallEventHandler;
import dev.ringback.query.CallHandler;
import dev.ringback.query.ConferenceHandler;
import dev.ringback.query.CurrentStatus;
import dev.ringback.query.DeliveryHandler;
import dev.ringback.query.EventHandler;
import dev.ringback.query.MediaHandler;
import dev.ringback.query.MessageHandler;
import dev.ringback.query.NotificationHandler;
import dev.ringback.query.ParticipantHandler;
import dev.ringback.query.QuarantineHandler;
import dev.ringback.query.RecordingHandler;
import dev.ringback.query.TimelineHandler;
import dev.ringback.query.TranscriptionHandler;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.twilio.callback.Projector;
import dev.ringback.twilio.callback.QuarantineReview;
import dev.ringback.twilio.signature.RequestUrls;
import dev.ringback.upkeep.Retention;
import dev.ringback.upkeep.RetentionMetrics;
import dev.ringback.web.AnswerTimes;
import dev.ringback.web.ApiDoor;
import dev.ringback.web.ApiHandlers;
import dev.ringback.web.BasicAuth;
import dev.ringback.web.CallbackDoor;
import dev.ringback.web.handler.DeliveryReplayHandler;
import dev.ringback.web.handler.HealthHandler;
import dev.ringback.web.handler.MetricsHandler;
import dev.ringback.web.handler.ReplayHandler;
import dev.ringback.web.handler.SilenceHandler;
import dev.ringback.web.handler.SilencePage;
import dev.ringback.web.proxy.ApiUrls;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
    private final CallbackDoor callbackDoor;
    private final ApiDoor apiDoor;

    private RingbackServer(Settings settings, Clock clock) {
        // Neither needs the other, and each takes a quarter of the time to start.
        Meanwhile<Database> opensMeanwhile = Meanwhile.doing(() -> Databases.open(settings.database()));
        PrometheusMeterRegistry registry = metrics();
        Database database = opening(opensMeanwhile.result());
        IngestMetrics ingestMetrics = new IngestMetrics(registry);
        GroupCommit groupCommit = opening(new GroupCommit(database.events(), ingestMetrics));
        QuarantineKeeper quarantineKeeper = opening(
                new QuarantineKeeper(database.quarantine(), settings.callback(), settings.accounts(), registry, clock));
        Retention retention = opening(new Retention(
                settings.retention(),
                database.retention(Projector::references),
                database.leases(),
                new RetentionMetrics(registry),
                clock));
        Forwarder forwarder = opening(new Forwarder(
                settings.forward(),
                database,
                settings.accounts(),
                new SignedLinks(apiUrl(settings), new LinkSignature(settings.accounts())),
                new DeliveryMetrics(registry),
                clock));
        HealthHandler health = new HealthHandler(database.events(), clock);
        AnswerTimes answerTimes = new AnswerTimes(registry);
        callbackDoor = opening(new CallbackDoor(
                settings.callbackListen(),
                settings.callback().maxBodyBytes(),
                new CallbackHandler(
                        settings.callback(),
                        settings.accounts(),
                        groupCommit,
                        new Quarantine(settings.accounts(), quarantineKeeper, clock),
                        ingestMetrics,
                        clock),
                health,
                answerTimes,
                ingestMetrics::overloaded));
        apiDoor = opening(new ApiDoor(
                settings.apiListen(),
                new BasicAuth(settings.accounts()),
                apiHandlers(settings, database, ingestMetrics, health, new MetricsHandler(registry), clock),
                answerTimes));
        starts = List.of(
                groupCommit::start, quarantineKeeper::start, retention::start, forwarder::start, this::openDoors);
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

    /** Where people reach the API door, as far as we know. No request could tell it: whoever sends one would choose where notices lead. */
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

    /** When it returns or throws, neither is half open any more. */
    private void openDoors() {
        Meanwhile<ApiDoor> opensMeanwhile = Meanwhile.doing(() -> {
            apiDoor.start();
            return apiDoor;
        });
        try {
            callbackDoor.start();
        } finally {
            opensMeanwhile.result();
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

    private static ApiHandlers apiHandlers(
            Settings settings,
            Database database,
            IngestMetrics ingestMetrics,
            Handler health,
            Handler metrics,
            Clock clock) {
        Answers answers = new Answers(clock, ApiUrls.of(settings.apiUrl(), settings.trustedProxies()));
        CurrentStatus currentStatus =
                new CurrentStatus(database.messages(), database.calls(), database.recordings(), database.conferences());
        RequestUrls urls = new RequestUrls(settings.callback().publicUrl());
        return new ApiHandlers(
                new AccountHandler(settings.accounts(), answers),
                new MessageHandler(database.messages(), answers),
                new MediaHandler(database.messages(), answers),
                new CallHandler(database.calls(), answers),
                new CallEventHandler(database.calls(), database.events(), urls, answers),
                new RecordingHandler(database.recordings(), answers),
                new TranscriptionHandler(database.recordings(), answers),
                new ConferenceHandler(database.conferences(), answers),
                new ParticipantHandler(database.conferences(), answers),
                new AlertHandler(database.alerts(), answers),
                new NotificationHandler(database.alerts(), answers),
                new EventHandler(database.history()),
                new TimelineHandler(database.events(), currentStatus),
                new QuarantineHandler(
                        database.quarantine(),
                        new QuarantineReview(
                                settings.accounts(), settings.callback().publicUrl())),
                new ReplayHandler(new QuarantineReplay(
                        database.quarantine(),
                        database.events(),
                        settings.accounts(),
                        settings.callback(),
                        ingestMetrics)),
                new DeliveryHandler(database.deliveries()),
                new DeliveryReplayHandler(
                        new Replay(settings.forward(), database.forward(), database.deliveries(), clock)),
                new SilenceHandler(database.silences(), settings.forward().rules(), clock),
                new SilencePage(database.silences(), new LinkSignature(settings.accounts()), clock),
                health,
                metrics);
    }

    @Override
    public int callbackPort() {
        return callbackDoor.port();
    }

    @Override
    public int apiPort() {
        return apiDoor.port();
    }

    private <T extends AutoCloseable> T opening(T part) {
        opened.push(part);
        return part;
    }

    /** Takes no more requests, commits and answers those it has, and closes the database. May be called twice. */
    @Override
    public void close() {
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
