package dev.ringback.vault.report;

import dev.ringback.model.VaultState;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.VaultLedger;
import dev.ringback.storage.VaultSummary;
import dev.ringback.vault.Figures;
import dev.ringback.vault.StoreGate;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.StoreIdentity;
import dev.ringback.vault.store.StoreIdentity.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sums the vault up for people, and changes nothing.
 *
 * @param isUsable whether the store can be read and is the one that the ledger knows
 */
public record VaultStatus(boolean isUsable, List<String> lines) {
    public VaultStatus {
        lines = List.copyOf(lines);
    }

    /** Looks at the store and at the ledger. */
    public static VaultStatus of(ObjectStore store, StoreIdentity identity, VaultLedger ledger, Instant now) {
        List<String> lines = new ArrayList<>();
        String trouble = trouble(store, identity);
        lines.add("The vault is in " + store.description() + room(store));
        lines.add(
                trouble.isEmpty()
                        ? "It can be used, and is the one that the ledger knows"
                        : "It cannot be used: " + trouble);
        List<VaultSummary> summary = ledger.summary(AccountScope.all());
        if (summary.isEmpty()) {
            lines.add("The ledger has no entries");
        }
        summary.stream()
                .sorted(Comparator.comparing(VaultSummary::kind).thenComparing(VaultSummary::state))
                .forEach(row -> lines.add(line(row)));
        oldestWaiting(summary)
                .ifPresent(oldest -> lines.add("The oldest that waits to be copied was heard of at " + oldest + ", "
                        + Figures.time(Duration.between(oldest, now)) + " ago"));
        lines.addAll(FailureReasons.of(ledger, summary).lines());
        return new VaultStatus(trouble.isEmpty(), lines);
    }

    private static String trouble(ObjectStore store, StoreIdentity identity) {
        try {
            Outcome outcome = identity.look();
            if (!outcome.isSame()) {
                return outcome.sentence();
            }
            OptionalLong room = store.freeBytes();
            return room.isPresent() && room.getAsLong() < StoreGate.LEAST
                    ? "nothing is copied, since less than " + (StoreGate.LEAST >> 20) + " MiB of its disk are free"
                    : "";
        } catch (IOException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    private static String room(ObjectStore store) {
        try {
            OptionalLong room = store.freeBytes();
            return room.isPresent() ? ", where " + Figures.bytes(room.getAsLong()) + " are free" : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String line(VaultSummary row) {
        StringBuilder line = new StringBuilder("%-12s  %-8s  %s"
                .formatted(row.kind().text(), row.state().text(), Figures.count(row.objects(), "entry", "entries")));
        if (row.kind().isContent() && row.bytes() > 0) {
            line.append(", ").append(Figures.bytes(row.bytes()));
        }
        if (row.deleted() > 0) {
            line.append(", ").append(row.deleted()).append(" deleted at Twilio");
        }
        if (row.failing() > 0) {
            line.append(", ").append(row.failing()).append(" failing");
        }
        return line.toString();
    }

    private static Optional<Instant> oldestWaiting(List<VaultSummary> summary) {
        return summary.stream()
                .filter(row -> row.state() == VaultState.HEARD || row.state() == VaultState.FAILED)
                .filter(row -> !isOnlyDeleted(row))
                .map(VaultSummary::oldest)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    private static boolean isOnlyDeleted(VaultSummary row) {
        return switch (row.kind()) {
            case MESSAGE_BODY, MESSAGE, CALL -> true;
            case RECORDING, MEDIA, MEDIA_LIST -> false;
        };
    }
}
