package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventLabels;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.event.SystemCloudEvent;
import dev.ringback.forward.group.Groups;
import dev.ringback.forward.group.Notice;
import dev.ringback.forward.group.OutcomeDeduplicator;
import dev.ringback.forward.group.RoutedNotice;
import dev.ringback.forward.mute.Inhibitions;
import dev.ringback.forward.mute.Silences;
import dev.ringback.forward.notice.GroupFingerprint;
import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.Occurrences;
import dev.ringback.forward.rule.SystemOccurrences;
import dev.ringback.model.Delivery;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.model.SystemEvent;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.ForwardStore;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.ForwardStore.Step;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.SystemEventStore;
import dev.ringback.twilio.callback.Projector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log, and the events of Ringback's own, from the last saved position and makes deliveries of them. Deliveries, the state of the groups and the position are
 * saved in one transaction, so a node that takes over makes the same of the same events. Used by one thread; an instance that has thrown must
 * not be used again.
 */
final class LogReader {
    private static final Logger log = LoggerFactory.getLogger(LogReader.class);

    /** Events older than this, because nobody forwarded for a while, are skipped. */
    static final Duration NEWS = RetryPolicy.GIVE_UP;

    /** Interval of saving the position in the log while there is nothing to send; after a crash the events since are read again. */
    private static final Duration NOTE = Duration.ofSeconds(5);

    private static final int AT_ONCE = 500;

    /** Number of events that are read again at the start, to know which errors and final states were counted already. */
    private static final int LOOK_BACK = 5_000;

    /** When the newest events were deleted, their ids are reused. Events younger than this are then read again. */
    private static final Duration RECENT = Duration.ofMinutes(5);

    /** Key under which the inhibitions are stored among the groups. Keys of groups contain a line end, so it is none of them. */
    private static final String INHIBITIONS = "inhibitions";

    private final ForwardOptions options;
    private final EventLog events;
    private final SystemEventStore systemEvents;
    private final ForwardStore store;
    private final Clock clock;
    private final SealedCallbacks callbacks;
    private final Set<String> receivers = new HashSet<>();
    private final Inhibitions inhibitions;
    private final OutcomeDeduplicator seen = new OutcomeDeduplicator();
    private final Groups groups;
    private final List<NewDelivery> deliveries = new ArrayList<>();
    private Instant newsBegin = Instant.EPOCH;
    private Instant noted = Instant.EPOCH;
    private EventPosition position;
    private EventPosition notedPosition;
    private long systemMark;
    private long notedSystemMark;
    private long old;

    /**
     * Restores the saved state.
     *
     * @param callbacks finds in events who else wants to hear of them
     */
    LogReader(
            ForwardOptions options,
            EventLog events,
            SystemEventStore systemEvents,
            ForwardStore store,
            SealedCallbacks callbacks,
            Silences silences,
            Clock clock) {
        this.options = options;
        this.events = events;
        this.systemEvents = systemEvents;
        this.store = store;
        this.callbacks = callbacks;
        this.clock = clock;
        options.receivers().forEach(receiver -> receivers.add(receiver.name()));
        inhibitions = new Inhibitions(options.inhibitions());
        groups = new Groups(options.rules(), silences.or(inhibitions));
        EventLog.Settled settled = events.settled();
        OptionalLong known = store.mark();
        position = known.isPresent() ? settled.behind(known.getAsLong()) : settled.end();
        notedPosition = position;
        systemMark = known.isPresent() ? store.systemMark() : systemEvents.newest();
        notedSystemMark = systemMark;
        if (known.isPresent()) {
            restore(settled);
        } else {
            note(clock.instant());
        }
    }

    private void restore(EventLog.Settled settled) {
        Map<String, String> remembered = new HashMap<>(store.groups());
        String troubles = remembered.remove(INHIBITIONS);
        if (troubles != null) {
            inhibitions.restore(troubles);
        }
        tell(groups.restore(remembered, clock.instant()));
        lookBack(settled);
    }

