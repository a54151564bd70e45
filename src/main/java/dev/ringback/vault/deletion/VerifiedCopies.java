package dev.ringback.vault.deletion;

import dev.ringback.model.Recording;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.ObjectLease;
import dev.ringback.vault.StoreGate;
import dev.ringback.vault.Verification;
import dev.ringback.vault.copy.Wanted;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Makes sure that the vault has whole copies of what is to be deleted at Twilio: each is read back now. Safe for use by many threads.
 */
final class VerifiedCopies {
    private final StoreGate gate;
    private final Verification verification;
    private final VaultLedger ledger;
    private final ResourceStore resources;
    private final LeaseStore leases;
    private final Wanted wanted;
    private final Clock clock;
    private final BooleanSupplier closing;

    VerifiedCopies(
            StoreGate gate,
            Verification verification,
            VaultLedger ledger,
            ResourceStore resources,
            LeaseStore leases,
            Wanted wanted,
            Clock clock,
            BooleanSupplier closing) {
        this.gate = gate;
        this.verification = verification;
        this.ledger = ledger;
        this.resources = resources;
        this.leases = leases;
        this.wanted = wanted;
        this.clock = clock;
        this.closing = closing;
    }

    /**
     * Verifies all copies of a recording or medium.
     *
     * @param object any of its entries
     * @return its copies as they are noted now, at least one
     * @throws DeletionFailedException when one of them is missing, not whole, or worthless
     */
    List<VaultObject> of(VaultObject object) throws DeletionFailedException {
        if (!gate.isProven()) {
            throw new DeletionFailedException("store", "the vault cannot be used: " + gate.trouble());
        }
        checkFormats(object);
        List<VaultObject> copies = new ArrayList<>();
        for (VaultObject entry : ledger.of(object.accountSid(), object.sid())) {
            if (entry.kind() == object.kind() && entry.sid().equals(object.sid()) && isNeeded(entry)) {
                copies.add(verified(entry));
            }
        }
        if (copies.isEmpty()) {
            throw new DeletionFailedException("not-copied", "the vault has no copy");
        }
        checkEncryption(object, copies);
        return copies;
    }

    /** A format may have been asked for after the recording was heard of. */
    private void checkFormats(VaultObject object) throws DeletionFailedException {
        if (object.kind() != VaultKind.RECORDING) {
            return;
        }
        List<VaultObject> missing = resources
                .find(Recording.class, object.accountSid(), object.sid())
                .map(recording -> wanted.of(recording, clock.instant()))
                .orElse(List.of());
        if (ledger.add(missing) > 0) {
            throw new DeletionFailedException("not-copied", "another format of it is to be copied first");
        }
    }

    /** An encrypted recording has no MP3, which is the only format that may be gone while another was copied. */
    private static boolean isNeeded(VaultObject entry) {
        return entry.state() != VaultState.GONE || entry.copiedAt() != null;
    }

    private VaultObject verified(VaultObject entry) throws DeletionFailedException {
        if (!entry.isCopied()) {
            throw new DeletionFailedException("not-copied", "the vault has no copy as " + entry.key());
        }
        try (ObjectLease lease = ObjectLease.take(
                        leases, entry.key(), UUID.randomUUID().toString())
                .orElseThrow(() -> new DeletionFailedException("busy", "somebody else works on " + entry.key()))) {
            Optional<VaultObject> whole = verification.verify(entry, () -> goOn(lease));
            return whole.orElseThrow(
                    () -> new DeletionFailedException("damaged", "the vault's copy is not whole: " + entry.key()));
        } catch (IOException unreadable) {
            throw new DeletionFailedException("store", String.valueOf(unreadable.getMessage()));
        }
    }

    private void goOn(ObjectLease lease) throws IOException {
        if (closing.getAsBoolean() || !lease.hold()) {
            throw new IOException("the deletion is left to somebody else");
        }
    }

    /** Without its details the bytes of an encrypted recording are worthless. */
    private void checkEncryption(VaultObject object, List<VaultObject> copies) throws DeletionFailedException {
        boolean isEncrypted = object.kind() == VaultKind.RECORDING
                && resources
                        .find(Recording.class, object.accountSid(), object.sid())
                        .map(Recording::encryptionDetails)
                        .isPresent();
        if (isEncrypted && copies.stream().anyMatch(copy -> copy.encryptionDetails() == null)) {
            throw new DeletionFailedException("encryption", "it is encrypted, and the vault has no encryption details");
        }
    }
}
