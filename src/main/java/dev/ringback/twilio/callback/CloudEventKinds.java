package dev.ringback.twilio.callback;

import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.Sid;

/** Recognises what an event of Event Streams is about: by its type, and within voice by the webhook that it embeds. */
final class CloudEventKinds {
    private CloudEventKinds() {}

    static EventKind of(String type, Parameters parameters) {
        if (type.startsWith("com.twilio.messaging.message.")) {
            return message(parameters, EventKind.MESSAGE_STATUS);
        }
        if (type.startsWith("com.twilio.messaging.inbound-message.")) {
            return message(parameters, EventKind.INBOUND_MESSAGE);
        }
        if (type.startsWith("com.twilio.error-logs.")) {
            return EventKind.DEBUGGER;
        }
        if (type.startsWith("com.twilio.conversations.")) {
            return EventKind.CONVERSATION;
        }
        if (type.startsWith("com.twilio.voice.insights.")) {
            return EventKind.VOICE_INSIGHTS;
        }
        // what was asked of the REST API is the caller's own words, not a webhook's
        boolean embedsWebhook =
                type.startsWith("com.twilio.voice.") && !type.startsWith("com.twilio.voice.api-request.");
        return embedsWebhook ? voice(type, parameters) : EventKind.EVENT_STREAM;
    }

    /** A SID of another product does not become a message by being told on this stream. */
    private static EventKind message(Parameters parameters, EventKind kind) {
        String sid = parameters.get("MessageSid");
        return Sid.isSid(sid) && !Sid.isSid(sid, "SM", "MM") ? EventKind.EVENT_STREAM : kind;
    }

    private static EventKind voice(String type, Parameters parameters) {
        EventKind kind = KindRecognizer.recognize(parameters);
        return switch (kind) {
            case CALL_STATUS, VOICE_REQUEST ->
                // here somebody else was asked for TwiML, and we are only told
                type.contains(".gather.partial.") ? EventKind.GATHER_PARTIAL : EventKind.CALL_STATUS;
            case AMD,
                    RECORDING,
                    CONFERENCE,
                    PARTICIPANT,
                    TRANSCRIPTION,
                    REALTIME_TRANSCRIPTION,
                    GATHER_PARTIAL,
                    MEDIA_STREAM -> kind;
            default -> EventKind.EVENT_STREAM;
        };
    }
}
