package dev.ringback.vault.copy;

import dev.ringback.storage.Database;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.StoreGate;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.VaultAlerts;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.VaultOptions;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * Names what copying needs.
 *
 * @param gate leads to the store
 */
public record CopyParts(
        Database database,
        TwilioContent twilio,
        StoreGate gate,
        VaultOptions options,
        VaultAlerts alerts,
        VaultMetrics metrics,
        Clock clock) {
    VaultLedger ledger() {
        return database.vault();
    }

    Wanted wanted() {
        return new Wanted(database.resources(), options.formats());
    }

    CopyRun run(BooleanSupplier closing) {
        return new CopyRun(
                new ObjectCopy(twilio, gate.store(), database.resources(), clock),
                new MediaLists(twilio, ledger(), database.resources(), wanted(), clock),
                ledger(),
                database.leases(),
                alerts,
                metrics,
                closing,
                clock);
    }
}
