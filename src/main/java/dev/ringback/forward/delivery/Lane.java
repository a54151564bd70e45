package dev.ringback.forward.delivery;

import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is addressed to one receiver. One thread asks the database what is due and notes what came of it, some others send: what a
 * receiver has answered is on disk before anything else of the same key is sent, and nobody waits for a slow receiver but its own lane.
 */
final class Lane implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /** How often is looked for what others have added, such as replays. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** How long an end waits for answers that are outstanding; what has none by then is sent again by whoever goes on. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final String name;
    private final int concurrency;
    private final Carrier carrier;
    private final DeliveryStore store;
    private final Retries retries;
    private final Rest rest;
    private final Escalation escalation;
    private final DeliveryMetrics metrics;
    private final Clock clock;
    private final ExecutorService senders;
    private final Thread thread;
    private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final Map<Long, Delivery> underWay = new HashMap<>();
    private final List<Done> unrecorded = new ArrayList<>();
    private volatile boolean closing;

    /** The end of an attempt; without a delivery it only wakes. */
    private record Done(@Nullable Delivery delivery, Instant at, Duration latency, Reply reply) {
        private static final Done WAKE = new Done(null, Instant.MIN, Duration.ZERO, Reply.delivered(""));
    }

    /** @param concurrency how many are sent at once at most */
    Lane(
            String name,
            int concurrency,
            Carrier carrier,
            DeliveryStore store,
            Retries retries,
            Escalation escalation,
            DeliveryMetrics metrics,
            Clock clock) {
        this.name = name;
        this.concurrency = concurrency;
        this.carrier = carrier;
        this.store = store;
        this.retries = retries;
        this.rest = new Rest(retries);
        this.escalation = escalation;
        this.metrics = metrics;
        this.clock = clock;
        this.senders = Executors.newFixedThreadPool(concurrency, task -> daemon(task, "ringback-send-" + name));
        this.thread = daemon(this::keepOn, "ringback-lane-" + name);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        thread.start();
    }

    /** There may be something new. */
    void wake() {
        done.add(Done.WAKE);
    }

    /** Begins nothing any more, and notes the answers that come within some seconds. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        senders.shutdownNow();
    }

    private void keepOn() {
        try {
            while (!closing) {
                round();
            }
            Instant end = clock.instant().plus(FAREWELL);
            while (!underWay.isEmpty() && clock.instant().isBefore(end)) {
                await(Duration.ofMillis(100));
                record();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        Duration wait = POLL;
        try {
            record();
            wait = fill();
        } catch (StorageException unavailable) {
            log.warn("{} waits for the database: {}", name, unavailable.getMessage());
        }
        await(wait);
    }

    /** Waits for something to do, and takes up all that has ended. */
    private void await(Duration wait) throws InterruptedException {
        Done first = done.poll(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        if (first != null) {
            unrecorded.add(first);
            done.drainTo(unrecorded);
            unrecorded.removeIf(ended -> ended.delivery() == null);
        }
    }

    /** Until this has succeeded they count as under way, so that they are sent once. */
    private void record() {
        if (unrecorded.isEmpty()) {
            return;
        }
        List<Attempted> attempted = new ArrayList<>();
        for (Done ended : unrecorded) {
            Delivery delivery = ended.delivery();
            if (delivery != null) {
                DeliveryAttempt attempt = new DeliveryAttempt(
                        ended.at(),
                        ended.latency(),
                        ended.reply().outcome(),
                        ended.reply().reason());
                attempted.add(retries.after(delivery, attempt, ended.reply(), clock.instant()));
            }
        }
        store.record(attempted);
        unrecorded.forEach(ended -> rest.after(ended.reply(), clock.instant()));
        unrecorded.clear();
        attempted.forEach(this::recorded);
    }

    private void recorded(Attempted attempted) {
        Delivery delivery = underWay.remove(attempted.deliveryId());
        metrics.attempted(name, attempted.attempt());
        if (delivery != null && attempted.state() == Delivery.State.DEAD) {
            metrics.gaveUp(name);
            try {
                escalation.gaveUp(delivery, attempted.attempt().reason(), clock.instant());
            } catch (StorageException unavailable) {
                log.error("nobody could be told that {} cannot be reached: {}", name, unavailable.getMessage());
            }
        }
    }

    /** Sends as much as may be sent now; returns how long to wait for more. */
    private Duration fill() {
        Instant now = clock.instant();
        if (now.isBefore(rest.until())) {
            return shorter(Duration.between(now, rest.until()));
        }
        int room = rest.allowed(concurrency) - underWay.size();
        if (room <= 0) {
            return POLL;
        }
        List<Delivery> due = store.due(name, now, underWay.keySet(), room);
        Map<Long, Supplier<Reply>> prepared = carrier.prepare(due);
        for (Delivery delivery : due) {
            Supplier<Reply> sending = prepared.get(delivery.id());
            if (sending != null) {
                underWay.put(delivery.id(), delivery);
                senders.execute(() -> send(delivery, sending));
            }
        }
        return due.size() == room
                ? POLL
                : store.nextDue(name, underWay.keySet())
                        .map(next -> shorter(Duration.between(now, next)))
                        .orElse(POLL);
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(POLL) < 0 ? wait : POLL;
    }

    private void send(Delivery delivery, Supplier<Reply> sending) {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        Reply reply = sending.get();
        done.add(new Done(delivery, at, Duration.ofNanos(System.nanoTime() - begin), reply));
    }
}
