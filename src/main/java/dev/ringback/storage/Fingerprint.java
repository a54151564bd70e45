package dev.ringback.storage;

import dev.ringback.model.Digest;

/**
 * Tells whether two tables, in databases of whatever kind, hold the same rows. The character NUL and the one that stands for it where a
 * database cannot keep it count as the same.
 *
 * @param rows how many there are
 * @param digest of all rows, in whatever order
 */
public record Fingerprint(long rows, Digest digest) {}
