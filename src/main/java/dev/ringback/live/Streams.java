package dev.ringback.live;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells any number of clients of changes, in the order of the log, from one thread. Nobody waits for them: while many events come in, the thread rests
 * most of the time, and clients hear of changes later. Safe for use by many threads.
 */
public final class Streams implements LogTail.Listener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final EventLog events;
    private final StreamTimes times;
    private final StreamMetrics metrics;
    private final RecentChanges recent = new RecentChanges();
    private final Pace pace = new Pace();
    private final StreamRounds rounds;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Queue<Subscriber> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<Subscriber> leavers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean hasJumped = new AtomicBoolean();
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread = DaemonThreads.create("ringback-streams", this::keepOn);
    private volatile Runnable wakeTail = () -> {};
    private volatile boolean closing;
    /** Nothing is sent any more. */
    private volatile boolean closed;

    private long beaten = System.nanoTime();
    private boolean isInTrouble;

    public Streams(
            EventLog events, ResourceStore resources, ChangeWriter writer, StreamTimes times, StreamMetrics metrics) {
        this.events = events;
        this.times = times;
        this.metrics = metrics;
        this.rounds = new StreamRounds(events, resources, writer, metrics, recent, signals::release);
    }

    /** Says whom to wake when somebody listens. */
    public void wakes(Runnable tail) {
        wakeTail = tail;
    }

    public void start() {
        thread.start();
    }

    /**
     * Finds where a stream begins.
     *
     * @param behind the place that the client names; null for the end of the log as it is now
     * @throws LostPositionException when that is none of the log as it is now
     */
    public EventPosition begin(@Nullable EventPosition behind) {
        EventLog.Settled settled = events.settled();
        if (behind == null) {
            return settled.end();
        }
        List<LoggedEvent> unused = settled.after(behind, 1);
        return behind;
    }

    /**
     * Opens a stream.
     *
     * @param begin as {@link #begin} has found it
     * @param baseUrl scheme and host that absolute addresses begin with
     */
    public OpenStream open(EventPosition begin, ChangeFilter filter, Framing framing, Outlet outlet, String baseUrl) {
        return open(new FullStream(begin, filter, framing, outlet, times), baseUrl);
    }

    /**
     * Opens a stream that tells that there were changes, and how many, at most once in a time.
     *
     * @param begin as {@link #begin} has found it
     */
    public OpenStream openSummary(
            EventPosition begin, ChangeFilter filter, Duration interval, Framing framing, Outlet outlet) {
        return open(new SummaryStream(begin, filter, interval, framing, outlet, times), "");
    }

    private OpenStream open(ChangeStream stream, String baseUrl) {
        Subscriber subscriber = new Subscriber(stream, baseUrl, this::leaves);
        subscribers.add(subscriber);
        CompletableFuture<StreamEnd> unused = stream.end().whenComplete((end, failure) -> {
            subscribers.remove(subscriber);
            metrics.ended(end);
            leaves(subscriber);
        });
        arrivals.add(subscriber);
        if (closed) {
            stream.end().complete(StreamEnd.STOPPED);
        }
        wakeTail.run();
        signals.release();
        return subscriber;
    }

    private void leaves(Subscriber subscriber) {
        leavers.add(subscriber);
        signals.release();
    }

    /** Returns how many streams are open. */
    public int count() {
        return subscribers.size();
    }

    @Override
    public boolean isListening() {
        return !subscribers.isEmpty();
    }

    @Override
    public void heard(List<LoggedEvent> news, EventPosition upTo) {
        pace.heard(news.size());
        if (subscribers.isEmpty()) {
            recent.restart(upTo);
            return;
        }
        recent.add(news, upTo);
        signals.release();
    }

    @Override
    public void jumped(EventPosition to) {
        recent.restart(to);
        hasJumped.set(true);
        signals.release();
    }

    private void keepOn() {
        try {
            boolean more = false;
            while (!closing) {
                if (!more) {
                    signals.tryAcquire(Math.min(LOOK.toNanos(), rounds.nanosUntilDue()), TimeUnit.NANOSECONDS);
                }
                signals.drainPermits();
                long began = System.nanoTime();
                more = round();
                TimeUnit.NANOSECONDS.sleep(closing ? 0 : pace.restAfter(System.nanoTime() - began));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            endAll();
        }
    }

    private void endAll() {
        closed = true;
        subscribers.forEach(subscriber -> subscriber.stream().end().complete(StreamEnd.STOPPED));
    }

    /** Lets each stream go on by a step. Tells whether one of them could go on at once. */
    private boolean round() throws InterruptedException {
        for (Subscriber arrived = arrivals.poll(); arrived != null; arrived = arrivals.poll()) {
            rounds.add(arrived);
        }
        for (Subscriber leaver = leavers.poll(); leaver != null; leaver = leavers.poll()) {
            leaver.endAsWanted();
            rounds.remove(leaver);
        }
        if (hasJumped.getAndSet(false)) {
            rounds.scatter();
        }
        beatInTime();
        rounds.tellWhatIsDue();
        try {
            boolean more = rounds.advance();
            rounds.tellWhatIsDue();
            isInTrouble = false;
            return more;
        } catch (StorageException unavailable) {
            rest(unavailable);
            return true;
        }
    }

    private void beatInTime() {
        if (System.nanoTime() - beaten > times.look().toNanos()) {
            beaten = System.nanoTime();
            rounds.beat();
        }
    }

    private void rest(StorageException unavailable) throws InterruptedException {
        if (!isInTrouble) {
            isInTrouble = true;
            log.warn("streams wait until the database can be read: {}", unavailable.getMessage());
        }
        TimeUnit.MILLISECONDS.sleep(closing ? 0 : LOOK.toMillis() / 4);
    }

    /** Ends all streams, and those that are opened from now on. */
    public void end() {
        closing = true;
        signals.release();
    }

    @Override
    public void close() {
        end();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        endAll();
    }
}
