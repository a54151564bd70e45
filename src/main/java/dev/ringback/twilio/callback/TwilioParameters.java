package dev.ringback.twilio.callback;

import dev.ringback.model.Event;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.FormBody;
import java.util.List;
import java.util.Set;

/**
 * Tells Twilio's parameters from the user's own.
 *
 * <p>In a POST they are apart: Twilio's stand in the body, the user's in the URL. In a GET both stand in the query, the user's first; there
 * Twilio's begin with the first name that Twilio is known to send. Source of the order: "Validating requests are coming from Twilio" says
 * the parameters of a GET are appended to the configured URL.
 */
final class TwilioParameters {
    private static final Set<String> KNOWN = Set.of("""
            AccountSid ApiVersion MessageSid SmsSid SmsMessageSid MessageStatus SmsStatus MessagingServiceSid From To Body
            NumMedia NumSegments ReferralNumMedia ErrorCode ErrorMessage ErrorUrl RawDlrDoneDate ChannelPrefix
            ChannelInstallSid ChannelToAddress ChannelStatusMessage EventType StructuredMessage ProfileName WaId
            MessageType OptOutType FromCity FromState FromZip FromCountry ToCity ToState ToZip ToCountry Caller CallerName
            CallerCity CallerState CallerZip CallerCountry Called CalledCity CalledState CalledZip CalledCountry CallSid
            ParentCallSid CallStatus CallDuration CallbackSource CallToken Direction ForwardedFrom Timestamp
            SequenceNumber Duration SipResponseCode ApplicationSid StirVerstat StirPassportToken AnsweredBy
            MachineDetectionDuration RecordingSid RecordingUrl RecordingStatus RecordingDuration RecordingChannels
            RecordingStartTime RecordingSource RecordingTrack TranscriptionSid TranscriptionText TranscriptionStatus
            TranscriptionUrl TranscriptionEvent TranscriptionData SequenceId Track Final LanguageCode ConferenceSid
            FriendlyName StatusCallbackEvent Muted Hold Coaching CallSidToCoach EndConferenceOnExit StartConferenceOnEnter
            ParticipantLabel ParticipantCallStatus ReasonParticipantLeft ReasonConferenceEnded CallSidEndingConference
            ParticipantLabelEndingConference Reason EventName RoomSid RoomName RoomStatus RoomType ParticipantSid
            ParticipantStatus ParticipantIdentity CompositionSid WorkspaceSid WorkspaceName EventDescription ResourceType
            ResourceSid TaskSid WorkerSid Sid ParentAccountSid Level PayloadType Payload DialCallSid DialCallStatus
            DialCallDuration Digits""".split("\\s+"));

    /** The checksum of a JSON body, which Twilio adds to the URL. */
    private static final String BODY_SHA256 = "bodySHA256";

    private TwilioParameters() {}

    /** A request's parameters, told apart. */
    record Split(Parameters tags, Parameters parameters) {}

    /** Those of a stored event, read back from what was kept of the request. */
    static Split of(Event event) {
        Parameters query = FormBody.ofQuery(event.target()).parameters();
        if (event.format() == PayloadFormat.JSON) {
            return ofPost(query, CloudEvent.read(event.payload()).parameters());
        }
        return event.method().equals("GET")
                ? ofGet(query)
                : ofPost(query, FormBody.parse(event.payload()).parameters());
    }

    static Split ofPost(Parameters query, Parameters body) {
        return new Split(withoutChecksum(query), body);
    }

    static Split ofGet(Parameters query) {
        List<Parameter> all = query.stream().toList();
        int first = 0;
        while (first < all.size() && !KNOWN.contains(all.get(first).name())) {
            first++;
        }
        return first == all.size()
                ? new Split(Parameters.none(), query) // nothing of Twilio's in it: all we have is what it says
                : new Split(
                        withoutChecksum(new Parameters(all.subList(0, first))),
                        new Parameters(all.subList(first, all.size())));
    }

    private static Parameters withoutChecksum(Parameters query) {
        return query.has(BODY_SHA256)
                ? new Parameters(query.stream()
                        .filter(parameter -> !parameter.name().equals(BODY_SHA256))
                        .toList())
                : query;
    }
}
