/**
 * Keeps rollups of messages beside the mirror, and sums them up: {@link dev.ringback.stats.Rollups} makes them in a thread of its own, off the way of
 * callbacks, and {@link dev.ringback.stats.RollupStats} answers from them.
 *
 * <p>Uses {@code storage} and {@code model}. Of many nodes one makes them, all of them read them.
 */
@NullMarked
package dev.ringback.stats;

import org.jspecify.annotations.NullMarked;
