package dev.ringback.live;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the end of the log in a thread of its own, and tells listeners of each event once, in order, soon after its commit on any node. While nobody wants
 * to hear it reads nothing. Safe for use by many threads.
 */
public final class LogTail implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogTail.class);

    private static final int AT_ONCE = 500;

    /** Characters of payload below which nothing was left out. */
    private static final long LARGE = 100_000;

    /** The log tells of changes by itself; this is for what it could not tell. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Events a second from which on several commits are read together, for {@link #TOGETHER}. */
    private static final double BUSY = 2_500;

    private static final Duration TOGETHER = Duration.ofMillis(5);

    private final EventLog events;
    private final List<Listener> listeners;
    private final EventRate rate = new EventRate();
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread = DaemonThreads.create("ringback-live", this::keepOn);
    private EventLog.@Nullable Subscription subscription;
    private @Nullable EventPosition position;
    private boolean isInTrouble;
    private volatile boolean closing;

    /** Hears of events, in the thread that reads them: it has to return soon. */
    public interface Listener {
        /** Tells whether it wants to hear of events now. One that wants to again has to {@linkplain #wake say so}. */
        boolean isListening();

        /** Hears of events, never none. */
        void heard(List<LoggedEvent> events, EventPosition upTo);

        /**
         * Hears that some events before this place were not told, because nobody was listening, or another database has taken the place of the one that
         * was read.
         */
        void jumped(EventPosition to);
    }

    public LogTail(EventLog events, List<Listener> listeners) {
        this.events = events;
        this.listeners = List.copyOf(listeners);
    }

    /** Begins with what comes from now on. */
    public void start() {
        subscription = events.listen(changed::release);
        thread.start();
    }

    /** Says that somebody listens who did not before. */
    public void wake() {
        changed.release();
    }

    private void keepOn() {
        try {
            while (!closing) {
                changed.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                changed.drainPermits();
                attempt();
                if (rate.perSecond() > BUSY) {
                    TimeUnit.MILLISECONDS.sleep(TOGETHER.toMillis());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() throws InterruptedException {
        try {
            if (listeners.stream().anyMatch(Listener::isListening)) {
                read();
            } else {
                position = null;
            }
            isInTrouble = false;
        } catch (StorageException unavailable) {
            if (!isInTrouble) {
                log.warn(
                        "waiting callers and streams hear of nothing until the database can be read: {}",
                        unavailable.getMessage());
            }
            rest();
        } catch (RuntimeException defect) {
            log.error("the end of the log could not be read, and is read again", defect);
            rest();
        }
    }

    private void rest() throws InterruptedException {
        isInTrouble = true;
        TimeUnit.MILLISECONDS.sleep(closing ? 0 : LOOK.toMillis() / 4);
        changed.release();
    }

    private void read() {
        EventLog.Settled settled = events.settled();
        EventPosition from = position;
        if (from == null) {
            jump(settled);
            return;
        }
        try {
            List<LoggedEvent> news = settled.after(from, AT_ONCE);
            while (!news.isEmpty() && !closing) {
                EventPosition upTo = from.behind(news.get(news.size() - 1));
                rate.heard(news.size());
                tell(news, upTo);
                position = upTo;
                from = upTo;
                // Most are the last ones, for which it need not be asked again.
                news = mayHaveMore(news) ? settled.after(from, AT_ONCE) : List.of();
            }
        } catch (LostPositionException lost) {
            log.warn("the log is told from its end: {}", lost.getMessage());
            jump(events.settled());
        }
    }

    /** Tells whether there may be events behind these: fewer are read at once where they are large. */
    private static boolean mayHaveMore(List<LoggedEvent> read) {
        return read.size() == AT_ONCE
                || read.stream()
                                .mapToLong(event -> event.event().payload().length())
                                .sum()
                        > LARGE;
    }

    /** Tells events; who cannot make sense of them misses them, rather than that they are told for ever. */
    private void tell(List<LoggedEvent> news, EventPosition upTo) {
        for (Listener listener : listeners) {
            try {
                listener.heard(news, upTo);
            } catch (StorageException unavailable) {
                throw unavailable;
            } catch (RuntimeException defect) {
                log.error("events up to {} were not told to all who wait or listen", upTo.eventId(), defect);
            }
        }
    }

    /** Tells of a jump; where the database cannot be read meanwhile, the next attempt does so again. */
    private void jump(EventLog.Settled settled) {
        EventPosition end = settled.end();
        position = null;
        for (Listener listener : listeners) {
            try {
                listener.jumped(end);
            } catch (StorageException unavailable) {
                throw unavailable;
            } catch (RuntimeException defect) {
                log.error("not all who wait or listen were told to look again", defect);
            }
        }
        position = end;
    }

    @Override
    public void close() {
        closing = true;
        changed.release();
        if (subscription != null) {
            subscription.close();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
