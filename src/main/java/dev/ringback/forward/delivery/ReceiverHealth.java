package dev.ringback.forward.delivery;

import dev.ringback.forward.notice.ErrorCatalogue;
import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.NoticeRenderer;
import dev.ringback.forward.notice.ReceiverNotice;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.Reply.Fault;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.model.ReceiverFailure;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.DeliveryStore.Backlog;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.ForwardStore.NewDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether one receiver or target can be reached, and tells another receiver when it cannot and when it can again. Failures that last
 * until somebody mends them are told at once, others when they have lasted for a while. The state is saved with the notice itself, so it is
 * told once, whichever node goes on. Used by one thread.
 */
final class ReceiverHealth {
    private static final Logger log = LoggerFactory.getLogger(ReceiverHealth.class);

    /** Shortest time between two log lines about failures, so that a receiver that fails now and then does not fill the log. */
    private static final Duration SHORT = Duration.ofMinutes(1);

    private static final Duration NOTED_AFTER = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofHours(1);

    /** Interval at which the log repeats that there is nobody to tell. */
    private static final Duration REPEATED = Duration.ofHours(1);

    /** Number of successive refusals after which the receiver counts as failing, rather than the content of a delivery. */
    private static final int REFUSED_IN_A_ROW = 2;

    private static final int TITLES = 5;

    private final Duration patience;
    private final FallbackReceivers fallbacks;
    private final ErrorCatalogue catalogue;
    private final DeliveryStore store;
    private ReceiverFailure failure;
    private String reason;
    private boolean noted;
    private boolean logged;
    private Instant lastLogged = Instant.MIN;
    private Instant lastComplaint = Instant.MIN;
    private int refused;
    private boolean isUrgent;

    /**
     * Continues from the saved state.
     *
     * @param known of the receiver, as it was noted last
     * @param patience how long a failure lasts before it is told, unless it lasts for good
     */
    ReceiverHealth(
            ReceiverFailure known,
            Duration patience,
            FallbackReceivers fallbacks,
            ErrorCatalogue catalogue,
            DeliveryStore store) {
        this.failure = known;
        this.reason = known.reason();
        this.patience = patience;
        this.fallbacks = fallbacks;
        this.catalogue = catalogue;
        this.store = store;
        noted = true;
        logged = known.since() != null;
        fallbacks.setFailing(known.receiver(), !known.toldTo().isEmpty());
    }

    /** Takes the reply to an attempt. */
    void after(Reply reply, Instant now) {
        if (reply.outcome() == Outcome.DELIVERED) {
            refused = 0;
            works(now);
        } else if (reply.fault() == Fault.DELIVERY) {
            refused++;
            if (refused >= REFUSED_IN_A_ROW) {
                fails(reply.reason(), true, now);
            }
        } else if (reply.fault() == Fault.RECEIVER || reply.fault() == Fault.RECEIVER_FOR_GOOD) {
            fails(reply.reason(), reply.fault() == Fault.RECEIVER_FOR_GOOD, now);
        }
    }

    private void fails(String newReason, boolean forGood, Instant now) {
        reason = newReason;
        isUrgent = forGood;
        if (failure.since() == null) {
            failure = new ReceiverFailure(failure.receiver(), now, newReason, List.of(), failure.toldAt());
            noted = false;
            logged = false;
            if (lastLogged.equals(Instant.MIN) || !now.isBefore(lastLogged.plus(SHORT))) {
                logFailure(now);
            }
        }
        look(now);
    }

    private void works(Instant now) {
        Instant since = failure.since();
        if (since == null) {
            return;
        }
        List<NewDelivery> notices = failure.toldTo().stream()
                .filter(fallbacks::has)
                .map(to -> notice(to, since, ReceiverNotice.State.WORKS, now))
                .toList();
        boolean isKnown = noted;
        ReceiverFailure over = new ReceiverFailure(failure.receiver(), null, "", List.of(), failure.toldAt());
        if (isKnown) {
            store.note(over, notices);
        }
        failure = over;
        noted = true;
        isUrgent = false;
        fallbacks.setFailing(failure.receiver(), false);
        if (logged) {
            log.info(
                    "{} can be reached again, after {} s",
                    failure.receiver(),
                    Duration.between(since, now).toSeconds());
            logged = false;
        }
    }

