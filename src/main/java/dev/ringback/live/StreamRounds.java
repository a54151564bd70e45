package dev.ringback.live;

import dev.ringback.live.RecentChanges.Stretch;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the log for all streams, round by round. Those that have been told of everything up to one common place, the front, are told together
 * of what follows it, each event read and written once for all of them. Those behind it, because they are resumed or their clients read slowly, go on by
 * themselves until they are there. Used by one thread.
 */
final class StreamRounds {
    private static final Logger log = LoggerFactory.getLogger(StreamRounds.class);

    /** Events that the front goes on by at once. */
    private static final int STEP = 200;

    /** What is kept of the log for streams that are at the same place: each stream may be at another. */
    private static final long MOST_CHARACTERS = 2_000_000;

    private final EventLog events;
    private final ResourceStore resources;
    private final ChangeWriter writer;
    private final StreamMetrics metrics;
    private final RecentChanges recent;
    private final Runnable wake;
    private final Audience audience = new Audience();
    private final Set<Subscriber> behind = new LinkedHashSet<>();

    /** Streams that have to tell of changes together, now or when it is time. */
    private final Set<Subscriber> owing = new LinkedHashSet<>();

    private @Nullable EventPosition front;

    /** @param wake asks for another round */
    StreamRounds(
            EventLog events,
            ResourceStore resources,
            ChangeWriter writer,
            StreamMetrics metrics,
            RecentChanges recent,
            Runnable wake) {
        this.events = events;
        this.resources = resources;
        this.writer = writer;
        this.metrics = metrics;
        this.recent = recent;
        this.wake = wake;
    }

    /** Takes in a stream, which is somewhere behind the front, unless it has ended already. */
    void add(Subscriber subscriber) {
        if (!subscriber.stream().end().isDone()) {
            behind.add(subscriber);
        }
    }

    /** Lets go of a stream that has ended. */
    void remove(Subscriber subscriber) {
        behind.remove(subscriber);
        audience.remove(subscriber);
        owing.remove(subscriber);
    }

    /** Gives up the front: what follows it may be that of another database. */
    void scatter() {
        audience.all().forEach(this::fallBehind);
        front = null;
    }

    /**
     * Lets the front, and each stream behind it, go on by a step.
     *
     * @return whether one of them could go on at once
     * @throws StorageException when the database cannot be read now; nothing is skipped
     */
    boolean advance() {
        Round round = new Round();
        boolean more = round.advanceFront();
        for (Subscriber subscriber : List.copyOf(behind)) {
            more |= attempt(round, subscriber);
        }
        if (audience.isEmpty()) {
            front = null;
        }
        return more;
    }

    private boolean attempt(Round round, Subscriber subscriber) {
        try {
            return round.advance(subscriber);
        } catch (LostPositionException lost) {
            subscriber.stream().end().complete(StreamEnd.LOST);
        } catch (StorageException unavailable) {
            throw unavailable;
        } catch (RuntimeException defect) {
            log.error("a stream ends because of a defect", defect);
            subscriber.stream().end().complete(StreamEnd.LOST);
        }
        return false;
    }

    /** Sends signs of life where it is time for them. Needs no database. */
    void beat() {
        EventPosition at = front;
        for (Subscriber subscriber : audience.all()) {
            if (at != null) {
                subscriber.stream().moveTo(at);
            }
            beat(subscriber);
        }
        List.copyOf(behind).forEach(this::beat);
    }

    private void beat(Subscriber subscriber) {
        if (isReady(subscriber)) {
            subscriber.stream().beat();
        }
    }

    /** Has streams tell of changes together where it is time. Needs no database. */
    void tellWhatIsDue() {
        owing.removeIf(subscriber -> {
            if (subscriber.stream() instanceof SummaryStream stream
                    && stream.nanosUntilDue() == 0
                    && isReady(subscriber)) {
                stream.tell();
                metrics.sent(1);
            }
            return !isOwing(subscriber);
        });
    }

    /** Returns after how many nanoseconds a stream is due to tell; one whose client takes nothing now is not waited for. */
    long nanosUntilDue() {
        long soonest = Long.MAX_VALUE;
        for (Subscriber subscriber : owing) {
            if (subscriber.stream() instanceof SummaryStream stream && !stream.isBlocked()) {
                soonest = Math.min(soonest, stream.nanosUntilDue());
            }
        }
        return soonest;
    }

    private static boolean isOwing(Subscriber subscriber) {
        return subscriber.stream() instanceof SummaryStream stream
                && stream.owes()
                && !stream.end().isDone();
    }

    private void owe(Subscriber subscriber) {
        if (isOwing(subscriber)) {
            owing.add(subscriber);
        }
    }

