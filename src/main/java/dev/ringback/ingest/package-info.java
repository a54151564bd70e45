/**
 * The callback door: a request comes in, is proved, read, handed to the group commit, and answered when it is on disk. Start with
 * {@link dev.ringback.ingest.CallbackHandler}, then {@link dev.ringback.ingest.GroupCommit}; {@link dev.ringback.ingest.Ingest} builds all of
 * it.
 *
 * <p>What cannot be proved goes by {@link dev.ringback.ingest.Quarantine}, and comes back by {@link
 * dev.ringback.ingest.QuarantineReplay}.
 *
 * <p>Uses {@code twilio}, {@code storage}, {@code model} and Javalin.
 */
@NullMarked
package dev.ringback.ingest;

import org.jspecify.annotations.NullMarked;
