/**
 * Measures Ringback against what its stack can do at best: {@code scripts/bench}. Start with {@link dev.ringback.bench.Bench}.
 *
 * <p>The load comes from {@code wrk}; the servers are processes of their own, the live one started as users start it.
 */
@NullMarked
package dev.ringback.bench;

import org.jspecify.annotations.NullMarked;
