/**
 * Gathers the bodies of requests before they are handled, within bounds of time and memory. Start with {@link dev.ringback.web.body.BodyGathering}.
 */
@NullMarked
package dev.ringback.web.body;

import org.jspecify.annotations.NullMarked;
