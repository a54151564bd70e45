/**
 * Stands in for Twilio's REST API, for tests: resources whose states move, lists as Twilio pages them, its limits, sound and media, and faults
 * on demand. Start with {@link dev.ringback.simulate.api.SimulatedTwilio}.
 *
 * <p>What Twilio does, as far as it is documented or was seen, is imitated; the Javadoc says where a behaviour is known from, and where nobody
 * has confirmed it. Requests are taken in {@code http}, answered in {@code resource} from what {@code state} keeps and {@code content}
 * generates. Uses {@code twilio}, {@code model} and {@code simulate}.
 */
@NullMarked
package dev.ringback.simulate.api;

import org.jspecify.annotations.NullMarked;
