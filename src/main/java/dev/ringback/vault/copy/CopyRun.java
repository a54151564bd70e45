package dev.ringback.vault.copy;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.ContentException;
import dev.ringback.vault.ObjectLease;
import dev.ringback.vault.VaultAlerts;
import dev.ringback.vault.VaultMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is due for one entry of the ledger, and notes what came of it. Safe for use by many threads. */
final class CopyRun {
    private static final Logger log = LoggerFactory.getLogger(CopyRun.class);

    private static final Duration TROUBLE = Duration.ofSeconds(30);

    private final ObjectCopy copies;
    private final MediaLists lists;
    private final VaultLedger ledger;
    private final LeaseStore leases;
    private final VaultAlerts alerts;
    private final VaultMetrics metrics;
    private final BooleanSupplier closing;
    private final Clock clock;

    CopyRun(
            ObjectCopy copies,
            MediaLists lists,
            VaultLedger ledger,
            LeaseStore leases,
            VaultAlerts alerts,
            VaultMetrics metrics,
            BooleanSupplier closing,
            Clock clock) {
        this.copies = copies;
        this.lists = lists;
        this.ledger = ledger;
        this.leases = leases;
        this.alerts = alerts;
        this.metrics = metrics;
        this.closing = closing;
        this.clock = clock;
    }

    /**
     * Copies an object, or reads a list, unless somebody else does or has done it.
     *
     * @param due as it was found
     * @return false when somebody else works on it now
     * @throws StoreFailedException when the store does not work: nothing is held against the object
     * @throws StorageUnavailableException when the database cannot be used now; the object is copied again then
     */
    boolean run(VaultObject due) throws StoreFailedException {
        String name = due.key().isEmpty() ? "list " + due.sid() : due.key();
        Optional<ObjectLease> taken =
                ObjectLease.take(leases, name, UUID.randomUUID().toString());
        if (taken.isEmpty()) {
            return false;
        }
        try (ObjectLease lease = taken.get()) {
            Optional<VaultObject> now = ledger.find(due.accountSid(), due.kind(), due.sid(), due.format());
            if (now.isPresent() && now.get().version() == due.version()) {
                run(due, lease);
            }
        }
        return true;
    }

    private void run(VaultObject due, ObjectLease lease) throws StoreFailedException {
        try {
            VaultObject done =
                    due.kind() == VaultKind.MEDIA_LIST ? lists.read(due) : copies.copy(due, () -> goOn(lease));
            note(done);
            succeeded(done);
        } catch (GoneException gone) {
            VaultObject noted = failed(due, String.valueOf(gone.getMessage()), VaultState.GONE, null, due.attempts());
            log.info("{} cannot be copied: {}", due.sid(), gone.getMessage());
            metrics.failed("gone");
            alerts.copyEnded(noted, "gone");
        } catch (CopyFailedException failed) {
            failed(due, failed);
        } catch (ContentException later) {
            metrics.failed(later.reason().text());
            Duration wait = later.retryAfter() == null ? TROUBLE : later.retryAfter();
            failed(
                    due,
                    String.valueOf(later.getMessage()),
                    due.state(),
                    clock.instant().plus(wait),
                    due.attempts());
        } catch (GivenUpException givenUp) {
            log.debug("{} is copied later: {}", due.sid(), givenUp.getMessage());
        }
    }

    private void goOn(ObjectLease lease) throws GivenUpException {
        if (closing.getAsBoolean()) {
            throw new GivenUpException("the vault closes");
        }
        if (!lease.hold()) {
            throw new GivenUpException("another node copies it");
        }
    }

    private void succeeded(VaultObject done) {
        Long length = done.length();
        if (length != null) {
            metrics.copied(done.kind(), length);
        }
        alerts.copyEnded(done, "copied");
        alerts.whole(done);
    }

    private void failed(VaultObject due, CopyFailedException failed) {
        metrics.failed(failed.reason());
        int attempts = due.attempts() + 1;
        Instant now = clock.instant();
        Instant next = Backoff.next(due.heardAt(), attempts, now);
        boolean isTold = next == null || Backoff.isTold(attempts);
        VaultObject noted = failed(
                due,
                failed.reason() + ": " + failed.getMessage(),
                isTold ? VaultState.FAILED : due.state(),
                next,
                attempts);
        if (isTold) {
            log.warn("{} could not be copied in {} attempts: {}", due.sid(), attempts, failed.getMessage());
            alerts.copyFailed(noted, failed.reason());
        }
    }

    private VaultObject failed(
            VaultObject due, String reason, VaultState state, @Nullable Instant dueAt, int attempts) {
        VaultObject failed = VaultObjectBuilder.builder(due)
                .state(state)
                .dueAt(dueAt)
                .attempts(attempts)
                .failure(reason)
                .failedAt(clock.instant())
                .build();
        note(failed);
        return failed;
    }

    private void note(VaultObject object) {
        if (ledger.replace(object).isEmpty()) {
            log.warn("{} was changed by somebody else meanwhile", object.sid());
        }
    }
}
