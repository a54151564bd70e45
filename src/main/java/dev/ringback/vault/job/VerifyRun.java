package dev.ringback.vault.job;

import dev.ringback.jobs.JobProgress;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.Database;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.Figures;
import dev.ringback.vault.ObjectLease;
import dev.ringback.vault.Verification;
import dev.ringback.vault.job.VerifyPoint.Found;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads everything back once. Used by one thread. */
final class VerifyRun {
    private static final int STEP = 100;

    /** A node that has died leaves its objects to others after a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    /** Others may note something in the entry meanwhile, as a deletion at Twilio. */
    private static final int ATTEMPTS = 3;

    private final ProvenStore store;
    private final Verification verification;
    private final VaultLedger ledger;
    private final LeaseStore leases;
    private final JobProgress progress;
    private final String holder = UUID.randomUUID().toString();
    private final long copied;
    private VerifyPoint point;
    private String text;

    VerifyRun(
            ProvenStore store, Verification verification, Database database, JobProgress progress, VerifyPoint point) {
        this.store = store;
        this.verification = verification;
        this.ledger = database.vault();
        this.leases = database.leases();
        this.progress = progress;
        this.copied = ledger.summary(AccountScope.all()).stream()
                .filter(row -> row.kind().isContent() && row.state() == VaultState.COPIED)
                .mapToLong(row -> row.objects())
                .sum();
        this.point = point;
        this.text = Checkpoint.text(point);
    }

    /** Says that somebody else has the lease of an object. */
    private static final class LeaseLostException extends IOException {
        private static final long serialVersionUID = 1;
    }

    String all() {
        tell();
        while (!point.walked()) {
            step();
        }
        return outcome(listing());
    }

    boolean isAllWhole() {
        return point.of(Found.DAMAGED) == 0 && point.of(Found.UNREADABLE) == 0;
    }

    private void step() {
        List<VaultObject> page = ledger.walk(point.entry(), STEP);
        for (VaultObject entry : page) {
            VerifyPoint after = hasCopy(entry) ? readBack(entry) : point;
            to(after.behind(entry));
        }
        if (page.isEmpty()) {
            to(point.end());
        }
    }

    /** What was removed by a rule is not missed. */
    private static boolean hasCopy(VaultObject entry) {
        return entry.kind().isContent()
                && entry.sha256() != null
                && entry.length() != null
                && entry.state() != VaultState.REMOVED;
    }

    private void to(VerifyPoint next) {
        point = next;
        text = Checkpoint.text(next);
        tell();
    }

    private void tell() {
        progress.at(text, point.done(), Math.max(copied, point.done()));
    }

    private VerifyPoint readBack(VaultObject entry) {
        Optional<ObjectLease> taken = lease(entry);
        if (taken.isEmpty()) {
            return leftOut();
        }
        try (ObjectLease lease = taken.get()) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                VaultObject current = current(entry);
                if (current == null || !hasCopy(current)) {
                    return point;
                }
                VerifyPoint after = readBack(current, lease);
                if (after != null) {
                    return after;
                }
            }
        }
        return leftOut();
    }

    /** Of an object that is copied at this moment there is nothing to read back. */
    private Optional<ObjectLease> lease(VaultObject entry) {
        long began = System.nanoTime();
        Optional<ObjectLease> lease = ObjectLease.take(leases, entry.key(), holder);
        while (lease.isEmpty() && entry.isCopied() && System.nanoTime() - began < PATIENCE.toNanos()) {
            tell();
            Waiting.pause();
            lease = ObjectLease.take(leases, entry.key(), holder);
        }
        return lease;
    }

    private @Nullable VaultObject current(VaultObject entry) {
        return ledger.find(entry.accountSid(), entry.kind(), entry.sid(), entry.format())
                .orElse(null);
    }

    /** Returns null where the entry was changed meanwhile. */
    private @Nullable VerifyPoint readBack(VaultObject entry, ObjectLease lease) {
        try {
            Optional<VaultObject> whole = entry.isCopied()
                    ? verification.verify(entry, () -> goOn(lease))
                    : verification.recover(entry, () -> goOn(lease));
            if (whole.isPresent()) {
                return whole(whole.get(), !entry.isCopied());
            }
        } catch (LeaseLostException lost) {
            return leftOut();
        } catch (IOException unreadable) {
            store.proveOrFail();
            return point.with(point.tally().plus(Found.UNREADABLE, entry.key() + " (" + unreadable.getMessage() + ')'));
        }
        VaultObject now = current(entry);
        return now == null || now.isCopied()
                ? null
                : point.with(point.tally().plus(Found.DAMAGED, entry.key() + " (" + now.failure() + ')'));
    }

    private VerifyPoint whole(VaultObject object, boolean isRecovered) {
        Long length = object.length();
        return point.with(point.tally()
                .plus(Found.WHOLE)
                .plus(Found.BYTES, length == null ? 0 : length)
                .plus(Found.RECOVERED, isRecovered ? 1 : 0));
    }

    private VerifyPoint leftOut() {
        return point.with(point.tally().plus(Found.LEFT_OUT));
    }

    private void goOn(ObjectLease lease) throws IOException {
        tell();
        if (!lease.hold()) {
            throw new LeaseLostException();
        }
    }

    private StoreListing listing() {
        try {
            return StoreListing.read(store.store(), ledger, this::tell);
        } catch (IOException unreadable) {
            throw ProvenStore.failure(unreadable);
        }
    }

    private String outcome(StoreListing listing) {
        long damaged = point.of(Found.DAMAGED);
        long unreadable = point.of(Found.UNREADABLE);
        StringBuilder outcome = new StringBuilder(Figures.count(point.of(Found.WHOLE), "object is", "objects are"))
                .append(" whole, ")
                .append(Figures.bytes(point.of(Found.BYTES)));
        Tally.append(
                outcome,
                point.of(Found.RECOVERED),
                "of these was given up for lost",
                "of these were given up for lost");
        Tally.append(outcome, damaged, "is damaged", "are damaged");
        Tally.append(outcome, unreadable, "cannot be read", "cannot be read");
        point.tally().appendExamples(outcome, damaged + unreadable);
        Tally.append(
                outcome,
                point.of(Found.LEFT_OUT),
                "was left out: others worked on it",
                "were left out: others worked on them");
        Tally.append(
                outcome,
                listing.unknown(),
                "object in the store is not in the ledger, see 'vault scan'",
                "objects in the store are not in the ledger, see 'vault scan'");
        Tally.append(
                outcome,
                listing.removed(),
                "object is in the store that a rule has deleted there",
                "objects are in the store that a rule has deleted there");
        Tally.append(outcome, listing.orphans(), "sidecar has no object", "sidecars have no object");
        return outcome.toString();
    }
}