    private void lookBack(EventLog.Settled settled) {
        long mark = position.eventId();
        EventPosition after = settled.behind(Math.max(0, mark - LOOK_BACK));
        try {
            List<LoggedEvent> before = settled.after(after, AT_ONCE);
            while (!before.isEmpty()) {
                before.stream().filter(event -> event.id() <= mark).forEach(this::noteCounted);
                after = after.behind(before.get(before.size() - 1));
                before = after.eventId() < mark ? settled.after(after, AT_ONCE) : List.of();
            }
        } catch (LostPositionException lost) {
            log.debug("nothing is there to look back to: {}", lost.getMessage());
        }
    }

    private void noteCounted(LoggedEvent event) {
        Occurrences.of(event, Projector.replay(event.event()).resources()).stream()
                .filter(seen::isNew)
                .forEach(occurrence -> groups.noteCounted(occurrence, alertSid(event)));
    }

    /**
     * Reads all new events. Returns true if there are new deliveries.
     *
     * @throws LostPositionException when another database has taken the place of the one that was read
     */
    boolean step() {
        Instant now = clock.instant();
        EventLog.Settled settled = events.settled();
        boolean sends = false;
        List<LoggedEvent> news = first(settled, now);
        while (!news.isEmpty()) {
            news.forEach(event -> readAnyway(event, now));
            position = position.behind(news.get(news.size() - 1));
            sends |= noteIfWorthIt(now);
            news = settled.after(position, AT_ONCE);
        }
        readSystemEvents(now);
        tell(groups.advance(now));
        sends |= noteIfWorthIt(now);
        tellOfOld();
        return sends;
    }

    private void readSystemEvents(Instant now) {
        List<SystemEvent> news = systemEvents.after(systemMark, AT_ONCE);
        while (!news.isEmpty()) {
            news.forEach(event -> readAnyway(event, now));
            systemMark = news.get(news.size() - 1).id();
            news = systemEvents.after(systemMark, AT_ONCE);
        }
    }

    private List<LoggedEvent> first(EventLog.Settled settled, Instant now) {
        try {
            return settled.after(position, AT_ONCE);
        } catch (LostPositionException lost) {
            if (lost.reason() == LostPositionException.Reason.OTHER_GENERATION) {
                throw lost;
            }
            log.warn(
                    "the end of the log was deleted; what arrived in the last {} minutes is read again",
                    RECENT.toMinutes());
            position = lost.beginning();
            newsBegin = now.minus(RECENT);
            return settled.after(position, AT_ONCE);
        }
    }

    private boolean noteIfWorthIt(Instant now) {
        boolean sends = !deliveries.isEmpty();
        boolean worthIt = !position.equals(notedPosition) || systemMark != notedSystemMark || groups.hasChanged();
        if (sends || (worthIt && !now.isBefore(noted.plus(NOTE)))) {
            note(now);
        }
        return sends;
    }

    /** Saves the deliveries, the groups and the position. */
    void note(Instant now) {
        groups.forget(now);
        Groups.Changes changes = groups.changes();
        Map<String, String> states = new HashMap<>(changes.states());
        states.put(INHIBITIONS, inhibitions.remember(now));
        store.advance(new Step(position.eventId(), systemMark, states, changes.ended(), List.copyOf(deliveries)));
        deliveries.clear();
        noted = now;
        notedPosition = position;
        notedSystemMark = systemMark;
    }

    /** Reads an event; one that cannot be read is logged and skipped. */
    private void readAnyway(LoggedEvent event, Instant now) {
        try {
            read(event, now);
        } catch (StorageException unavailable) {
            throw unavailable;
        } catch (RuntimeException defect) {
            log.error("event {} is not forwarded", event.id(), defect);
        }
    }

    private void read(LoggedEvent event, Instant now) {
        Instant at = event.event().receivedAt();
        if (at.isBefore(newsBegin) || at.isBefore(now.minus(NEWS))) {
            old++;
            return;
        }
        boolean isForRules = !options.rules().all().isEmpty();
        // Targets get what Twilio has sent; what Ringback has asked for is no webhook.
        boolean isForTargets = !options.targets().isEmpty() && event.event().source() != EventSource.API;
        if (isForRules || isForTargets) {
            List<Resource> resources = Projector.replay(event.event()).resources();
            if (isForRules) {
                Occurrences.of(event, resources).forEach(occurrence -> count(occurrence, alertSid(event)));
            }
            if (isForTargets) {
                addressTo(event, resources, now);
            }
        }
        if (options.callbacks() && callbacks.areWanted(event.event())) {
            deliveries.add(delivery(ForwardOptions.CALLBACKS, event, now));
        }
    }

