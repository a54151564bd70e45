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
final class DeliveryWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    /** How often is looked for what others have added, such as replays. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** For each that is being sent so many lie ready, so that nobody waits for the database between two. */
    private static final int AHEAD = 4;

    /** How long an end waits for answers that are outstanding; what has none by then is sent again by whoever goes on. */
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

    /** What the senders tell the thread of the lane. */
    private sealed interface Signal {
        /** The end of an attempt. */
        record Done(Delivery delivery, Instant at, Duration latency, Reply reply) implements Signal {}

        /** There was no attempt, because nothing may be sent any more. */
        record Dropped(Delivery delivery) implements Signal {}

        /** There may be something new. */
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
        this.senders = Executors.newFixedThreadPool(concurrency, task -> daemon(task, "ringback-send-" + name));
        this.thread = daemon(this::keepOn, "ringback-deliver-" + name);
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
        signals.add(new Signal.Wake());
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
            health.look(clock.instant());
            wait = fill();
        } catch (StorageException unavailable) {
            log.warn("{} waits for the database: {}", name, unavailable.getMessage());
        }
        await(wait);
    }

    /** Waits for something to do, and takes up all that has ended. */
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

    /** Until this has succeeded they count as under way, so that they are sent once. */
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
            log.warn("whether {} can be reached is not noted: {}", name, unavailable.getMessage());
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
