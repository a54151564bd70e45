/**
 * Reads a webhook: recognises its kind from its content, orders its states, and turns it into the resources it changes. Start with
 * {@link dev.ringback.twilio.callback.CallbackReader}, then {@link dev.ringback.twilio.callback.Projector}.
 *
 * <p>Uses {@code model}, {@code twilio} and Jackson.
 */
@NullMarked
package dev.ringback.twilio.callback;

import org.jspecify.annotations.NullMarked;
