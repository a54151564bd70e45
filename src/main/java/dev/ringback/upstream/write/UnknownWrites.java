package dev.ringback.upstream.write;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.JournaledWrite;
import dev.ringback.model.WriteFate;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.Database;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.WriteJournal;
import dev.ringback.twilio.callback.CallbackMark;
import dev.ringback.upstream.list.ListPages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of writes whose outcome is unknown: by the mark in a callback, or by a resource in the mirror that looks as if the write had
 * made it, for which Twilio is asked by lists. Also takes up those of nodes that are no more, and the callbacks that such nodes have stored without noting whose they are. Safe for use by many threads and nodes.
 */
public final class UnknownWrites implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UnknownWrites.class);

    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** After a day without a sign there will hardly be one. */
    private static final Duration NOT_SEEN_AFTER = Duration.ofHours(24);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration BETWEEN_LOOKS_AT_DECIDED = Duration.ofHours(1);

    private static final int AT_ONCE = 500;

    /** Bounds what waits while the database is slow; what is left out the mirror shows. */
    private static final int MOST_WAITING = 10_000;

    private static final int REMEMBERED = 20_000;

    private final WriteJournal journal;
    private final MissedMarks missed;
    private final ChildSearch search;
    private final ChildLists lists;
    private final UnknownCreates listener;
    private final Clock clock;
    private final Duration period;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.numbered("ringback-unknown-writes"));
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, Boolean> seenMarks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable Instant lookedAtDecidedAt;
    private boolean isFailing;

    /**
     * Looks at nothing yet.
     *
     * @param lists by which Twilio is asked
     * @param listener hears of writes whose outcome is unknown, and what became of them
     */
    public UnknownWrites(Database database, ListPages lists, UnknownCreates listener, Clock clock) {
        this(database, ListReads.over(lists), listener, clock, PERIOD);
    }

    /** @param period how long it waits before it looks again */
    UnknownWrites(Database database, ListReads lists, UnknownCreates listener, Clock clock, Duration period) {
        this.journal = database.writes();
        this.missed = new MissedMarks(database.log(), journal);
        this.search = new ChildSearch(database.resources(), database.events());
        this.lists = new ChildLists(lists, NOT_SEEN_AFTER);
        this.listener = listener;
        this.clock = clock;
        this.period = period;
    }

    /** Looks from now on, again and again. */
    public void start() {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Hears of events that have been stored. Quick, and never throws. */
    public void hear(List<Entry> entries) {
        for (Entry entry : entries) {
            CallbackMark.in(entry.event().target()).ifPresent(mark -> hear(mark, entry.event()));
        }
    }

    private void hear(String mark, Event event) {
        if (event.sid().isEmpty() || waiting.get() >= MOST_WAITING || !remember(mark)) {
            return;
        }
        waiting.incrementAndGet();
        try {
            thread.execute(() -> seen(mark, event));
        } catch (RejectedExecutionException stopped) {
            log.debug("the server has stopped", stopped);
        }
    }

    /** The callbacks that follow say nothing more. */
    private boolean remember(String mark) {
        synchronized (seenMarks) {
            return seenMarks.put(mark, true) == null;
        }
    }

    private void forget(String mark) {
        synchronized (seenMarks) {
            seenMarks.remove(mark);
        }
    }

    private void seen(String mark, Event event) {
        waiting.decrementAndGet();
        try {
            if (journal.has(mark)) {
                journal.seen(mark, event.accountSid(), event.sid(), clock.instant())
                        .ifPresent(this::tellDecided);
            }
        } catch (StorageException unavailable) {
            forget(mark);
            log.debug("a callback decided nothing", unavailable);
        }
    }

    /**
     * Notes that nobody will hear what became of a write.
     *
     * @throws StorageException when that cannot be noted; after its time it is all the same
     */
    void unknown(long id) {
        journal.unknown(id, clock.instant()).ifPresent(this::tellUnknown);
    }

    /**
     * Notes that the outcome of a write is known.
     *
     * @throws StorageException when that cannot be noted; then it will be found to be done
     */
    void answered(long id, @Nullable String sid) {
        Instant now = clock.instant();
        journal.answered(id, sid, now)
                .map(write -> new JournaledWrite(
                        id, write.write(), sid == null ? WriteFate.NOT_SEEN : WriteFate.CREATED, sid, now))
                .ifPresent(this::tellDecided);
    }

    private void tellUnknown(JournaledWrite write) {
        log.warn(
                "nobody knows what became of write {}: {} {}; it is not repeated",
                write.id(),
                write.write().method(),
                path(write));
        try {
            listener.unknown(write);
            if (write.fate() != WriteFate.UNKNOWN) {
                listener.decided(write);
            }
        } catch (RuntimeException defect) {
            log.error("write {} could not be told", write.id(), defect);
        }
    }

    private void tellDecided(JournaledWrite write) {
        log.info("write {} is {} {}", write.id(), write.fate().value(), write.sid() == null ? "" : write.sid());
        try {
            listener.decided(write);
        } catch (RuntimeException defect) {
            log.error("write {} could not be told", write.id(), defect);
        }
    }

    private static String path(JournaledWrite write) {
        String path = write.write().path();
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private void look() {
        try {
            List<JournaledWrite> undecided = journal.undecided(AT_ONCE);
            if (undecided.isEmpty()) {
                missed.forget();
            } else {
                missed.read((mark, event) -> journal.seen(mark, event.accountSid(), event.sid(), clock.instant())
                        .ifPresent(this::tellDecided));
            }
            List<JournaledWrite> open =
                    undecided.stream().flatMap(write -> look(write).stream()).toList();
            lists.ask(open, clock.instant());
            lookAtTheDecided();
            isFailing = false;
        } catch (RuntimeException failed) {
            if (!isFailing) {
                log.warn("writes whose outcome is unknown could not be looked at", failed);
            }
            isFailing = true;
        }
    }

    /** Returns a write that is unknown still. */
    private Optional<JournaledWrite> look(JournaledWrite write) {
        JournaledWrite unknown = write;
        if (write.fate() == WriteFate.PENDING) {
            Optional<JournaledWrite> changed = journal.unknown(write.id(), clock.instant());
            changed.ifPresent(this::tellUnknown);
            if (changed.isEmpty() || changed.get().fate() != WriteFate.UNKNOWN) {
                return Optional.empty();
            }
            unknown = changed.get();
        }
        Instant now = clock.instant();
        // before the mirror is read, so that it has what the list has shown
        boolean isAsked = lists.isAskedInTheEnd(unknown);
        Optional<String> child =
                search.find(unknown, journal.claimed(unknown.write().likeness()));
        if (child.isPresent()) {
            journal.created(unknown.id(), child.get(), now).ifPresent(this::tellDecided);
            return Optional.empty();
        }
        boolean isLate = unknown.write().requestedAt().plus(NOT_SEEN_AFTER).isBefore(now);
        if (isLate && isAsked) {
            journal.notSeen(unknown.id(), now).ifPresent(this::tellDecided);
            return Optional.empty();
        }
        return Optional.of(unknown);
    }

    /** Forgets the old, and looks whether a list has shown what had not been seen. */
    private void lookAtTheDecided() {
        Instant now = clock.instant();
        if (lookedAtDecidedAt != null
                && !lookedAtDecidedAt.plus(BETWEEN_LOOKS_AT_DECIDED).isBefore(now)) {
            return;
        }
        journal.deleteDecidedBefore(now.minus(KEPT));
        for (JournaledWrite write : journal.newestFirst(AccountScope.all(), WriteFate.NOT_SEEN, Long.MAX_VALUE, AT_ONCE)
                .items()) {
            search.find(write, journal.claimed(write.write().likeness()))
                    .flatMap(sid -> journal.created(write.id(), sid, now))
                    .ifPresent(this::tellDecided);
        }
        lookedAtDecidedAt = now;
    }

    /** Looks no more, once what it does at this moment is done. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
