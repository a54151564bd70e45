/** Fills the mirror with what Twilio has exported to files. */
@NullMarked
package dev.ringback.upstream.export;

import org.jspecify.annotations.NullMarked;
