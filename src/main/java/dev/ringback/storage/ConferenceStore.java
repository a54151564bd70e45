package dev.ringback.storage;

import dev.ringback.model.Conference;
import dev.ringback.model.Page;
import dev.ringback.model.Participant;
import java.util.Optional;

/** Conferences and who is in them, as the events so far make them. Safe for use by many threads. */
public interface ConferenceStore {

    /** Empty when the account has no such conference. */
    Optional<Conference> findConference(String accountSid, String sid);

    /**
     * Returns one page of an account's conferences, newest first: by date of creation, then by SID.
     *
     * @throws UnknownAnchorException when the page's anchor is not among the account's conferences
     */
    Page<Conference> listConferences(ConferenceQuery query);

    /**
     * A live participant, by call SID or by label. Empty when there is none, when it has left, and when the conference is over: Twilio
     * forgets participants then.
     */
    Optional<Participant> findParticipant(String accountSid, String conferenceSid, String callSidOrLabel);

    /**
     * Returns one page of a conference's live participants, newest first; empty when the conference is over.
     *
     * @throws UnknownAnchorException when the page's anchor, a call SID, is not among them
     */
    Page<Participant> listParticipants(ParticipantQuery query);
}
