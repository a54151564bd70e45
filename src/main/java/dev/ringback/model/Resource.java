package dev.ringback.model;

import java.time.Instant;

/**
 * A row of the mirror, or the part of it that one event fills.
 *
 * <p>Where a record stands for what one event says, null means "this event does not say"; where it was read back, null means "no event
 * has said yet".
 */
public interface Resource {

    String accountSid();

    /** The status with its place in the order, and where it came from. */
    Progress progress();

    /** When the first event about it happened, or was received where events carry no time. */
    Instant dateCreated();

    /** When the last event about it happened, or was received where events carry no time. */
    Instant dateUpdated();

    /** When we last heard of it. */
    Instant lastReceivedAt();

    /** Returns what only an answer of the REST API tells of it; {@link Answered#NONE} where none does. */
    Answered answered();
}
