package dev.ringback.vault;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.VaultLedger;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Finds and reads what the vault has. Safe for use by many threads. */
public final class VaultReads {
    private final VaultLedger ledger;
    private final StoreGate gate;
    private final Consumer<VaultObject> lost;

    /**
     * Reads nothing yet.
     *
     * @param gate leads to the store
     * @param lost is told of content that the store does not have whole, though the ledger says so
     */
    public VaultReads(VaultLedger ledger, StoreGate gate, Consumer<VaultObject> lost) {
        this.ledger = ledger;
        this.gate = gate;
        this.lost = lost;
    }

    /**
     * Returns the entries of an object in all formats, whatever their state: also of what is not there, or not any more.
     */
    public List<VaultObject> formats(String accountSid, VaultKind kind, String sid) {
        return ledger.of(accountSid, sid).stream()
                .filter(object -> object.kind() == kind && object.sid().equals(sid))
                .toList();
    }

    /**
     * Opens a part of copied content.
     *
     * @param from the first byte
     * @param length at most so many bytes, at least 1; {@link Long#MAX_VALUE} for all that follow
     * @throws FileNotFoundException when the vault does not have it whole, though the ledger says so
     * @throws IOException when it cannot be read now
     */
    public InputStream open(VaultObject object, long from, long length) throws IOException {
        try {
            OptionalLong there = gate.store().length(object.key());
            if (there.isEmpty() || !Objects.equals(there.getAsLong(), object.length())) {
                throw new FileNotFoundException("the vault does not have " + object.key() + " whole");
            }
            return gate.store().read(object.key(), from, length);
        } catch (FileNotFoundException missing) {
            if (!gate.isProven()) {
                // as where a disk is not mounted
                throw new IOException("the vault cannot be used: " + gate.trouble(), missing);
            }
            lost.accept(object);
            throw missing;
        }
    }
}
