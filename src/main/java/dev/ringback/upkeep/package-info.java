/**
 * Keeps the database in order: {@link dev.ringback.upkeep.Retention} deletes what is too old while the server runs, and
 * {@link dev.ringback.upkeep.Rebuild} makes all projections anew from the log while it does not.
 *
 * <p>Uses {@code storage}, {@code twilio} and {@code model}.
 */
@NullMarked
package dev.ringback.upkeep;

import org.jspecify.annotations.NullMarked;
