package dev.ringback.twilio.callback;

import dev.ringback.model.CallStatus;
import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.Sid;

/**
 * Recognises what a webhook is about from its parameters, never from its path: one URL serves everything. The order matters, because some
 * kinds carry the fields of others: a transcription has the call's, a recording of a call its SID.
 */
final class KindRecognizer {
    private KindRecognizer() {}

    static EventKind recognize(Parameters p) {
        if (p.has("Payload") && p.has("Level")) {
            return EventKind.DEBUGGER;
        }
        if (p.has("WorkspaceSid") && p.has("EventType")) {
            return EventKind.TASKROUTER;
        }
        if (p.has("RoomSid") || p.has("CompositionSid")) {
            return EventKind.VIDEO;
        }
        if (p.has("RecordingSid") && p.has("RecordingStatus")) {
            return EventKind.RECORDING;
        }
        if (p.has("TranscriptionEvent")) {
            return EventKind.REALTIME_TRANSCRIPTION;
        }
        if (p.has("TranscriptionSid")) {
            return EventKind.TRANSCRIPTION;
        }
        if (p.has("ConferenceSid")) {
            return conference(p);
        }
        if (p.has("MessageSid") || p.has("SmsSid")) {
            return message(p);
        }
        return p.has("CallSid") ? call(p) : EventKind.UNKNOWN;
    }

    private static EventKind conference(Parameters p) {
        String event = p.get("StatusCallbackEvent");
        if (event != null) {
            return event.startsWith("participant-") ? EventKind.PARTICIPANT : EventKind.CONFERENCE;
        }
        return p.has("EventName") ? EventKind.CONFERENCE : EventKind.UNKNOWN;
    }

    /** An inbound message never has {@code MessageStatus}; both have {@code SmsStatus}. */
    private static EventKind message(Parameters p) {
        if (p.has("MessageStatus")) {
            return EventKind.MESSAGE_STATUS;
        }
        String smsStatus = p.get("SmsStatus");
        if (smsStatus != null && !smsStatus.startsWith("receiv")) {
            return EventKind.MESSAGE_STATUS;
        }
        return smsStatus != null || p.has("Body") ? EventKind.INBOUND_MESSAGE : EventKind.UNKNOWN;
    }

    /**
     * A progress event names its source or its place in the sequence; a final status can only be a callback. Everything else that has a
     * call and its status asks for TwiML: a VoiceUrl, a {@code <Dial>} or {@code <Gather>} action.
     */
    private static EventKind call(Parameters p) {
        String status = p.get("CallStatus");
        if (status == null) {
            return p.has("AnsweredBy") ? EventKind.AMD : EventKind.UNKNOWN;
        }
        boolean progress = p.has("CallbackSource") || p.has("SequenceNumber");
        boolean ended = CallStatus.of(status).filter(CallStatus::isFinal).isPresent();
        return progress || ended ? EventKind.CALL_STATUS : EventKind.VOICE_REQUEST;
    }

    /** The SID of what the event is about, empty where it names nothing of the shape of a SID. */
    static String resourceSid(EventKind kind, Parameters p) {
        String sid = switch (kind) {
            case MESSAGE_STATUS, INBOUND_MESSAGE ->
                p.text("MessageSid") != null ? p.text("MessageSid") : p.text("SmsSid");
            case CALL_STATUS, VOICE_REQUEST, AMD -> p.text("CallSid");
            case RECORDING -> p.text("RecordingSid");
            case TRANSCRIPTION, REALTIME_TRANSCRIPTION -> p.text("TranscriptionSid");
            case CONFERENCE, PARTICIPANT -> p.text("ConferenceSid");
            case VIDEO -> p.text("RoomSid") != null ? p.text("RoomSid") : p.text("CompositionSid");
            case TASKROUTER -> p.text("ResourceSid");
            case DEBUGGER -> p.text("Sid");
            case EVENT_STREAM, UNKNOWN -> anySid(p);
        };
        return sid != null && Sid.isSid(sid) ? sid : "";
    }

    /** The first SID that is not an account's, so that even an unknown event has a timeline to stand on. */
    private static String anySid(Parameters p) {
        return p.stream()
                .filter(parameter -> parameter.name().endsWith("Sid")
                        && !parameter.name().endsWith("AccountSid")
                        && Sid.isSid(parameter.value()))
                .map(Parameters.Parameter::value)
                .findFirst()
                .orElse("");
    }
}
