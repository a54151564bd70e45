package dev.ringback;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.config.Settings;
import dev.ringback.live.LogTail;
import dev.ringback.live.StreamMetrics;
import dev.ringback.live.StreamTimes;
import dev.ringback.live.Streams;
import dev.ringback.live.Until;
import dev.ringback.live.Waits;
import dev.ringback.model.Resource;
import dev.ringback.query.ChangeJson;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.ReadCounter;
import dev.ringback.query.StateWaits;
import dev.ringback.query.WaitParameters;
import dev.ringback.storage.Database;
import dev.ringback.web.live.LiveHandlers;
import dev.ringback.web.live.StreamAdmission;
import dev.ringback.web.live.StreamPlaces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lets callers hear of changes: builds what reads the end of the log, what waits for states, and what streams. Safe for use by many threads. */
final class LiveAccess implements StateWaits, AutoCloseable {
    /** Ten waits of one request of most SIDs each, for a hundred such requests. */
    private static final int MOST_SIDS = 100_000;

    /** What they do is one look at the mirror each. */
    private static final int THREADS = 4;

    private final Database database;
    private final Waits waits;
    private final Streams streams;
    private final StreamPlaces places;
    private final StreamAdmission admission;
    private final LogTail tail;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, DaemonThreads.numbered("ringback-after-waits"));

    /**
     * Begins with what comes from now on.
     *
     * @param mostStreams that may be open at once, of all accounts together
     */
    LiveAccess(Database database, Settings settings, int mostStreams, MeterRegistry registry) {
        this.database = database;
        waits = new Waits(database.resources(), MOST_SIDS);
        Gauge.builder("ringback.waited.resources", waits, Waits::count)
                .description("Resources that requests wait for to come into a state")
                .register(registry);
        streams = new Streams(
                database.log(),
                database.resources(),
                ChangeJson::write,
                StreamTimes.USUAL,
                new StreamMetrics(registry));
        places = new StreamPlaces(settings.maxStreams(), mostStreams, registry);
        admission = new StreamAdmission(settings.accounts());
        tail = new LogTail(database.log(), List.of(waits, streams));
        waits.wakes(tail::wake);
        streams.wakes(tail::wake);
    }

    void start() {
        tail.start();
        streams.start();
    }

    @Override
    public Wait begin(String accountSid, String sid, String until, Duration atMost) {
        Until wanted = Until.parse(WaitParameters.WAIT, until, sid);
        CompletableFuture<Optional<Resource>> end = waits.await(List.of(accountSid), sid, wanted, atMost);
        return new Wait(end, wanted::isReachedBy, waits::isEnded, this::afterWait);
    }

    /** Tells whether anybody waits for that resource. */
    boolean isAwaited(String sid) {
        return waits.isAwaited(sid);
    }

    /** While the server stops nothing is begun that takes time, and the door waits for no other thread: it answers at once. */
    private void afterWait(Runnable task) {
        if (waits.isEnded()) {
            task.run();
        } else {
            threads.execute(task);
        }
    }

    LiveHandlers handlers(ReadCounter counter, ExternalUrl externalUrl) {
        return LiveHandlers.of(waits, streams, places, admission, database.resources(), counter, externalUrl);
    }

    /** Puts other accounts to use: streams of those that are not as they were end, all others go on. */
    void use(Settings settings) {
        admission.use(settings.accounts());
    }

    /** Answers all who wait, and ends all streams; whoever asks from now on is answered at once. */
    void end() {
        waits.end();
        streams.end();
    }

    @Override
    public void close() {
        end();
        tail.close();
        streams.close();
        threads.shutdown();
    }
}
