/** Notices to whatever an Apprise API is set up for. */
@NullMarked
package dev.ringback.forward.receiver.apprise;

import org.jspecify.annotations.NullMarked;