    /** Reads an event of Ringback's own; one that cannot be read is logged and skipped. */
    private void readAnyway(SystemEvent event, Instant now) {
        try {
            read(event, now);
        } catch (StorageException unavailable) {
            throw unavailable;
        } catch (RuntimeException defect) {
            log.error("event {} of Ringback's own is not forwarded", event.id(), defect);
        }
    }

    /** Reads the end of something however old it is: somebody may have been told of its beginning. */
    private void read(SystemEvent event, Instant now) {
        boolean isOld = event.at().isBefore(now.minus(NEWS));
        if (isOld && !event.resolved()) {
            old++;
            return;
        }
        Occurrence occurrence = SystemOccurrences.of(event);
        tell(groups.advance(occurrence.at()));
        if (event.resolved()) {
            groups.resolve(occurrence, SystemOccurrences.subject(event));
        } else {
            groups.addLasting(occurrence, SystemOccurrences.subject(event));
        }
        if (!isOld) {
            addressTo(event, occurrence, now);
        }
    }

    private void addressTo(SystemEvent event, Occurrence occurrence, Instant now) {
        for (EventTarget target : options.targets()) {
            if (target.asksFor(occurrence.labels())) {
                deliveries.add(new NewDelivery(
                        target.name(),
                        event.kind() + " " + event.subject(),
                        Delivery.Kind.SYSTEM_EVENT,
                        null,
                        SystemCloudEvent.write(event),
                        now));
            }
        }
    }

    /** Returns the alert's SID of a Debugger event, whether it came by webhook or by Event Streams; empty for other events. */
    private static String alertSid(LoggedEvent event) {
        return event.event().kind() == EventKind.DEBUGGER ? event.event().sid() : "";
    }

    private void count(Occurrence occurrence, String alertSid) {
        if (seen.isNew(occurrence)) {
            tell(groups.advance(occurrence.at()));
            inhibitions.add(occurrence);
            groups.add(occurrence, alertSid);
        }
    }

    private void addressTo(LoggedEvent event, List<Resource> resources, Instant now) {
        var labels = EventLabels.of(event, resources);
        for (EventTarget target : options.targets()) {
            if (target.wants(labels)) {
                deliveries.add(delivery(target.name(), event, now));
            }
        }
    }

    /** Addresses an event to a target, by its name. Deliveries about one resource have the same key and are sent one after the other. */
    static NewDelivery delivery(String target, LoggedEvent event, Instant now) {
        String sid = event.event().sid();
        String key = sid.isEmpty() ? "event " + event.id() : sid;
        return new NewDelivery(target, key, Delivery.Kind.EVENT, event.id(), "", now);
    }

    /** Addresses notices to their receivers; those that the settings no longer have are skipped. */
    private void tell(List<RoutedNotice> notices) {
        Instant now = clock.instant();
        for (RoutedNotice routed : notices) {
            String key =
                    GroupFingerprint.of(routed.notice().rule(), routed.notice().labels());
            String content = NoticeJson.write(routed.notice());
            routed.receivers().stream()
                    .filter(receivers::contains)
                    .filter(receiver -> isConcerned(receiver, routed.notice(), key))
                    .forEach(receiver ->
                            deliveries.add(new NewDelivery(receiver, key, Delivery.Kind.NOTICE, null, content, now)));
        }
    }

    /** Tells whether a receiver gets a notice. A resolved notice goes only to receivers that got, or still may get, a firing one. */
    private boolean isConcerned(String receiver, Notice notice, String key) {
        return notice.state() == Notice.State.FIRING
                || deliveries.stream()
                        .anyMatch(unsent -> unsent.receiver().equals(receiver)
                                && unsent.key().equals(key))
                || store.isTold(receiver, key, notice.since());
    }

    private void tellOfOld() {
        if (old > 0) {
            log.warn(
                    "skipped {} events that arrived more than {} h ago, while nobody forwarded them",
                    old,
                    NEWS.toHours());
            old = 0;
        }
    }
}
