package dev.ringback.model;

/**
 * How far a resource has come. Of two, the one with the higher position wins, whichever arrived first; between equal positions the
 * greater status, then the greater source, so that every order of arrival ends in the same row.
 *
 * @param position the place in the order, comparable only among resources of one type
 * @param status as Twilio spells it; empty for a resource that has no status
 * @param source how the event that set the status reached us
 */
public record Progress(long position, String status, EventSource source) {

    /** For what never changes its status. */
    public static Progress none(EventSource source) {
        return new Progress(0, "", source);
    }
}