    /** Tells of a failure that has lasted long enough. To be called regularly, also when nothing is attempted. */
    void look(Instant now) {
        Instant since = failure.since();
        if (since == null) {
            return;
        }
        if (!logged && !now.isBefore(since.plus(SHORT))) {
            logFailure(now);
        }
        if (!noted && !now.isBefore(since.plus(NOTED_AFTER))) {
            note(failure, List.of());
        }
        if (isUrgent || !now.isBefore(since.plus(patience))) {
            fallbacks.setFailing(failure.receiver(), true);
        }
        if (isDue(since, now)) {
            tell(since, now);
        }
        if (failure.toldTo().stream().anyMatch(fallbacks::has)
                && failure.toldTo().stream().allMatch(fallbacks::isFailing)) {
            complain(since, now, "nor can " + String.join(", ", failure.toldTo()) + ", who was told");
        }
    }

    /** Tells whether another receiver has to be told now. A receiver that was told but fails itself does not count, if another one works. */
    private boolean isDue(Instant since, Instant now) {
        if (failure.toldTo().stream().noneMatch(fallbacks::has)) {
            return (isUrgent && isNotToldLately(now)) || !now.isBefore(since.plus(patience));
        }
        return failure.toldTo().stream().allMatch(fallbacks::isFailing)
                && fallbacks
                        .working(failure.receiver())
                        .filter(other -> !failure.toldTo().contains(other))
                        .isPresent();
    }

    private boolean isNotToldLately(Instant now) {
        Instant last = failure.toldAt();
        return last == null || !now.isBefore(last.plus(AGAIN));
    }

    private void tell(Instant since, Instant now) {
        Optional<String> to = fallbacks.of(failure.receiver());
        if (to.isEmpty()) {
            complain(since, now, "and there is no other receiver to be told");
            return;
        }
        List<String> told = new ArrayList<>(failure.toldTo());
        told.add(to.get());
        note(
                new ReceiverFailure(failure.receiver(), since, reason, told, now),
                List.of(notice(to.get(), since, ReceiverNotice.State.FAILING, now)));
        log.warn("{} is told that {} cannot be reached since {}: {}", to.get(), failure.receiver(), since, reason);
        logged = true;
    }

    private NewDelivery notice(String to, Instant since, ReceiverNotice.State state, Instant now) {
        long waiting = store.backlog(failure.receiver()).map(Backlog::count).orElse(0L);
        List<String> titles = state == ReceiverNotice.State.FAILING ? titles() : List.of();
        ReceiverNotice notice = new ReceiverNotice(failure.receiver(), since, waiting, reason, state, titles);
        return new NewDelivery(to, key(), Delivery.Kind.GIVEN_UP, null, NoticeJson.write(notice), now);
    }

    /** Returns titles of pending notices, so that the other receiver hears of them too. */
    private List<String> titles() {
        Filter pending = new Filter(failure.receiver(), Delivery.State.PENDING);
        return store.newestFirst(pending, Long.MAX_VALUE, TITLES).items().stream()
                .filter(delivery -> delivery.kind() == Delivery.Kind.NOTICE)
                .flatMap(delivery -> title(delivery.content()).stream())
                .toList();
    }

    /** Returns the title of a stored notice; empty if another version wrote it and this one cannot read it. */
    private Optional<String> title(String content) {
        try {
            return Optional.of(NoticeRenderer.title(NoticeJson.notice(content), catalogue));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private String key() {
        return "receiver " + failure.receiver();
    }

    private void note(ReceiverFailure next, List<NewDelivery> notices) {
        store.note(next, notices);
        failure = next;
        noted = true;
    }

    /** Tells whether another receiver was told of the present failure. */
    boolean isTold() {
        return failure.toldTo().stream().anyMatch(fallbacks::has);
    }

    private void logFailure(Instant now) {
        log.warn("{} cannot be reached: {}", failure.receiver(), reason);
        logged = true;
        lastLogged = now;
    }

    private void complain(Instant since, Instant now, String why) {
        if (lastComplaint.equals(Instant.MIN) || !now.isBefore(lastComplaint.plus(REPEATED))) {
            log.error("{} cannot be reached since {}, {}: {}", failure.receiver(), since, why, reason);
            lastComplaint = now;
        }
    }

    /** Finds the failure of a receiver; one without failure if it never failed. */
    static ReceiverFailure known(List<ReceiverFailure> failures, String receiver) {
        return failures.stream()
                .filter(failure -> failure.receiver().equals(receiver))
                .findFirst()
                .orElse(ReceiverFailure.none(receiver));
    }
}
