/** Hears of recordings and media, and copies them from Twilio into the vault. */
@NullMarked
package dev.ringback.vault.copy;

import org.jspecify.annotations.NullMarked;
