package dev.ringback.storage;

import org.jspecify.annotations.Nullable;

/** What participants of a list have in common. Null means any; all that is said holds together. */
public record ParticipantFilter(
        @Nullable Boolean muted,
        @Nullable Boolean hold,
        @Nullable Boolean coaching) {
    public static final ParticipantFilter NONE = new ParticipantFilter(null, null, null);
}
