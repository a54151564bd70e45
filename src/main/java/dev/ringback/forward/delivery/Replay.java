package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventLabels;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.model.Delivery;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.StorageException;
import dev.ringback.twilio.callback.Projector;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends deliveries again on request: those given up, or all events of a time span for a target. Safe for use by many threads. */
public final class Replay {
    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private static final int AT_ONCE = 500;

    private final ForwardOptions options;
    private final EventLog events;
    private final DeliveryStore deliveries;
    private final Clock clock;

    public Replay(ForwardOptions options, EventLog events, DeliveryStore deliveries, Clock clock) {
        this.options = options;
        this.events = events;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Names the result of replaying one delivery. */
    public enum Result {
        /** It is pending again. */
        REPLAYED,
        /** There is no such delivery, or no more. */
        UNKNOWN,
        /** It is pending anyway. */
        PENDING,
        /** Its receiver is not in the settings any more: nobody would send it. */
        NO_RECEIVER
    }

    /**
     * Makes one delivery pending again, due at once.
     *
     * @throws StorageException when the database cannot be used; nothing has changed
     */
    public Result one(long id) {
        Optional<Delivery> delivery = deliveries.find(id);
        if (delivery.isEmpty()) {
            return Result.UNKNOWN;
        }
        if (!names().contains(delivery.get().receiver())) {
            return Result.NO_RECEIVER;
        }
        return deliveries.replay(id, clock.instant()) ? Result.REPLAYED : Result.PENDING;
    }

    /**
     * Sends again what belongs into a span of time: to a receiver of notices all that was given up of those created then; to a target all
     * events received then that it wants, whether it has got them or not, in the order of the log.
     *
     * @param from inclusive
     * @param to exclusive
     * @return how many are pending now that were not
     * @throws IllegalArgumentException when the settings have nobody of that name, in words that follow the name
     * @throws StorageException when the database cannot be used; of events those added so far stay, so that the same again sends them twice
     */
    public long between(String receiver, Instant from, Instant to) {
        Optional<EventTarget> target = options.targets().stream()
                .filter(found -> found.name().equals(receiver))
                .findFirst();
        if (target.isPresent()) {
            return addEvents(target.get(), from, to);
        }
        if (!names().contains(receiver)) {
            List<String> names = names();
            throw new IllegalArgumentException("is no receiver or target of the settings; there are "
                    + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return deliveries.replayDead(receiver, from, to, clock.instant());
    }

    private List<String> names() {
        return options.names();
    }

    private long addEvents(EventTarget target, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return 0;
        }
        EventLog.Settled settled = events.settled();
        EventPosition after = new LogSearch(settled).before(from);
        long added = 0;
        long past = 0;
        List<LoggedEvent> batch = settled.after(after, AT_ONCE);
        // What came late has a high id: only where nothing of the span has come for a long while it is over.
        while (!batch.isEmpty() && past < LogSearch.DISORDER) {
            List<NewDelivery> wanted = new ArrayList<>();
            for (LoggedEvent event : batch) {
                Instant at = event.event().receivedAt();
                past = at.isBefore(to) ? 0 : past + 1;
                if (!at.isBefore(from) && at.isBefore(to) && wants(target, event)) {
                    wanted.add(LogReader.delivery(target.name(), event, clock.instant()));
                }
            }
            deliveries.add(wanted);
            added += wanted.size();
            after = after.behind(batch.get(batch.size() - 1));
            batch = settled.after(after, AT_ONCE);
        }
        return added;
    }

    /** Tells whether a target wants an event; one that cannot be read is logged and skipped. */
    private static boolean wants(EventTarget target, LoggedEvent event) {
        try {
            return target.wants(
                    EventLabels.of(event, Projector.replay(event.event()).resources()));
        } catch (RuntimeException defect) {
            log.error("event {} is not replayed", event.id(), defect);
            return false;
        }
    }
}
