package dev.ringback.model;

import java.time.Instant;

/**
 * Records that somebody has done something.
 *
 * @param id from 1 on, in the order in which they were written; none is given twice
 * @param action the spelling of an {@link Action}, or of one that only a newer version knows
 * @param subject what it was about, in few words without secrets
 * @param affected how many things were changed by it
 */
public record AuditRecord(long id, Instant at, Actor actor, String action, String subject, long affected) {}
