package dev.ringback.live;

import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.EventReading;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers wait, without a thread, until resources are in a state. Each wait looks at the mirror after it was entered, and again whenever an event
 * about its resource has been stored, so that no event can come unnoticed in between. Safe for use by many threads.
 */
public final class Waits implements LogTail.Listener {
    private final ResourceStore resources;
    private final int mostSids;
    private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile Runnable wakeTail = () -> {};
    private volatile boolean ended;

    /** @param mostSids how many resources may be waited for at once; each takes a few hundred bytes */
    public Waits(ResourceStore resources, int mostSids) {
        this.resources = resources;
        this.mostSids = mostSids;
    }

    /** Holds one resource that a caller waits for. */
    private static final class Waiter {
        private final List<String> accountSids;
        private final String sid;
        private final Until until;
        private final CompletableFuture<Optional<Resource>> end = new CompletableFuture<>();

        Waiter(Collection<String> accountSids, String sid, Until until) {
            this.accountSids = List.copyOf(accountSids);
            this.sid = sid;
            this.until = until;
        }

        /** Looks in all accounts whether the wait is over. */
        void check(SharedReads reads) {
            end(reads.find(accountSids, sid));
        }

        /** Looks in one account alone, where something has changed: a caller may read thousands. */
        void check(SharedReads reads, Event event, @Nullable String steppedTo) {
            boolean mayBeOver = steppedTo == null || until.judge(steppedTo) != Until.Verdict.OPEN;
            if (mayBeOver && accountSids.contains(event.accountSid())) {
                end(reads.find(event.accountSid(), sid));
            }
        }

        private void end(Optional<Resource> found) {
            if (until.judge(found) != Until.Verdict.OPEN) {
                end.complete(found);
            }
        }

        /** Ends the wait as it is. */
        void giveUp() {
            end.complete(Optional.empty());
        }
    }

    /** Says whom to wake when somebody waits. */
    public void wakes(Runnable tail) {
        wakeTail = tail;
    }

    /**
     * Begins to wait for a resource.
     *
     * @param accountSids of which one has the resource; it need not be known yet
     * @return ends with the resource when it is there or cannot come there any more, and with nothing after that time or when the server stops; never
     *     exceptionally. Whoever does not want to wait any more may complete or cancel it
     * @throws TwilioException 429 where too many resources are waited for
     */
    public CompletableFuture<Optional<Resource>> await(
            Collection<String> accountSids, String sid, Until until, Duration atMost) {
        Waiter waiter = new Waiter(accountSids, sid, until);
        enter(waiter);
        try {
            waiter.check(new SharedReads(resources));
        } catch (RuntimeException failed) {
            waiter.giveUp();
            throw failed;
        }
        if (ended || atMost.isZero()) {
            waiter.giveUp();
        }
        if (!waiter.end.isDone()) {
            wakeTail.run();
            waiter.end.completeOnTimeout(Optional.empty(), atMost.toMillis(), TimeUnit.MILLISECONDS);
        }
        return waiter.end;
    }

    private void enter(Waiter waiter) {
        if (count.incrementAndGet() > mostSids) {
            count.decrementAndGet();
            throw new TwilioException(
                    TwilioError.TOO_MANY_REQUESTS,
                    "Too Many Requests: " + mostSids + " resources are waited for, as many as may be at once");
        }
        waiting.compute(waiter.sid, (sid, others) -> {
            Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet(1) : others;
            all.add(waiter);
            return all;
        });
        CompletableFuture<Optional<Resource>> unused = waiter.end.whenComplete((found, failure) -> leave(waiter));
    }

    private void leave(Waiter waiter) {
        count.decrementAndGet();
        waiting.computeIfPresent(waiter.sid, (sid, all) -> {
            all.remove(waiter);
            return all.isEmpty() ? null : all;
        });
    }

    /** Tells whether anybody waits for that resource. */
    public boolean isAwaited(String sid) {
        return waiting.containsKey(sid);
    }

    /** Returns how many resources are waited for. */
    public int count() {
        return count.get();
    }

    @Override
    public boolean isListening() {
        return count.get() > 0;
    }

    @Override
    public void heard(List<LoggedEvent> events, EventPosition upTo) {
        SharedReads reads = new SharedReads(resources);
        for (LoggedEvent logged : events) {
            Event event = logged.event();
            Set<Waiter> concerned = waiting.getOrDefault(event.sid(), Set.of());
            if (!concerned.isEmpty()) {
                String steppedTo = steppedTo(event);
                concerned.forEach(waiter -> waiter.check(reads, event, steppedTo));
            }
        }
    }

    /**
     * Returns the one state in which an event may put its resource, null where only the mirror can tell. A message is in the furthest state of those that it was
     * told, so a step that ends no wait need not be looked for there.
     */
    private static @Nullable String steppedTo(Event event) {
        if (event.kind() != EventKind.MESSAGE_STATUS || event.source() == EventSource.API) {
            return null;
        }
        Progress progress = EventReading.of(event).progress();
        return progress == null || progress.status().isEmpty() ? null : progress.status();
    }

    @Override
    public void jumped(EventPosition to) {
        SharedReads reads = new SharedReads(resources);
        waiting.values().forEach(all -> all.forEach(waiter -> waiter.check(reads)));
    }

    /** Tells whether all waits have been {@linkplain #end ended}. */
    public boolean isEnded() {
        return ended;
    }

    /** Ends all waits, and those that begin from now on, as if their time was up. */
    public void end() {
        ended = true;
        waiting.values().forEach(all -> all.forEach(Waiter::giveUp));
    }
}
