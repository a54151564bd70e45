/** Does long work on the vault as jobs: copies what exists, reads everything back, and makes the ledger again from the store. */
@NullMarked
package dev.ringback.vault.job;

import org.jspecify.annotations.NullMarked;
