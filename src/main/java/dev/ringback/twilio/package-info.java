/**
 * How Twilio speaks: forms, dates, SIDs. Its subpackages are {@code signature} (is it from Twilio?), {@code callback} (what does it say?),
 * {@code adopted} (who else wants to hear it?) and {@code rest} (how would Twilio answer?).
 *
 * <p>Uses {@code model} and Jackson. No HTTP server, no database.
 */
@NullMarked
package dev.ringback.twilio;

import org.jspecify.annotations.NullMarked;
