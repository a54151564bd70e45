package dev.ringback.model;

import java.time.Instant;

/**
 * An event as the log holds it.
 *
 * @param id its place in the log: a later arrival has a higher one
 * @param arrivals how often it came; 1 unless Twilio repeated it
 * @param lastReceivedAt when it came last
 */
public record LoggedEvent(long id, Event event, int arrivals, Instant lastReceivedAt) {}
