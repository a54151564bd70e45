package dev.ringback.stats;

import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.StatsSpan;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventMinute;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.LastEvent;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.RollupStore;
import dev.ringback.storage.RollupStore.Advance;
import dev.ringback.storage.RollupStore.MessageName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log: marks the hours whose messages have changed, counts the events of each minute, and notes when the last of each kind came. Used by one
 * thread.
 */
final class LogCounter {
    private static final Logger log = LoggerFactory.getLogger(LogCounter.class);

    private static final int AT_ONCE = 500;

    /** So many events of a log that was never read are counted; what came before is known by its messages alone. */
    private static final long BACK = 100_000;

    private static final int MOST_EVENTS = 200;

    /** An hour that ended so long ago keeps its messages that are deleted; of a later one they are not counted any more. */
    private static final Duration SETTLED = Duration.ofDays(1);

    private static final Duration MINUTES_KEPT = Duration.ofHours(25);

    /** An event that came so much before the newest of the log has been kept elsewhere meanwhile, as in quarantine. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final EventLog events;
    private final EventStore history;
    private final RollupStore store;
    private final Clock clock;

    /** When the newest event that was read had come; of what is read first after a start nothing is known to be in order. */
    private Instant newest = Instant.MAX;

    LogCounter(EventLog events, EventStore history, RollupStore store, Clock clock) {
        this.events = events;
        this.history = history;
        this.store = store;
        this.clock = clock;
    }

    /** Goes on by some events; returns whether there may be more. */
    boolean step() {
        EventLog.Settled settled = events.settled();
        EventPosition from = store.mark().position();
        if (from == null) {
            begin(settled);
            return true;
        }
        try {
            List<LoggedEvent> news = settled.after(from, AT_ONCE);
            if (!news.isEmpty()) {
                advance(from, news);
            }
            return !news.isEmpty();
        } catch (LostPositionException lost) {
            log.info("rollups are made anew: {}", lost.getMessage());
            begin(events.settled());
            return true;
        }
    }

    private void begin(EventLog.Settled settled) {
        store.restart(settled.behind(Math.max(0, settled.end().eventId() - BACK)));
    }

    private void advance(EventPosition from, List<LoggedEvent> news) {
        Changes changes = new Changes();
        news.forEach(event -> changes.count(event.event()));
        Map<MessageName, Long> created = new HashMap<>();
        store.created(changes.names()).forEach(found -> created.put(found.message(), found.hour()));
        for (Event event : changes.aboutMessages) {
            Long hour = created.get(name(event));
            if (hour != null) {
                changes.mark(event, hour);
            } else if (isDeletion(event)) {
                changes.delete(event);
            }
        }
        newest = news.stream()
                .map(event -> event.event().receivedAt())
                .filter(moment -> newest.equals(Instant.MAX) || moment.isAfter(newest))
                .max(Instant::compareTo)
                .orElse(newest);
        if (!changes.frozen.isEmpty()) {
            store.freeze(changes.frozen);
        }
        store.advance(new Advance(
                from,
                from.behind(news.get(news.size() - 1)),
                changes.hours,
                changes.minutes.values(),
                changes.last.values()));
    }

    private static MessageName name(Event event) {
        return new MessageName(event.accountSid(), event.sid());
    }

    private static boolean isDeletion(Event event) {
        return event.source() == EventSource.API && event.method().equals("DELETE");
    }

    private record Minute(String accountSid, EventKind kind, long number) {}

    private record Kind(String accountSid, EventKind kind) {}

    /** Collects what some events have changed. */
    private final class Changes {
        private final long firstMinute = minute(clock.instant().minus(MINUTES_KEPT));
        private final Set<RollupKey> hours = new HashSet<>();
        private final Set<RollupKey> frozen = new HashSet<>();
        private final Map<Minute, EventMinute> minutes = new HashMap<>();
        private final Map<Kind, LastEvent> last = new HashMap<>();
        private final List<Event> aboutMessages = new ArrayList<>();

        List<MessageName> names() {
            return aboutMessages.stream().map(LogCounter::name).toList();
        }

        void count(Event event) {
            if (event.sid().startsWith("SM") || event.sid().startsWith("MM")) {
                aboutMessages.add(event);
            }
            if (event.source() != EventSource.CALLBACK && event.source() != EventSource.STREAM) {
                return;
            }
            String account = event.accountSid();
            Minute minute = new Minute(account, event.kind(), minute(event.receivedAt()));
            if (minute.number() >= firstMinute) {
                minutes.merge(
                        minute,
                        new EventMinute(account, event.kind(), minute.number(), 1),
                        (one, other) ->
                                new EventMinute(account, event.kind(), minute.number(), one.count() + other.count()));
            }
            last.merge(
                    new Kind(account, event.kind()),
                    new LastEvent(account, event.kind(), event.receivedAt()),
                    (one, other) -> one.receivedAt().isBefore(other.receivedAt()) ? other : one);
        }

        /**
         * Marks the hour in which the message was created. An event that tells the creation may have moved it, out of the hour in which another event
         * about it came or happened; a callback tells nothing earlier than its own arrival, so only one that is late can.
         */
        void mark(Event event, long created) {
            hours.add(RollupKey.hour(event.accountSid(), created));
            long received = StatsSpan.HOUR.numberOf(event.receivedAt());
            boolean told = received != created && event.source() != EventSource.CALLBACK;
            if (told || event.receivedAt().isBefore(newest.minus(LATE))) {
                hours.addAll(hoursOf(event));
            } else if (received != created) {
                hours.add(RollupKey.hour(event.accountSid(), received));
            }
        }

        void delete(Event event) {
            long settled = StatsSpan.HOUR.numberOf(clock.instant().minus(SETTLED));
            for (RollupKey hour : hoursOf(event)) {
                (hour.number() < settled ? frozen : hours).add(hour);
            }
        }

        /** Returns all hours that the message of an event may have been created in, as far as other events tell. */
        private Set<RollupKey> hoursOf(Event event) {
            Set<RollupKey> found = new HashSet<>();
            history.timeline(List.of(event.accountSid()), event.sid(), 0, MOST_EVENTS).stream()
                    .map(LoggedEvent::event)
                    .filter(other -> !isDeletion(other))
                    .flatMap(LogCounter::moments)
                    .forEach(moment -> found.add(RollupKey.hour(event.accountSid(), StatsSpan.HOUR.numberOf(moment))));
            return found;
        }
    }

    private static Stream<Instant> moments(Event event) {
        return Stream.of(
                        Stream.of(event.receivedAt()),
                        Stream.ofNullable(event.occurredAt()),
                        Stream.ofNullable(event.agedAt()))
                .flatMap(moments -> moments);
    }

    private static long minute(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), Duration.ofMinutes(1).toSeconds());
    }
}
