package dev.ringback.vault.job;

import dev.ringback.model.Recording;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.ObjectLease;
import dev.ringback.vault.ReadBack;
import dev.ringback.vault.ReadBack.Finding;
import dev.ringback.vault.VaultAlerts;
import dev.ringback.vault.store.BrokenSidecarException;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.Sidecar;
import dev.ringback.vault.store.SidecarFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes what sidecars say into the ledger, where that does not know of a copy. Used by one thread. */
final class SidecarIntake {
    private static final int STEP = 200;
    private static final String DELETED = "deleted";

    private final ObjectStore store;
    private final VaultLedger ledger;
    private final LeaseStore leases;
    private final ResourceStore resources;
    private final VaultAlerts alerts;
    private final boolean hash;
    private final String holder = UUID.randomUUID().toString();
    private final List<VaultObject> news = new ArrayList<>();
    private Tally tally;

    /** @param hash whether each object is read and compared; what the ledger had doubts about is in any case */
    SidecarIntake(ObjectStore store, JobParts parts, boolean hash, Tally tally) {
        this.store = store;
        this.ledger = parts.database().vault();
        this.leases = parts.database().leases();
        this.resources = parts.database().resources();
        this.alerts = parts.alerts();
        this.hash = hash;
        this.tally = tally;
    }

    /** Returns what has come of all so far; what was not flushed is not in it. */
    Tally tally() {
        return tally;
    }

    /**
     * Takes one in.
     *
     * @param pulse is called often
     */
    void take(String objectKey, Runnable pulse) throws IOException {
        Optional<ContentKey> named = ContentKey.of(objectKey);
        if (named.isEmpty()) {
            tally = tally.plus(ScanFound.BROKEN, Sidecar.keyOf(objectKey) + " is beside no object of the vault");
            return;
        }
        VaultObject entry = named.get().entry(ledger).orElse(null);
        if (entry != null && entry.isCopied()) {
            tally = tally.plus(ScanFound.KNOWN);
        } else if (entry != null && entry.state() == VaultState.REMOVED) {
            tally = tally.plus(ScanFound.REMOVED);
        } else {
            take(named.get(), entry, pulse);
        }
    }

    private void take(ContentKey named, @Nullable VaultObject entry, Runnable pulse) throws IOException {
        try {
            Sidecar sidecar = SidecarFile.read(store, named.key());
            boolean isOfObject = sidecar.accountSid().equals(named.accountSid())
                    && sidecar.kind() == named.kind()
                    && sidecar.sid().equals(named.sid())
                    && sidecar.format().equals(named.format());
            if (!isOfObject) {
                tally = tally.plus(ScanFound.BROKEN, Sidecar.keyOf(named.key()) + " is of another object");
                return;
            }
            OptionalLong length = store.length(named.key());
            if (length.isEmpty()) {
                return; // counted by the listing
            }
            if (length.getAsLong() != sidecar.length()) {
                tally = tally.plus(
                        ScanFound.UNFIT,
                        named.key() + " has " + length.getAsLong() + " bytes in place of " + sidecar.length());
                return;
            }
            boolean isDoubtful = entry != null && entry.sha256() != null;
            if ((hash || isDoubtful) && !isWhole(sidecar, pulse)) {
                tally = tally.plus(ScanFound.UNFIT, named.key() + " has another SHA-256");
                return;
            }
            if (entry == null) {
                news.add(told(sidecar.toObject()));
                if (news.size() >= STEP) {
                    flush();
                }
            } else {
                mend(entry, sidecar);
            }
        } catch (BrokenSidecarException broken) {
            tally = tally.plus(ScanFound.BROKEN, String.valueOf(broken.getMessage()));
        } catch (FileNotFoundException goneMeanwhile) {
            return;
        }
    }

    private boolean isWhole(Sidecar sidecar, Runnable pulse) throws IOException {
        return ReadBack.check(store, sidecar.toObject(), pulse::run) == Finding.WHOLE;
    }

    /** Adds what is to be added to the ledger. */
    void flush() {
        long bytes = news.stream().mapToLong(SidecarIntake::length).sum();
        int added = ledger.add(news);
        news.clear();
        tally = tally.plus(ScanFound.ADDED, added).plus(ScanFound.BYTES, bytes);
    }

    private static long length(VaultObject object) {
        Long length = object.length();
        return length == null ? 0 : length;
    }

    /** Whoever copies the object at this moment knows better. */
    private void mend(VaultObject entry, Sidecar sidecar) {
        try (ObjectLease lease = ObjectLease.take(leases, sidecar.key(), holder).orElse(null)) {
            VaultObject copied = sidecar.toObject();
            Optional<VaultObject> noted = lease == null
                    ? Optional.empty()
                    : ledger.replace(told(VaultObjectBuilder.builder(copied)
                            .parentSid(copied.parentSid() == null ? entry.parentSid() : copied.parentSid())
                            .heardAt(entry.heardAt())
                            .deletedAt(entry.deletedAt())
                            .deletionRule(entry.deletionRule())
                            .version(entry.version())
                            .build()));
            if (noted.isEmpty()) {
                tally = tally.plus(ScanFound.LEFT_OUT);
                return;
            }
            tally = tally.plus(ScanFound.MENDED).plus(ScanFound.BYTES, length(noted.get()));
            alerts.copyEnded(noted.get(), "found");
            alerts.whole(noted.get());
        }
    }

    /** Of a recording that the mirror has as deleted at Twilio that is noted; of all else a later deletion finds it out. */
    private VaultObject told(VaultObject copied) {
        if (copied.deletedAt() != null || copied.kind() != VaultKind.RECORDING) {
            return copied;
        }
        return resources
                .find(Recording.class, copied.accountSid(), copied.sid())
                .filter(recording -> recording.progress().status().equals(DELETED))
                .map(recording -> VaultObjectBuilder.builder(copied)
                        .deletedAt(recording.dateUpdated())
                        .build())
                .orElse(copied);
    }
}
