/**
 * Proves that a request comes from Twilio. Start with {@link dev.ringback.twilio.signature.SignatureCheck}.
 *
 * <p>Uses {@code model} and {@code twilio}.
 */
@NullMarked
package dev.ringback.twilio.signature;

import org.jspecify.annotations.NullMarked;
