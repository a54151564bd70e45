package dev.ringback.vault.deletion;

import dev.ringback.model.VaultObject;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.StoreGate;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes in the vault what it has had longer than the settings say. Used by one thread at a time. */
public final class Expiry {
    private static final Logger log = LoggerFactory.getLogger(Expiry.class);

    private static final int STEP = 100;

    private final Duration retention;
    private final VaultLedger ledger;
    private final Removal removal;
    private final StoreGate gate;
    private final Clock clock;

    /** @param retention how long content is kept after it was copied */
    public Expiry(Duration retention, VaultLedger ledger, Removal removal, StoreGate gate, Clock clock) {
        this.retention = retention;
        this.ledger = ledger;
        this.removal = removal;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Deletes all that is too old, as long as the store works.
     *
     * @param closing whether to end
     */
    public void run(BooleanSupplier closing) {
        while (!closing.getAsBoolean() && gate.isOpen()) {
            List<VaultObject> expired = ledger.copiedBefore(clock.instant().minus(retention), STEP);
            long removed = expired.stream().filter(this::remove).count();
            if (removed > 0) {
                log.info("{} objects that were copied more than {} ago were deleted in the vault", removed, retention);
            }
            if (removed == 0) {
                return;
            }
        }
    }

    private boolean remove(VaultObject object) {
        try {
            return removal.remove(object, Removal.RETENTION);
        } catch (IOException failed) {
            gate.failed(String.valueOf(failed.getMessage()));
            return false;
        }
    }
}
