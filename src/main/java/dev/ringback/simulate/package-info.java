/**
 * Plays Twilio: signed webhooks of every kind, in and out of order, from a seed. Start with {@link dev.ringback.simulate.Simulation}; what is
 * sent is written in {@code simulate.traffic}. A stand-in for Twilio's REST API is in {@code simulate.api}.
 *
 * <p>Uses {@code twilio} and {@code model}.
 */
@NullMarked
package dev.ringback.simulate;

import org.jspecify.annotations.NullMarked;
