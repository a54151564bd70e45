package dev.ringback.vault.deletion;

import dev.ringback.model.Hours;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.ContentException;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.VaultOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes one thing after the other, in the hours and at the rate of the settings. Used by one thread, on one node at a time. */
final class DeletionRound {
    private static final Logger log = LoggerFactory.getLogger(DeletionRound.class);

    private static final int STEP = 50;
    private static final Duration TROUBLE = Duration.ofMinutes(1);

    private final VaultOptions options;
    private final VaultLedger ledger;
    private final ContentDeletion contents;
    private final RecordDeletion records;
    private final RuleWalks walks;
    private final VaultMetrics metrics;
    private final Clock clock;
    private final Deque<VaultObject> due = new ArrayDeque<>();
    private Instant pausesUntil = Instant.MIN;

    DeletionRound(
            VaultOptions options,
            VaultLedger ledger,
            ContentDeletion contents,
            RecordDeletion records,
            RuleWalks walks,
            VaultMetrics metrics,
            Clock clock) {
        this.options = options;
        this.ledger = ledger;
        this.contents = contents;
        this.records = records;
        this.walks = walks;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Deletes at most one thing at Twilio.
     *
     * @return how long to wait before the next step; empty where nothing is due
     */
    Optional<Duration> step() {
        Instant now = clock.instant();
        if (now.isBefore(pausesUntil)) {
            return Optional.of(Duration.between(now, pausesUntil));
        }
        Hours hours = options.deleteHours();
        if (hours != null && !hours.contain(now)) {
            due.clear();
            return Optional.empty();
        }
        walks.step();
        VaultObject next = next(now);
        if (next == null) {
            return Optional.empty();
        }
        delete(next);
        Instant after = clock.instant().plus(options.deletePause());
        pausesUntil = pausesUntil.isAfter(after) ? pausesUntil : after;
        return Optional.of(options.deletePause());
    }

    private @Nullable VaultObject next(Instant now) {
        if (due.isEmpty()) {
            due.addAll(ledger.dueForRules(now, STEP));
            Duration after = options.deleteAfter();
            if (after != null) {
                due.addAll(ledger.dueForDeletion(now.minus(after), now, STEP));
            }
        }
        while (!due.isEmpty()) {
            VaultObject found = due.remove();
            // the other formats of a recording are deleted with the first
            Optional<VaultObject> current = ledger.find(found.accountSid(), found.kind(), found.sid(), found.format());
            if (current.isPresent() && current.get().version() == found.version()) {
                return found;
            }
        }
        return null;
    }

    private void delete(VaultObject object) {
        try {
            if (object.kind().isContent()) {
                contents.delete(object);
            } else {
                records.delete(object);
            }
        } catch (DeletionFailedException failed) {
            metrics.failed("deletion-" + failed.reason());
            later(object, failed.reason() + ": " + failed.getMessage());
        } catch (ContentException failed) {
            metrics.failed("deletion-" + failed.reason().text());
            log.info("{} is deleted at Twilio later: {}", object.sid(), failed.getMessage());
            pausesUntil = clock.instant().plus(failed.retryAfter() == null ? TROUBLE : failed.retryAfter());
        }
    }

    /** Looks at the entry again, since verifying has changed it. */
    private void later(VaultObject object, String why) {
        ledger.find(object.accountSid(), object.kind(), object.sid(), object.format())
                .filter(current -> current.state() == object.state())
                .ifPresent(current -> {
                    Instant now = clock.instant();
                    int attempts = current.attempts() + 1;
                    ledger.replace(VaultObjectBuilder.builder(current)
                            .attempts(attempts)
                            .dueAt(DeletionDelays.next(attempts, now))
                            .failure(why)
                            .failedAt(now)
                            .build());
                });
    }
}
