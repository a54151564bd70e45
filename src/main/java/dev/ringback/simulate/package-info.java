/**
 * Plays Twilio: signed webhooks of every kind, in and out of order, from a seed.
 *
 * <p>Uses {@code twilio} and {@code model}.
 */
@NullMarked
package dev.ringback.simulate;

import org.jspecify.annotations.NullMarked;
