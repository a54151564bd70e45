package dev.ringback.live;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.live.RecentChanges.Stretch;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells any number of clients of changes, in the order of the log, from one thread. Nobody waits for them: while many events come in, the thread rests
 * most of the time, and clients hear of changes later. Safe for use by many threads.
 */
public final class Streams implements LogTail.Listener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    /** Events that one stream goes on by at once. */
    private static final int STEP = 200;

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final EventLog events;
    private final ResourceStore resources;
    private final ChangeWriter writer;
    private final StreamMetrics metrics;
    private final RecentChanges recent = new RecentChanges();
    private final Pace pace = new Pace();
    private final Set<Client> streams = ConcurrentHashMap.newKeySet();
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread = DaemonThreads.create("ringback-streams", this::keepOn);
    private volatile Runnable wakeTail = () -> {};
    private volatile boolean closing;
    private boolean isInTrouble;

    /** Holds a stream with the URL by which its client reaches the server. */
    private record Client(ChangeStream stream, String baseUrl) {}

    public Streams(EventLog events, ResourceStore resources, ChangeWriter writer, StreamMetrics metrics) {
        this.events = events;
        this.resources = resources;
        this.writer = writer;
        this.metrics = metrics;
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
     * @return ends when nothing is sent any more; never exceptionally. Whoever ends it ends the stream
     */
    public CompletableFuture<StreamEnd> open(
            EventPosition begin, ChangeFilter filter, Framing framing, Outlet outlet, String baseUrl) {
        ChangeStream stream = new ChangeStream(begin, filter, framing, outlet);
        Client entry = new Client(stream, baseUrl);
        streams.add(entry);
        CompletableFuture<StreamEnd> unused = stream.end().whenComplete((end, failure) -> {
            streams.remove(entry);
            metrics.ended(end);
        });
        if (closing) {
            stream.end().complete(StreamEnd.STOPPED);
        }
        wakeTail.run();
        signals.release();
        return stream.end();
    }

    /** Returns how many streams are open. */
    public int count() {
        return streams.size();
    }

    @Override
    public boolean isListening() {
        return !streams.isEmpty();
    }

    @Override
    public void heard(List<LoggedEvent> news, EventPosition upTo) {
        recent.add(news, upTo);
        pace.heard(news.size());
        signals.release();
    }

    @Override
    public void jumped(EventPosition to) {
        recent.restart(to);
        signals.release();
    }

    private void keepOn() {
        try {
            boolean more = false;
            while (!closing) {
                if (!more) {
                    signals.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                }
                signals.drainPermits();
                long began = System.nanoTime();
                more = round();
                TimeUnit.NANOSECONDS.sleep(closing ? 0 : pace.restAfter(System.nanoTime() - began));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets each stream go on by a step. Tells whether one of them could go on at once. */
    private boolean round() throws InterruptedException {
        Round round = new Round();
        boolean more = false;
        for (Client entry : streams) {
            try {
                more |= round.advance(entry);
            } catch (LostPositionException lost) {
                entry.stream().end().complete(StreamEnd.LOST);
            } catch (StorageException unavailable) {
                rest(unavailable);
                return true;
            } catch (RuntimeException defect) {
                log.error("a stream ends because of a defect", defect);
                entry.stream().end().complete(StreamEnd.LOST);
            }
        }
        isInTrouble = false;
        return more;
    }

    private void rest(StorageException unavailable) throws InterruptedException {
        if (!isInTrouble) {
            isInTrouble = true;
            log.warn("streams wait until the database can be read: {}", unavailable.getMessage());
        }
        TimeUnit.MILLISECONDS.sleep(closing ? 0 : LOOK.toMillis() / 4);
    }

    /** Shares between streams what is read for one of them. Used by one thread, once. */
    private final class Round {
        private final SharedReads reads = new SharedReads(resources);
        private final Map<EventPosition, Stretch> stretches = new HashMap<>();
        private EventLog.@Nullable Settled settled;

        boolean advance(Client entry) {
            ChangeStream stream = entry.stream();
            if (stream.end().isDone() || !stream.isReady(signals::release)) {
                return false;
            }
            Stretch next = stretches.computeIfAbsent(stream.position(), this::after);
            metrics.sent(stream.send(next, change -> write(change, entry.baseUrl())));
            stream.beat();
            return next.changes().size() == STEP || !stream.position().equals(next.end());
        }

        private Stretch after(EventPosition position) {
            return recent.after(position, STEP).orElseGet(() -> read(position));
        }

        private Stretch read(EventPosition position) {
            EventLog.Settled part = settled == null ? events.settled() : settled;
            settled = part;
            List<LoggedEvent> found = part.after(position, STEP);
            List<Change> changes = new ArrayList<>(found.size());
            found.forEach(event -> changes.add(new Change(position.behind(event), event)));
            return new Stretch(
                    changes,
                    found.isEmpty() ? later(position, part.end()) : position.behind(found.get(found.size() - 1)));
        }

        private EventPosition later(EventPosition one, EventPosition other) {
            return one.eventId() > other.eventId() ? one : other;
        }

        private byte[] write(Change change, String baseUrl) {
            return change.written(baseUrl, unwritten -> {
                LoggedEvent logged = unwritten.logged();
                Event event = logged.event();
                Resource resource = reads.find(event.accountSid(), event.sid()).orElse(null);
                return writer.write(StreamId.of(unwritten.position()), logged, unwritten.reading(), resource, baseUrl);
            });
        }
    }

    /** Ends all streams, and those that are opened from now on. */
    public void end() {
        closing = true;
        signals.release();
        streams.forEach(entry -> entry.stream().end().complete(StreamEnd.STOPPED));
    }

    @Override
    public void close() {
        end();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
