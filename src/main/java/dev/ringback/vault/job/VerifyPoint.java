package dev.ringback.vault.job;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds how far the reading back has come.
 *
 * @param behind the last entry of the ledger that was looked at; null at the beginning
 * @param walked whether all entries were
 */
record VerifyPoint(@Nullable Place behind, boolean walked, Tally tally) {
    static final VerifyPoint START = new VerifyPoint(null, false, Tally.NONE);

    /** Names an entry of the ledger. */
    record Place(String accountSid, VaultKind kind, String sid, String format) {
        VaultObject entry() {
            return VaultObject.heard(accountSid, kind, sid, format, null, "", Instant.EPOCH);
        }
    }

    /** What is counted. */
    enum Found {
        WHOLE,
        /** Of those that are whole. */
        BYTES,
        /** Those that are whole and were given up for lost. */
        RECOVERED,
        /** Missing or changed. */
        DAMAGED,
        /** Not to be read, though others can be. */
        UNREADABLE,
        /** Others worked on them. */
        LEFT_OUT
    }

    long of(Found found) {
        return tally.of(found);
    }

    /** Returns how many objects were looked at. */
    long done() {
        return of(Found.WHOLE) + of(Found.DAMAGED) + of(Found.UNREADABLE) + of(Found.LEFT_OUT);
    }

    /** Returns where to go on in the ledger; null for its beginning. */
    @Nullable
    VaultObject entry() {
        return behind == null ? null : behind.entry();
    }

    VerifyPoint behind(VaultObject entry) {
        return new VerifyPoint(new Place(entry.accountSid(), entry.kind(), entry.sid(), entry.format()), walked, tally);
    }

    VerifyPoint end() {
        return new VerifyPoint(behind, true, tally);
    }

    VerifyPoint with(Tally next) {
        return new VerifyPoint(behind, walked, next);
    }
}
