/** Deletes at Twilio what the settings say, after the vault's copy was verified once more; and in the vault what it need not keep any longer. */
@NullMarked
package dev.ringback.vault.deletion;

import org.jspecify.annotations.NullMarked;
