package dev.ringback.upstream.doubt;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.DowntimeStore;
import dev.ringback.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes every ten seconds that this node is there. Where no node was, the next one knows since when. Safe for use by many threads. */
public final class Heartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    /** How often a node notes that it is there. */
    static final Duration PERIOD = Duration.ofSeconds(10);

    /** What is shorter is no downtime: Twilio repeats a failed request for longer, where its URL asks for it. */
    static final Duration ALLOWED = Duration.ofSeconds(30);

    private final DowntimeStore downtimes;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("ringback-heartbeat", this::keepOn);

    public Heartbeat(DowntimeStore downtimes, Clock clock) {
        this.downtimes = downtimes;
        this.clock = clock;
    }

    /** Begins, when callbacks can be taken in. */
    public void start() {
        thread.start();
    }

    private void keepOn() {
        try {
            do {
                beat();
            } while (!closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void beat() {
        try {
            downtimes
                    .beat(clock.instant(), ALLOWED)
                    .ifPresent(downtime -> log.info(
                            "no node could take in callbacks from {} to {}", downtime.beganAt(), downtime.endedAt()));
        } catch (StorageException unavailable) {
            log.debug("the heartbeat waits: {}", unavailable.getMessage());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
