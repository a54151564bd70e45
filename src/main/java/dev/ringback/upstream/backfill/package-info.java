/** Fills the mirror with what was before it began, through lists of Twilio. */
@NullMarked
package dev.ringback.upstream.backfill;

import org.jspecify.annotations.NullMarked;
