package dev.ringback.forward.delivery;

import dev.ringback.concurrent.DaemonThreads;
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
 * Sends the deliveries of one receiver. One thread reads due deliveries from the database and records the outcomes, others send. An outcome is
 * on disk before the next delivery with the same key is sent. Each receiver has its own worker, so a slow one delays no other.
 */
final class DeliveryWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    /** Interval at which the database is asked for deliveries that others have added, such as replays. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Deliveries prefetched per sender, so that no sender waits for the database. */
    private static final int AHEAD = 4;

    /** Time that {@link #close} waits for outstanding replies. A delivery without one is sent again by the node that goes on. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final String name;
    private final int concurrency;
    private final DeliverySender sender;
    private final DeliveryStore store;
    private final RetryPolicy retries;
    private final Backoff backoff;
    private final Escalation escalation;
    private final ReceiverHealth health;
    private final DeliveryMetrics metrics;
    private final Clock clock;
    private final ExecutorService senders;
    private final Thread thread;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Map<Long, Delivery> underWay = new HashMap<>();
    private final List<Signal.Done> unrecorded = new ArrayList<>();
    private volatile boolean closing;
    private volatile Instant backoffUntil = Instant.MIN;

    /** Carries messages of the sender threads to the worker's own thread. */
    private sealed interface Signal {
        /** Reports the end of an attempt. */
        record Done(Delivery delivery, Instant at, Duration latency, Reply reply) implements Signal {}

        /** Reports that no attempt was made, because nothing may be sent at present. */
        record Dropped(Delivery delivery) implements Signal {}

        /** Reports that there may be new deliveries. */
        record Wake() implements Signal {}
    }

    /** @param concurrency how many are sent at once at most */
    DeliveryWorker(
            String name,
            int concurrency,
            DeliverySender sender,
            DeliveryStore store,
            RetryPolicy retries,
            Escalation escalation,
            ReceiverHealth health,
            DeliveryMetrics metrics,
            Clock clock) {
        this.name = name;
        this.concurrency = concurrency;
        this.sender = sender;
        this.store = store;
        this.retries = retries;
        this.backoff = new Backoff(retries);
        this.escalation = escalation;
        this.health = health;
        this.metrics = metrics;
        this.clock = clock;
        this.senders =
                Executors.newFixedThreadPool(concurrency, task -> DaemonThreads.create("ringback-send-" + name, task));
        this.thread = DaemonThreads.create("ringback-deliver-" + name, this::keepOn);
    }

    void start() {
        thread.start();
    }

    /** Reports that there may be new deliveries. */
    void wake() {
        signals.add(new Signal.Wake());
    }

    /** Starts no more attempts. */
    void stop() {
        closing = true;
        wake();
    }

    /** Starts no more attempts, and records the replies that arrive within some seconds. */
    @Override
    public void close() {
        stop();
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
            health.look(clock.instant());
            wait = fill();
        } catch (StorageException unavailable) {
            log.warn("{} waits for the database: {}", name, unavailable.getMessage());
        }
        await(wait);
    }

    /** Waits for a signal, and collects all attempts that have ended. */
    private void await(Duration wait) throws InterruptedException {
        Signal signal = signals.poll(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        while (signal != null) {
            if (signal instanceof Signal.Done ended) {
                unrecorded.add(ended);
            } else if (signal instanceof Signal.Dropped dropped) {
                underWay.remove(dropped.delivery().id());
            }
            signal = signals.poll();
        }
    }

    /** Records the attempts that ended. Until this succeeds their deliveries count as under way, so that they are sent once. */
    private void record() {
        if (unrecorded.isEmpty()) {
            return;
        }
        List<Attempted> attempted = new ArrayList<>();
        for (Signal.Done ended : unrecorded) {
            Reply reply = ended.reply();
            DeliveryAttempt attempt = new DeliveryAttempt(ended.at(), ended.latency(), reply.outcome(), reply.reason());
            attempted.add(retries.after(ended.delivery(), attempt, reply, clock.instant()));
        }
        store.record(attempted);
        unrecorded.forEach(ended -> backoff.after(ended.reply(), clock.instant()));
        backoffUntil = backoff.until();
        Map<Long, Reply> replies = new HashMap<>();
        unrecorded.forEach(ended -> replies.put(ended.delivery().id(), ended.reply()));
        unrecorded.clear();
        attempted.forEach(attempt -> recorded(attempt, replies.get(attempt.deliveryId())));
    }

    private void recorded(Attempted attempted, @Nullable Reply reply) {
        Delivery delivery = underWay.remove(attempted.deliveryId());
        metrics.attempted(name, attempted.attempt());
        if (reply != null) {
            noteHealth(reply);
        }
        if (delivery != null && attempted.state() == Delivery.State.DEAD) {
            metrics.gaveUp(name);
            try {
                boolean isRefused = attempted.attempt().outcome() == DeliveryAttempt.Outcome.REFUSED;
                escalation.gaveUp(
                        delivery, attempted.attempt().reason(), isRefused && health.isTold(), clock.instant());
            } catch (StorageException unavailable) {
                log.error("nobody could be told that {} cannot be reached: {}", name, unavailable.getMessage());
            }
        }
    }

    private void noteHealth(Reply reply) {
        try {
            health.after(reply, clock.instant());
        } catch (StorageException unavailable) {
            log.warn("whether {} can be reached could not be saved: {}", name, unavailable.getMessage());
        }
    }

    /** Sends as much as may be sent now; returns how long to wait for more. */
    private Duration fill() {
        Instant now = clock.instant();
        if (now.isBefore(backoff.until())) {
            return shorter(Duration.between(now, backoff.until()));
        }
        int allowed = backoff.allowed(concurrency);
        int room = (allowed == 1 ? 1 : AHEAD * allowed) - underWay.size();
        if (room <= 0) {
            return POLL;
        }
        List<Delivery> due = store.due(name, now, underWay.keySet(), room);
        Map<Long, Supplier<Reply>> prepared = sender.prepare(due);
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
        if (closing || at.isBefore(backoffUntil)) {
            signals.add(new Signal.Dropped(delivery));
            return;
        }
        Reply reply = sending.get();
        signals.add(new Signal.Done(delivery, at, Duration.ofNanos(System.nanoTime() - begin), reply));
    }
}
