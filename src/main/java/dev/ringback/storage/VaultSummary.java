package dev.ringback.storage;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sums up entries of the vault's ledger of one kind in one state.
 *
 * @param objects how many there are
 * @param bytes how long their contents are together
 * @param deleted how many of them were deleted at Twilio
 * @param failing how many of them have failed at their last attempt
 * @param oldest when the oldest of them was heard of; null where there is none
 */
public record VaultSummary(
        VaultKind kind,
        VaultState state,
        long objects,
        long bytes,
        long deleted,
        long failing,
        @Nullable Instant oldest) {}
