/** Keeps what the caller of a create wanted to hear in the callback URL that Twilio has instead: sealed, so that only Ringback reads it. */
@NullMarked
package dev.ringback.twilio.adopted;

import org.jspecify.annotations.NullMarked;
