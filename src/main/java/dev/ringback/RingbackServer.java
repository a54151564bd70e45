package dev.ringback;

import dev.ringback.config.Settings;
import dev.ringback.ingest.CallbackHandler;
import dev.ringback.ingest.GroupCommit;
import dev.ringback.ingest.IngestMetrics;
import dev.ringback.query.AlertHandler;
import dev.ringback.query.CallHandler;
import dev.ringback.query.ConferenceHandler;
import dev.ringback.query.CurrentStatus;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.MediaHandler;
import dev.ringback.query.MessageHandler;
import dev.ringback.query.ParticipantHandler;
import dev.ringback.query.RecordingHandler;
import dev.ringback.query.TimelineHandler;
import dev.ringback.query.TranscriptionHandler;
import dev.ringback.storage.jdbi.SqliteDatabase;
import dev.ringback.web.AnswerTimes;
import dev.ringback.web.ApiDoor;
import dev.ringback.web.ApiHandlers;
import dev.ringback.web.BasicAuth;
import dev.ringback.web.CallbackDoor;
import dev.ringback.web.HealthHandler;
import dev.ringback.web.MetricsHandler;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A running Ringback: database, group commit, and the two doors, opened in this order and closed in reverse, so that whatever was taken in
 * is committed and answered before the database goes.
 */
public final class RingbackServer implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final SqliteDatabase database;
    private final CallbackDoor callbackDoor;
    private final ApiDoor apiDoor;
    private final GroupCommit groupCommit;

    private RingbackServer(Settings settings, Clock clock) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JvmGcMetrics gcMetrics = new JvmGcMetrics();
        opened.push(gcMetrics);
        gcMetrics.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);

        database = SqliteDatabase.open(settings.database());
        opened.push(database);
        IngestMetrics ingestMetrics = new IngestMetrics(registry);
        groupCommit = new GroupCommit(database.events(), ingestMetrics);
        AnswerTimes answerTimes = new AnswerTimes(registry);
        HealthHandler health = new HealthHandler(database.events(), clock);
        callbackDoor = new CallbackDoor(
                settings.callbackListen(),
                new CallbackHandler(settings.callback(), settings.accounts(), groupCommit, ingestMetrics, clock),
                health,
                answerTimes);
        apiDoor = new ApiDoor(
                settings.apiListen(),
                new BasicAuth(settings.accounts()),
                apiHandlers(settings, database, health, new MetricsHandler(registry), clock),
                answerTimes);
    }

    /**
     * Starts everything; when it returns, both doors are open.
     *
     * @throws RuntimeException when a part cannot start, as when the database cannot be opened or a port is taken; then nothing stays open
     */
    public static RingbackServer start(Settings settings, Clock clock) {
        RingbackServer server = new RingbackServer(settings, clock);
        try {
            server.open();
            return server;
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }
}