    private boolean isReady(Subscriber subscriber) {
        return !subscriber.stream().end().isDone() && subscriber.stream().isReady(wake);
    }

    private void fallBehind(Subscriber subscriber) {
        audience.remove(subscriber);
        behind.add(subscriber);
    }

    private void join(Subscriber subscriber) {
        behind.remove(subscriber);
        audience.add(subscriber);
    }

    /** Shares between streams what is read for one of them, in one round. */
    private final class Round {
        private final SharedReads reads = new SharedReads(resources);
        private final Map<EventPosition, Stretch> stretches = new HashMap<>();
        private long characters;
        private EventLog.@Nullable Settled settled;

        boolean advanceFront() {
            EventPosition from = front;
            if (from == null || audience.isEmpty()) {
                return false;
            }
            Stretch next;
            try {
                next = after(from, STEP);
            } catch (LostPositionException lost) {
                scatter();
                return true;
            }
            List<Subscriber> concerned = new ArrayList<>();
            ChangeCounts counts = new ChangeCounts();
            for (Change change : next.changes()) {
                address(change, concerned, counts);
            }
            front = next.end();
            audience.counting().forEach(subscriber -> count(subscriber, from, next, counts));
            concerned.forEach(subscriber -> send(subscriber, from, next.end()));
            return !next.isLast();
        }

        /** Notes a change for those who want to hear of it. What nobody can make sense of is told to nobody, rather than that all wait for it. */
        private void address(Change change, List<Subscriber> concerned, ChangeCounts counts) {
            try {
                if (!audience.counting().isEmpty()) {
                    counts.add(change);
                }
                audience.concerned(change, subscriber -> {
                    // It may have joined further on.
                    boolean isNews = change.position().eventId()
                            > subscriber.stream().position().eventId();
                    if (isNews && subscriber.add(change)) {
                        concerned.add(subscriber);
                    }
                });
            } catch (RuntimeException defect) {
                log.error("event {} was not told to streams", change.logged().id(), defect);
            }
        }

        private void count(Subscriber subscriber, EventPosition from, Stretch next, ChangeCounts counts) {
            if (subscriber.stream() instanceof SummaryStream stream) {
                if (stream.position().eventId() > from.eventId()) {
                    // It has joined further on than where these begin.
                    ChangeCounts rest = new ChangeCounts();
                    next.changes().stream()
                            .filter(change -> change.position().eventId()
                                    > stream.position().eventId())
                            .forEach(rest::add);
                    rest.note(stream);
                } else {
                    counts.note(stream);
                }
                owe(subscriber);
            }
        }

        private void send(Subscriber subscriber, EventPosition from, EventPosition to) {
            ChangeStream stream = subscriber.stream();
            List<Change> changes = subscriber.takePending();
            stream.moveTo(from);
            if (stream instanceof SummaryStream) {
                stream.send(new Stretch(changes, later(stream.position(), to), true), change -> new byte[0]);
                owe(subscriber);
                return;
            }
            if (!isReady(subscriber)) {
                fallBehind(subscriber);
                return;
            }
            try {
                metrics.sent(stream.send(
                        new Stretch(changes, later(stream.position(), to), true),
                        change -> write(change, subscriber.baseUrl())));
            } catch (StorageException unavailable) {
                fallBehind(subscriber);
                return;
            } catch (RuntimeException defect) {
                log.error("a stream ends because of a defect", defect);
                stream.end().complete(StreamEnd.LOST);
                return;
            }
            if (stream.position().eventId() < to.eventId()) {
                fallBehind(subscriber);
            }
        }

        boolean advance(Subscriber subscriber) {
            ChangeStream stream = subscriber.stream();
            if (!isReady(subscriber)) {
                return false;
            }
            Stretch next = after(stream.position(), stream.step());
            metrics.sent(stream.send(next, change -> write(change, subscriber.baseUrl())));
            owe(subscriber);
            stream.beat();
            boolean isAtEnd = next.isLast() && stream.position().equals(next.end());
            if (isAtEnd && front == null) {
                front = stream.position();
            }
            EventPosition at = front;
            boolean isAtFront = at != null
                    && at.generation().equals(stream.position().generation())
                    && stream.position().eventId() >= at.eventId();
            if (isAtFront && !stream.end().isDone()) {
                join(subscriber);
            }
            return !isAtEnd;
        }

        private Stretch after(EventPosition position, int limit) {
            return Optional.ofNullable(stretches.get(position))
                    .or(() -> recent.after(position, STEP))
                    .orElseGet(() -> read(position, limit));
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
            characters += found.stream()
                    .mapToLong(event -> event.event().payload().length())
                    .sum();
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
}
