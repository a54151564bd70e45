/** Checks content that Twilio has sent while it streams, and mixes two channels of sound into one. */
@NullMarked
package dev.ringback.vault.content;

import org.jspecify.annotations.NullMarked;
