package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventLabels;
import dev.ringback.forward.event.EventTarget;
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
import dev.ringback.model.Delivery;
import dev.ringback.model.EventKind;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.storage.ForwardStore;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.ForwardStore.Step;
import dev.ringback.storage.StorageException;
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
 * Reads the log on from where it was left, and makes of it what is to be sent. What is to be sent, what is remembered, and how far the log was
 * read go to disk in one transaction: whoever goes on after an end of any kind makes the same of the same events. Used by one thread; one that
 * has thrown is of no use any more.
 */
final class LogReader {
    private static final Logger log = LoggerFactory.getLogger(LogReader.class);

    /** What lay in the log for longer, because nobody forwarded meanwhile, is news to nobody. */
    static final Duration NEWS = RetryPolicy.GIVE_UP;

    /** Where there is nothing to send, it is enough to note now and then how far the log was read: it can be read again. */
    private static final Duration NOTE = Duration.ofSeconds(5);

    private static final int AT_ONCE = 500;

    /** So many events back the log is read at the start, to know which errors and which ends of messages and calls were counted already. */
    private static final int LOOK_BACK = 5_000;

    /** After the log has lost its end, ids are given again: what arrived so shortly ago counts as not read. */
    private static final Duration RECENT = Duration.ofMinutes(5);

    /** Where the inhibitions are remembered among the groups, whose keys have a line end. */
    private static final String INHIBITIONS = "inhibitions";

    private final ForwardOptions options;
    private final ForwardStore store;
    private final Clock clock;
    private final Set<String> receivers = new HashSet<>();
    private final Inhibitions inhibitions;
    private final OutcomeDeduplicator seen = new OutcomeDeduplicator();
    private final Groups groups;
    private final List<NewDelivery> deliveries = new ArrayList<>();
    private Instant newsBegin = Instant.EPOCH;
    private Instant noted = Instant.EPOCH;
    private long mark;
    private long notedMark;
    private long old;

    /** Takes up what was remembered. */
    LogReader(ForwardOptions options, ForwardStore store, Silences silences, Clock clock) {
        this.options = options;
        this.store = store;
        this.clock = clock;
        options.receivers().forEach(receiver -> receivers.add(receiver.name()));
        inhibitions = new Inhibitions(options.inhibitions());
        groups = new Groups(options.rules(), silences.or(inhibitions));
        OptionalLong known = store.mark();
        if (known.isPresent()) {
            mark = known.getAsLong();
            restore();
        } else {
            mark = store.settledEvent();
            note(clock.instant());
        }
        notedMark = mark;
    }

    private void restore() {
        Map<String, String> remembered = new HashMap<>(store.groups());
        String troubles = remembered.remove(INHIBITIONS);
        if (troubles != null) {
            inhibitions.restore(troubles);
        }
        tell(groups.restore(remembered, clock.instant()));
        long after = Math.max(0, mark - LOOK_BACK);
        List<LoggedEvent> before = store.events(after, mark, AT_ONCE);
        while (!before.isEmpty()) {
            before.forEach(event -> Occurrences.of(
                            event, Projector.replay(event.event()).resources())
                    .stream()
                    .filter(seen::isNew)
                    .forEach(occurrence -> groups.noteCounted(occurrence, alertSid(event))));
            after = before.get(before.size() - 1).id();
            before = store.events(after, mark, AT_ONCE);
        }
    }

    /** Reads all that there is to read; true when there is something new to send. */
    boolean step() {
        Instant now = clock.instant();
        long settled = store.settledEvent();
        if (settled < mark) {
            log.warn(
                    "the end of the log was deleted; what arrived in the last {} minutes is read again",
                    RECENT.toMinutes());
            mark = 0;
            newsBegin = now.minus(RECENT);
        }
        boolean sends = false;
        while (mark < settled) {
            List<LoggedEvent> events = store.events(mark, settled, AT_ONCE);
            events.forEach(event -> readAnyway(event, now));
            mark = events.isEmpty() ? settled : events.get(events.size() - 1).id();
            sends |= noteIfWorthIt(now);
        }
        tell(groups.advance(now));
        sends |= noteIfWorthIt(now);
        tellOfOld();
        return sends;
    }

    private boolean noteIfWorthIt(Instant now) {
        boolean sends = !deliveries.isEmpty();
        boolean worthIt = mark != notedMark || groups.hasChanged();
        if (sends || (worthIt && !now.isBefore(noted.plus(NOTE)))) {
            note(now);
        }
        return sends;
    }

    /** Notes all that is not noted yet. */
    void note(Instant now) {
        groups.forget(now);
        Groups.Changes changes = groups.changes();
        Map<String, String> states = new HashMap<>(changes.states());
        states.put(INHIBITIONS, inhibitions.remember(now));
        store.advance(new Step(mark, states, changes.ended(), List.copyOf(deliveries)));
        deliveries.clear();
        noted = now;
        notedMark = mark;
    }

    /** One event that nobody can read does not keep the others. */
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
        List<Resource> resources = Projector.replay(event.event()).resources();
        if (!options.rules().all().isEmpty()) {
            Occurrences.of(event, resources).forEach(occurrence -> count(occurrence, alertSid(event)));
        }
        if (!options.targets().isEmpty()) {
            addressTo(event, resources, now);
        }
    }

    /** What an event of the Debugger is about, or one of Event Streams about the same; empty of every other. */
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
                deliveries.add(delivery(target, event, now));
            }
        }
    }

    /** Those about one resource go one after the other. */
    static NewDelivery delivery(EventTarget target, LoggedEvent event, Instant now) {
        String sid = event.event().sid();
        String key = sid.isEmpty() ? "event " + event.id() : sid;
        return new NewDelivery(target.name(), key, Delivery.Kind.EVENT, event.id(), "", now);
    }

    /** A receiver that is there no more is passed over. */
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

    /** Of the end hears only whom word of the beginning has reached, or still may. */
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
                    "{} events were passed over, which arrived more than {} h ago while nobody forwarded them",
                    old,
                    NEWS.toHours());
            old = 0;
        }
    }
}
