/** Sends events on to further consumers, as Twilio would have sent them, or as CloudEvents. */
@NullMarked
package dev.ringback.forward.event;

import org.jspecify.annotations.NullMarked;
