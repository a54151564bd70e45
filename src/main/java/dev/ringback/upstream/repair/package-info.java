/** Asks Twilio about what of the mirror is in doubt, with as few requests as possible. */
@NullMarked
package dev.ringback.upstream.repair;

import org.jspecify.annotations.NullMarked;
