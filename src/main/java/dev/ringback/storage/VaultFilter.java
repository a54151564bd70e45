package dev.ringback.storage;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Filters for a list of the vault's ledger, combined with AND. Null matches every entry.
 *
 * @param scope whose entries
 * @param sid of the object or of its parent
 * @param since heard at this moment or later
 * @param before heard before this moment
 * @param deleted whether it was deleted at Twilio
 */
public record VaultFilter(
        AccountScope scope,
        @Nullable VaultKind kind,
        @Nullable VaultState state,
        @Nullable String sid,
        @Nullable Instant since,
        @Nullable Instant before,
        @Nullable Boolean deleted) {
    /** Matches every entry of a scope. */
    public static VaultFilter all(AccountScope scope) {
        return new VaultFilter(scope, null, null, null, null, null, null);
    }
}
