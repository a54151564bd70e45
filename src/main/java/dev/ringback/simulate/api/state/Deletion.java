package dev.ringback.simulate.api.state;

import java.time.Instant;

/**
 * The end of a resource by a DELETE, its own or that of its message.
 *
 * @param at by the time of the stand-in
 * @param nanoTime {@link System#nanoTime} just before: what returned earlier was done before the deletion
 */
public record Deletion(String sid, Instant at, long nanoTime) {}
