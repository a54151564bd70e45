/**
 * Tells callers of changes as they come: lets them wait for a state, and streams every change. Start with {@link dev.ringback.live.LogTail}, which
 * reads the log for both, {@link dev.ringback.live.Waits} and {@link dev.ringback.live.Streams}.
 *
 * <p>Uses {@code twilio}, {@code storage} and {@code model}. Knows nothing of HTTP.
 */
@NullMarked
package dev.ringback.live;

import org.jspecify.annotations.NullMarked;
