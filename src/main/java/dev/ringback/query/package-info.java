/**
 * The Twilio-shaped reads: one handler per resource, and the timeline of what happened to it.
 *
 * <p>Uses {@code twilio}, {@code storage}, {@code model} and Javalin.
 */
@NullMarked
package dev.ringback.query;

import org.jspecify.annotations.NullMarked;
