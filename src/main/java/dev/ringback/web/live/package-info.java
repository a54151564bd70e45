/**
 * Lets callers of the API door wait for a state, and stream changes. Start with {@link dev.ringback.web.live.LiveHandlers}.
 *
 * <p>Uses {@code live}, {@code query} and what those use. No thread waits for a client.
 */
@NullMarked
package dev.ringback.web.live;

import org.jspecify.annotations.NullMarked;
