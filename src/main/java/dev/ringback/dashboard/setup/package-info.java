/** The page of what to paste into Twilio, and whether it has been seen to work. */
@NullMarked
package dev.ringback.dashboard.setup;

import org.jspecify.annotations.NullMarked;
