/**
 * Writes what Twilio would send: scenarios of every kind, from a seed. Start with {@link dev.ringback.simulate.traffic.Traffic}; each
 * {@code ...Scenarios} class holds the scenarios of one product.
 *
 * <p>Knows nothing of HTTP clients or keys: {@code simulate} signs and sends. Uses {@code twilio} and {@code model}.
 */
@NullMarked
package dev.ringback.simulate.traffic;

import org.jspecify.annotations.NullMarked;
