/** Sends HTTP requests, with limits on time, on what is read of an answer, and on where they may go. May use {@code model} only. */
@NullMarked
package dev.ringback.outbound;

import org.jspecify.annotations.NullMarked;
