package dev.ringback.vault.job;

/** Names what a scan counts. What it has changed is counted over all of it; the rest anew when it begins again. */
enum ScanFound {
    /** Entries that the ledger did not have. */
    ADDED,
    /** Of what was added or mended. */
    BYTES,
    /** Entries that said there was no copy. */
    MENDED,
    /** Entries that were right. */
    KNOWN,
    /** Objects that are there though a rule has deleted them in the vault. */
    REMOVED,
    /** Sidecars that are of no use. */
    BROKEN,
    /** Objects that are not what their sidecars say. */
    UNFIT,
    /** Others worked on them. */
    LEFT_OUT
}
