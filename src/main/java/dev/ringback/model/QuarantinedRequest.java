package dev.ringback.model;

/**
 * A refused request as the quarantine holds it.
 *
 * @param id its place: what was kept later has a higher one, and none is given twice
 */
public record QuarantinedRequest(long id, RefusedRequest request) {}
