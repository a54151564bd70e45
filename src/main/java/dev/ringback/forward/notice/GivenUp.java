package dev.ringback.forward.notice;

import java.time.Instant;

/**
 * Word that somebody could not be told.
 *
 * @param receiver its name
 * @param since when the first of what was given up was created
 * @param count how many were given up
 * @param reason of the last attempt, in words
 */
public record GivenUp(String receiver, Instant since, long count, String reason) {}
