package dev.ringback.vault.deletion;

import dev.ringback.model.Accounts;
import dev.ringback.storage.Database;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.StoreGate;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.VaultAlerts;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.Verification;
import dev.ringback.vault.copy.Wanted;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * Names what deleting needs.
 *
 * @param gate leads to the store
 */
public record DeletionParts(
        VaultOptions options,
        Accounts accounts,
        Database database,
        TwilioContent twilio,
        StoreGate gate,
        VaultAlerts alerts,
        VaultMetrics metrics,
        Clock clock) {
    VaultLedger ledger() {
        return database.vault();
    }

    private Wanted wanted() {
        return new Wanted(database.resources(), options.formats());
    }

    private VerifiedCopies copies(BooleanSupplier closing) {
        return new VerifiedCopies(
                gate,
                new Verification(gate.store(), gate::prove, ledger(), alerts, metrics, clock),
                ledger(),
                database.resources(),
                database.leases(),
                wanted(),
                clock,
                closing);
    }

    DeletionRound round(BooleanSupplier closing) {
        VerifiedCopies copies = copies(closing);
        ContentDeletion contents = new ContentDeletion(copies, twilio, ledger(), database.resources(), metrics, clock);
        RecordDeletion records =
                new RecordDeletion(copies, contents, twilio, ledger(), database.resources(), wanted(), metrics, clock);
        return new DeletionRound(
                options,
                ledger(),
                contents,
                records,
                RuleWalks.of(options.retentionAtTwilio(), accounts, database.resources(), ledger(), clock),
                metrics,
                clock);
    }
}
