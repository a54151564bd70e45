package dev.ringback.vault.report;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.VaultLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what the vault has, and what of it rules will delete. Used by one thread. */
final class LedgerCount {
    private static final int STEP = 1_000;

    private final @Nullable Duration deleteAfter;
    private final @Nullable Duration retention;
    private final Instant now;
    private final Instant soon;
    private final Sum recordings = new Sum();
    private final Sum media = new Sum();
    private final Sum deletedNow = new Sum();
    private final Sum deletedSoon = new Sum();
    private final Sum removedNow = new Sum();
    private final Sum removedSoon = new Sum();

    private LedgerCount(@Nullable Duration deleteAfter, @Nullable Duration retention, Instant now, Instant soon) {
        this.deleteAfter = deleteAfter;
        this.retention = retention;
        this.now = now;
        this.soon = soon;
    }

    /** A number of objects and what they have together. */
    static final class Sum {
        private long objects;
        private long bytes;

        long objects() {
            return objects;
        }

        long bytes() {
            return bytes;
        }

        private void add(VaultObject object, boolean isAnother) {
            objects += isAnother ? 1 : 0;
            bytes += object.length() == null ? 0 : object.length();
        }
    }

    /** @param soon a later moment, until which is counted, too */
    static LedgerCount of(
            VaultLedger ledger,
            @Nullable Duration deleteAfter,
            @Nullable Duration retention,
            Instant now,
            Instant soon) {
        LedgerCount count = new LedgerCount(deleteAfter, retention, now, soon);
        VaultObject last = null;
        List<VaultObject> page = ledger.walk(null, STEP);
        while (!page.isEmpty()) {
            for (VaultObject entry : page) {
                count.add(entry, last);
                last = entry;
            }
            page = ledger.walk(last, STEP);
        }
        return count;
    }

    /** The formats of a recording follow each other; at Twilio they are one. */
    private void add(VaultObject entry, @Nullable VaultObject last) {
        Instant copiedAt = entry.copiedAt();
        if (!entry.kind().isContent() || !entry.isCopied() || copiedAt == null) {
            return;
        }
        (entry.kind() == VaultKind.RECORDING ? recordings : media).add(entry, true);
        if (deleteAfter != null && entry.deletedAt() == null) {
            boolean isAnother = last == null
                    || !last.isCopied()
                    || !last.sid().equals(entry.sid())
                    || !last.accountSid().equals(entry.accountSid());
            add(entry, copiedAt.plus(deleteAfter), deletedNow, deletedSoon, isAnother);
        }
        if (retention != null) {
            add(entry, copiedAt.plus(retention), removedNow, removedSoon, true);
        }
    }

    private void add(VaultObject entry, Instant end, Sum atOnce, Sum later, boolean isAnother) {
        if (!end.isAfter(now)) {
            atOnce.add(entry, isAnother);
        } else if (!end.isAfter(soon)) {
            later.add(entry, isAnother);
        }
    }

    Sum recordings() {
        return recordings;
    }

    Sum media() {
        return media;
    }

    /** Returns what may be deleted at Twilio now. */
    Sum deletedNow() {
        return deletedNow;
    }

    Sum deletedSoon() {
        return deletedSoon;
    }

    /** Returns what is deleted in the vault now. */
    Sum removedNow() {
        return removedNow;
    }

    Sum removedSoon() {
        return removedSoon;
    }
}
