package dev.ringback.vault.job;

import dev.ringback.jobs.JobFailedException;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.Figures;
import dev.ringback.vault.store.Sidecar;
import dev.ringback.vault.store.StoreIdentity.Outcome;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the ledger again once. Used by one thread. */
final class ScanRun {
    private static final int STEP = 500;

    private final ProvenStore store;
    private final VaultLedger ledger;
    private final SidecarIntake intake;
    private final ScanRequest request;
    private final JobProgress progress;
    private final long before;
    private long done;
    private @Nullable Long total;

    ScanRun(ProvenStore store, VaultLedger ledger, SidecarIntake intake, ScanRequest request, JobProgress progress) {
        this.store = store;
        this.ledger = ledger;
        this.intake = intake;
        this.request = request;
        this.progress = progress;
        this.before = intake.tally().of(ScanFound.ADDED) + intake.tally().of(ScanFound.MENDED);
    }

    String all() {
        try {
            Outcome identity = store.look();
            StoreListing listing = StoreListing.read(store.store(), ledger, this::tell);
            if (!identity.isSame() && !request.adopt()) {
                throw new JobFailedException(identity.sentence() + "; it has " + found(listing)
                        + ". Nothing was changed: give --adopt (Adopt=true) if no other Ringback uses it");
            }
            total = listing.sidecars();
            store.store().list(this::take);
            intake.flush();
            tell();
            Tally missing = missing(listing);
            if (!identity.isSame()) {
                store.adopt();
            }
            return outcome(listing, missing, !identity.isSame());
        } catch (IOException failed) {
            throw ProvenStore.failure(failed);
        }
    }

    private void tell() {
        progress.at(Checkpoint.text(intake.tally()), done, total);
    }

    private static String found(StoreListing listing) {
        return Figures.count(listing.objects(), "object") + " and " + Figures.count(listing.sidecars(), "sidecar")
                + ", and the ledger does not know " + listing.unknown() + " of the objects";
    }

    private void take(String key) {
        if (Sidecar.isSidecar(key)) {
            try {
                intake.take(Sidecar.objectKeyOf(key), this::tell);
            } catch (IOException failed) {
                throw ProvenStore.failure(failed);
            }
            done++;
        }
        tell();
    }

    /** Names what is counted of the ledger. */
    private enum Missing {
        OBJECT
    }

    /** Counts objects that the ledger has, and the store does not. */
    private Tally missing(StoreListing listing) throws IOException {
        Tally missing = Tally.NONE;
        List<VaultObject> page = ledger.walk(null, STEP);
        while (!page.isEmpty()) {
            for (VaultObject entry : page) {
                boolean isMissing = entry.kind().isContent()
                        && entry.isCopied()
                        && !listing.has(entry.key())
                        && store.store().length(entry.key()).isEmpty();
                if (isMissing) {
                    missing = missing.plus(Missing.OBJECT, entry.key());
                }
            }
            tell();
            page = ledger.walk(page.get(page.size() - 1), STEP);
        }
        return missing;
    }

    private String outcome(StoreListing listing, Tally missing, boolean isAdopted) {
        Tally tally = intake.tally();
        long broken = tally.of(ScanFound.BROKEN);
        long unfit = tally.of(ScanFound.UNFIT);
        StringBuilder outcome = new StringBuilder(Figures.count(listing.sidecars(), "sidecar"))
                .append(": ")
                .append(Figures.count(tally.of(ScanFound.ADDED), "entry is", "entries are"))
                .append(" added and ")
                .append(tally.of(ScanFound.MENDED))
                .append(" mended, ")
                .append(Figures.bytes(tally.of(ScanFound.BYTES)))
                .append("; ")
                .append(Math.max(0, tally.of(ScanFound.KNOWN) - before))
                .append(" known before");
        Tally.append(outcome, broken, "sidecar is of no use", "sidecars are of no use");
        Tally.append(outcome, unfit, "object is not what its sidecar says", "objects are not what their sidecars say");
        tally.appendExamples(outcome, broken + unfit);
        Tally.append(outcome, listing.orphans(), "sidecar has no object", "sidecars have no object");
        Tally.append(
                outcome,
                tally.of(ScanFound.LEFT_OUT),
                "was left out: others worked on it",
                "were left out: others worked on them");
        Tally.append(
                outcome,
                tally.of(ScanFound.REMOVED),
                "object is in the store that a rule has deleted there",
                "objects are in the store that a rule has deleted there");
        Tally.append(
                outcome,
                missing.of(Missing.OBJECT),
                "object of the ledger is not in the store, see 'vault verify'",
                "objects of the ledger are not in the store, see 'vault verify'");
        missing.appendExamples(outcome, missing.of(Missing.OBJECT));
        if (isAdopted) {
            outcome.append("; the store belongs to this database now");
        }
        return outcome.toString();
    }
}
