package dev.ringback.twilio.callback;

import dev.ringback.model.CallStatus;
import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.Sid;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the kind of a webhook from its parameters, never from its path: one URL serves everything. The order matters, because some
 * kinds carry the fields of others: a transcription has the call's, a recording of a call its SID.
 *
 * <p>A name alone proves little, because products share names: Conversations call their {@code IM...} a {@code MessageSid}, and Video its
 * {@code RT...} a {@code RecordingSid}. So a SID of another product's prefix never makes a webhook one of these.
 */
final class KindRecognizer {
    /** Conversations and Chat name their events so, post and pre: {@code onMessageAdded}, {@code onChannelUpdate}. */
    private static final Pattern CONVERSATION_EVENT = Pattern.compile("on[A-Z]\\w*");

    private static final Set<String> LINK_EVENTS = Set.of("click", "preview");

    private KindRecognizer() {}

    static EventKind recognize(Parameters p) {
        if (p.has("Payload") && p.has("Level")) {
            return EventKind.DEBUGGER;
        }
        if (p.has("WorkspaceSid") && p.has("EventType")) {
            return EventKind.TASKROUTER;
        }
        if (isConversation(p)) {
            return EventKind.CONVERSATION;
        }
        if (p.has("sms_sid") && (LINK_EVENTS.contains(String.valueOf(p.get("event_type"))) || p.has("click_time"))) {
            return EventKind.LINK_CLICK;
        }
        if (p.has("RoomSid") || p.has("CompositionSid") || Sid.isSid(p.get("RecordingSid"), "RT")) {
            return EventKind.VIDEO;
        }
        if (p.has("RecordingStatus") && mayBe(p, "RecordingSid", "RE")) {
            return EventKind.RECORDING;
        }
        if (p.has("TranscriptionEvent")) {
            return EventKind.REALTIME_TRANSCRIPTION;
        }
        if (p.has("TranscriptionSid")) {
            return EventKind.TRANSCRIPTION;
        }
        if (p.has("StreamEvent") || p.has("SiprecEvent")) {
            return EventKind.MEDIA_STREAM;
        }
        if (mayBe(p, "ConferenceSid", "CF")) {
            return conference(p);
        }
        if (mayBe(p, "MessageSid", "SM", "MM") || (!p.has("MessageSid") && mayBe(p, "SmsSid", "SM", "MM"))) {
            return message(p);
        }
        return mayBe(p, "CallSid", "CA") ? call(p) : EventKind.UNKNOWN;
    }

    /** Whether the parameter is there, and is no SID of another resource. Text that is no SID at all is a broken one of the kind. */
    private static boolean mayBe(Parameters p, String name, String... prefixes) {
        String value = p.get(name);
        return value != null && (!Sid.isSid(value) || Sid.isSid(value, prefixes));
    }

    private static boolean isConversation(Parameters p) {
        String event = p.get("EventType");
        if ((event != null && CONVERSATION_EVENT.matcher(event).matches()) || Sid.isSid(p.get("MessageSid"), "IM")) {
            return true;
        }
        // a receipt of a message may say in which conversation it was sent
        boolean aboutMessage = Sid.isSid(first(p, "MessageSid", "SmsSid"), "SM", "MM")
                && (p.has("MessageStatus") || p.has("SmsStatus"));
        return !aboutMessage && (Sid.isSid(p.get("ConversationSid"), "CH") || Sid.isSid(p.get("ChannelSid"), "CH"));
    }

    private static EventKind conference(Parameters p) {
        String event = p.get("StatusCallbackEvent");
        if (event != null) {
            return event.toLowerCase(Locale.ROOT).startsWith("participant-")
                    ? EventKind.PARTICIPANT
                    : EventKind.CONFERENCE;
        }
        return p.has("EventName") ? EventKind.CONFERENCE : EventKind.UNKNOWN;
    }

    /**
     * Both kinds have {@code SmsStatus}. {@code MessageStatus} is known of status callbacks, and some inbound messages were seen with it:
     * only a received message is {@code received}.
     */
    private static EventKind message(Parameters p) {
        String status = p.text("MessageStatus") != null ? p.text("MessageStatus") : p.text("SmsStatus");
        if (status != null) {
            return status.toLowerCase(Locale.ROOT).startsWith("receiv")
                    ? EventKind.INBOUND_MESSAGE
                    : EventKind.MESSAGE_STATUS;
        }
        if (p.has("MessageStatus")) {
            return EventKind.MESSAGE_STATUS;
        }
        return p.has("SmsStatus") || p.has("Body") ? EventKind.INBOUND_MESSAGE : EventKind.UNKNOWN;
    }

    private static EventKind call(Parameters p) {
        if (p.has("UnstableSpeechResult") || p.has("StableSpeechResult")) {
            return EventKind.GATHER_PARTIAL;
        }
        String status = p.get("CallStatus");
        if (status == null) {
            return p.has("AnsweredBy") ? EventKind.AMD : EventKind.UNKNOWN;
        }
        boolean progress = p.has("CallbackSource") || p.has("SequenceNumber");
        return progress || !isAskedForTwiml(status) ? EventKind.CALL_STATUS : EventKind.VOICE_REQUEST;
    }

    /**
     * Twilio asks for TwiML when a call rings and while it is in progress: a VoiceUrl, a {@code <Dial>} or {@code <Gather>} action. With any
     * other status there is nobody left, or nobody yet, to do anything with an answer.
     */
    private static boolean isAskedForTwiml(String status) {
        return CallStatus.of(status.replace('_', '-'))
                .filter(known -> known == CallStatus.IN_PROGRESS || known == CallStatus.RINGING)
                .isPresent();
    }

    /** The SID that an event is filed under, empty where it names nothing of the shape of a SID. */
    static String resourceSid(EventKind kind, Parameters p) {
        String sid = switch (kind) {
            case MESSAGE_STATUS, INBOUND_MESSAGE -> first(p, "MessageSid", "SmsSid");
            case CALL_STATUS, VOICE_REQUEST, AMD, GATHER_PARTIAL -> p.text("CallSid");
            case RECORDING -> p.text("RecordingSid");
            case TRANSCRIPTION, REALTIME_TRANSCRIPTION -> p.text("TranscriptionSid");
            case CONFERENCE, PARTICIPANT -> p.text("ConferenceSid");
            case CONVERSATION -> first(p, "ConversationSid", "ChannelSid", "MessageSid");
            case MEDIA_STREAM -> first(p, "StreamSid", "SiprecSid");
            case LINK_CLICK -> first(p, "sms_sid", "SmsSid");
            case VOICE_INSIGHTS -> first(p, "CallSid", "ConferenceSid");
            case VIDEO -> first(p, "RoomSid", "CompositionSid");
            case TASKROUTER -> p.text("ResourceSid");
            case DEBUGGER -> p.text("Sid");
            case MEDIA, EVENT_STREAM, UNKNOWN -> null;
        };
        return sid != null && Sid.isSid(sid) ? sid : "";
    }

    private static @Nullable String first(Parameters p, String... names) {
        for (String name : names) {
            if (p.text(name) != null) {
                return p.text(name);
            }
        }
        return null;
    }
}
