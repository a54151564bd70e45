package dev.ringback.vault.report;

import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.VaultFilter;
import dev.ringback.storage.VaultLedger;
import dev.ringback.storage.VaultSummary;
import dev.ringback.vault.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts why entries of the ledger have failed, by reason, each with the newest example. Used by one thread. */
final class FailureReasons {
    private static final int STEP = 500;

    /** Of millions of entries nobody waits for the last. */
    private static final int MOST = 20_000;

    private static final Pattern REASON = Pattern.compile("([a-z0-9-]+): .*", Pattern.DOTALL);

    private final Map<String, Reason> reasons = new TreeMap<>();
    private boolean isCut;

    private FailureReasons() {}

    private record Reason(long count, VaultObject newest) {
        private static final Comparator<VaultObject> BY_TIME =
                Comparator.comparing(VaultObject::failedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

        Reason and(Reason other) {
            return new Reason(count + other.count, BY_TIME.compare(newest, other.newest) < 0 ? other.newest : newest);
        }
    }

    static FailureReasons of(VaultLedger ledger, List<VaultSummary> summary) {
        FailureReasons reasons = new FailureReasons();
        for (VaultSummary row : summary) {
            boolean mayHaveSome = row.failing() > 0
                    || row.state() == VaultState.FAILED
                    || row.state() == VaultState.GONE
                    || row.state() == VaultState.DAMAGED;
            if (mayHaveSome) {
                reasons.read(ledger, row);
            }
        }
        return reasons;
    }

    private void read(VaultLedger ledger, VaultSummary row) {
        VaultFilter filter = new VaultFilter(AccountScope.all(), row.kind(), row.state(), null, null, null, null);
        @Nullable VaultObject behind = null;
        for (int looked = 0; looked < MOST; looked += STEP) {
            List<VaultObject> page = ledger.list(filter, behind, STEP);
            for (VaultObject entry : page) {
                String failure = entry.failure();
                if (failure != null) {
                    reasons.merge(reason(failure), new Reason(1, entry), Reason::and);
                }
                behind = entry;
            }
            if (page.size() < STEP) {
                return;
            }
        }
        isCut = true;
    }

    /** What is no word with a colon is a sentence that is the same for all. */
    private static String reason(String failure) {
        Matcher matcher = REASON.matcher(failure);
        return matcher.matches() ? matcher.group(1) : failure;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        reasons.forEach((reason, found) -> lines.add("Failed: " + Figures.count(found.count(), "entry", "entries")
                + " by '" + reason + "', last " + found.newest().sid() + " at "
                + found.newest().failedAt() + " (" + found.newest().failure() + ')'));
        if (isCut) {
            lines.add("Of each kind and state only the " + MOST
                    + " entries that were heard of last were looked at for this");
        }
        return lines;
    }
}
