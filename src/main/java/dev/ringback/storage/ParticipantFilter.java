package dev.ringback.storage;

import org.jspecify.annotations.Nullable;

/** Filters for a list of participants, combined with AND. Null matches every participant. */
public record ParticipantFilter(
        @Nullable Boolean muted,
        @Nullable Boolean hold,
        @Nullable Boolean coaching) {
    public static final ParticipantFilter NONE = new ParticipantFilter(null, null, null);
}
