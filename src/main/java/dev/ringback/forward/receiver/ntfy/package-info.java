/** Notices to phones and browsers, by ntfy. */
@NullMarked
package dev.ringback.forward.receiver.ntfy;

import org.jspecify.annotations.NullMarked;
