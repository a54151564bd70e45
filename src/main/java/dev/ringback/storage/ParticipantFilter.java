package dev.ringback.storage;

import dev.ringback.model.Participant;
import org.jspecify.annotations.Nullable;

/**
 * Filters for a list of the live participants of a conference, combined with AND. Null matches every participant. There are none when the
 * conference is over, and those who left are none: Twilio forgets participants then.
 *
 * @param orGone whether those match too who are there no more
 */
public record ParticipantFilter(
        String conferenceSid,
        @Nullable String callSid,
        @Nullable String label,
        @Nullable Boolean muted,
        @Nullable Boolean hold,
        @Nullable Boolean coaching,
        boolean orGone)
        implements ResourceFilter<Participant> {
    /** Makes a filter of those who are in the conference now. */
    public ParticipantFilter(
            String conferenceSid,
            @Nullable String callSid,
            @Nullable String label,
            @Nullable Boolean muted,
            @Nullable Boolean hold,
            @Nullable Boolean coaching) {
        this(conferenceSid, callSid, label, muted, hold, coaching, false);
    }

    /** All who are in a conference. */
    public static ParticipantFilter of(String conferenceSid) {
        return new ParticipantFilter(conferenceSid, null, null, null, null, null);
    }

    /** All who are in a conference or were. */
    public static ParticipantFilter ofAllEver(String conferenceSid) {
        return new ParticipantFilter(conferenceSid, null, null, null, null, null, true);
    }

    /** The same, limited to the leg with that SID. */
    public ParticipantFilter withCallSid(String sid) {
        return new ParticipantFilter(conferenceSid, sid, label, muted, hold, coaching, orGone);
    }

    /** The same, limited to those with that label. Nobody has an empty one. */
    public ParticipantFilter withLabel(String text) {
        return new ParticipantFilter(conferenceSid, callSid, text, muted, hold, coaching, orGone);
    }

    @Override
    public Class<Participant> kind() {
        return Participant.class;
    }
}
