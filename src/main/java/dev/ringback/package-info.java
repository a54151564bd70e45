/**
 * Ringback keeps a local, always-current copy of your Twilio state. {@link dev.ringback.Ringback} is the program,
 * {@link dev.ringback.RingbackServer} builds its parts in order and closes them in reverse.
 */
@NullMarked
package dev.ringback;

import org.jspecify.annotations.NullMarked;
