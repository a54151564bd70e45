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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells any number of clients of changes, in the order of the log, from one thread. Nobody waits for them: while many events come in, the thread rests
 * most of the time, and clients hear of changes later. Safe for use by many threads.
 */
public final class Streams implements LogTail.Listener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    /** Events of those in memory that one stream goes on by at once. */
    private static final int STEP = 200;

    /** What is kept of the log for streams that are at the same place: each stream may be at another. */
    private static final long MOST_CHARACTERS = 2_000_000;

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final EventLog events;
    private final ResourceStore resources;
    private final ChangeWriter writer;
    private final StreamTimes times;
    private final StreamMetrics metrics;
    private final RecentChanges recent = new RecentChanges();
    private final Pace pace = new Pace();
    private final Set<Client> streams = ConcurrentHashMap.newKeySet();
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread = DaemonThreads.create("ringback-streams", this::keepOn);
    private volatile Runnable wakeTail = () -> {};
    private volatile boolean closing;
    /** Nothing is sent any more. */
    private volatile boolean closed;

    private boolean isInTrouble;

    /** Holds a stream with the URL by which its client reaches the server. */
    private final class Client implements OpenStream {
        private final ChangeStream stream;
        private final String baseUrl;
        private final AtomicReference<StreamEnd> wantedEnd = new AtomicReference<>();

        Client(ChangeStream stream, String baseUrl) {
            this.stream = stream;
            this.baseUrl = baseUrl;
        }

        @Override
        public CompletionStage<StreamEnd> ended() {
            return stream.end();
        }

        @Override
        public void end(StreamEnd reason) {
            if (wantedEnd.compareAndSet(null, reason)) {
                signals.release();
            }
        }

        void endIfWanted() {
            StreamEnd wanted = wantedEnd.get();
            if (wanted != null) {
                stream.end().complete(wanted);
            }
        }
    }

    public Streams(
            EventLog events, ResourceStore resources, ChangeWriter writer, StreamTimes times, StreamMetrics metrics) {
        this.events = events;
        this.resources = resources;
        this.writer = writer;
        this.times = times;
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
     */
    public OpenStream open(
            EventPosition begin, ChangeFilter filter, Framing framing, Outlet outlet, String baseUrl) {
        ChangeStream stream = new ChangeStream(begin, filter, framing, outlet, times);
        Client client = new Client(stream, baseUrl);
        streams.add(client);
        CompletableFuture<StreamEnd> unused = stream.end().whenComplete((end, failure) -> {
            streams.remove(client);
            metrics.ended(end);
        });
        if (closed) {
            stream.end().complete(StreamEnd.STOPPED);
        }
        wakeTail.run();
        signals.release();
        return client;
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
        } finally {
            endAll();
        }
    }

    private void endAll() {
        closed = true;
        streams.forEach(client -> client.stream.end().complete(StreamEnd.STOPPED));
    }

    /** Lets each stream go on by a step. Tells whether one of them could go on at once. */
    private boolean round() throws InterruptedException {
        Round round = new Round();
        boolean more = false;
        StorageException trouble = null;
        for (Client client : streams) {
            client.endIfWanted();
            try {
                if (trouble == null) {
                    more |= round.advance(client);
                } else {
                    round.keepAlive(client);
                }
            } catch (LostPositionException lost) {
                client.stream.end().complete(StreamEnd.LOST);
            } catch (StorageException unavailable) {
                trouble = unavailable;
                round.keepAlive(client);
            } catch (RuntimeException defect) {
                log.error("a stream ends because of a defect", defect);
                client.stream.end().complete(StreamEnd.LOST);
            }
        }
        if (trouble == null) {
            isInTrouble = false;
            return more;
        }
        rest(trouble);
        return true;
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
        private long characters;
        private EventLog.@Nullable Settled settled;

        boolean advance(Client client) {
            ChangeStream stream = client.stream;
            if (!isReady(stream)) {
                return false;
            }
            Stretch next = after(stream);
            metrics.sent(stream.send(next, change -> write(change, client.baseUrl)));
            stream.beat();
            return !next.isLast() || !stream.position().equals(next.end());
        }

        /** Sends what needs no database. */
        void keepAlive(Client client) {
            if (isReady(client.stream)) {
                client.stream.beat();
            }
        }

        private boolean isReady(ChangeStream stream) {
            return !stream.end().isDone() && stream.isReady(signals::release);
        }

        private Stretch after(ChangeStream stream) {
            EventPosition position = stream.position();
            return Optional.ofNullable(stretches.get(position))
                    .or(() -> recent.after(position, STEP))
                    .orElseGet(() -> read(position, stream.step()));
        }

        private Stretch read(EventPosition position, int limit) {
            EventLog.Settled part = settled == null ? events.settled() : settled;
            settled = part;
            List<LoggedEvent> found = part.after(position, limit);
            List<Change> changes = new ArrayList<>(found.size());
            found.forEach(event -> changes.add(new Change(position.behind(event), event)));
            // Large events come in smaller portions: that these were few does not say that they are the last.
            Stretch stretch = found.isEmpty()
                    ? new Stretch(changes, later(position, part.end()), true)
                    : new Stretch(changes, position.behind(found.get(found.size() - 1)), false);
            characters += found.stream().mapToLong(event -> event.event().payload().length()).sum();
            if (characters > MOST_CHARACTERS) {
                characters = 0;
                stretches.clear();
            } else {
                stretches.put(position, stretch);
            }
            return stretch;
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
