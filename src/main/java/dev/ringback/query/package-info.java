/**
 * The Twilio-shaped reads: one handler per resource, and the timeline of what happened to it. Start with
 * {@link dev.ringback.query.MessageHandler}; the others differ in little but the {@code Timeline}.
 *
 * <p>Uses {@code twilio}, {@code storage}, {@code model} and Javalin.
 */
@NullMarked
package dev.ringback.query;

import org.jspecify.annotations.NullMarked;
