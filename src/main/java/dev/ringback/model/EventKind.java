package dev.ringback.model;

import java.util.Arrays;
import java.util.Optional;

/** The subject of a webhook, recognised from what the webhook carries. */
public enum EventKind {
    MESSAGE_STATUS("message-status"),
    INBOUND_MESSAGE("inbound-message"),
    CALL_STATUS("call-status"),
    /** An attachment of a message, as an answer of the REST API tells of it. Callbacks tell of attachments within the message. */
    MEDIA("media"),
    /** A request for TwiML, which Ringback must not be asked: somebody made it a VoiceUrl. */
    VOICE_REQUEST("voice-request"),
    /** Answering machine detection. */
    AMD("amd"),
    RECORDING("recording"),
    TRANSCRIPTION("transcription"),
    REALTIME_TRANSCRIPTION("realtime-transcription"),
    CONFERENCE("conference"),
    PARTICIPANT("participant"),
    /** A change in Conversations or the older Programmable Chat. Their messages, {@code IM...}, are none of the Messages resource. */
    CONVERSATION("conversation"),
    /** A partial result of a {@code <Gather>}: the caller is still speaking. */
    GATHER_PARTIAL("gather-partial"),
    /** The beginning, end or failure of a {@code <Stream>} or {@code <Siprec>} of a call. */
    MEDIA_STREAM("media-stream"),
    /** A tap on a shortened link in a message. */
    LINK_CLICK("link-click"),
    /** A report of Voice Insights about a call or conference: a measurement, not a change of its state. */
    VOICE_INSIGHTS("voice-insights"),
    VIDEO("video"),
    TASKROUTER("taskrouter"),
    DEBUGGER("debugger"),
    /** A CloudEvent of an Event Streams sink that none of the other kinds describes. */
    EVENT_STREAM("event-stream"),
    /** Signed, but of no kind this version knows: kept as it came. Also a kind that a newer version has stored. */
    UNKNOWN("unknown");

    private final String value;

    EventKind(String value) {
        this.value = value;
    }

    /** The name stored in the log and shown in the timeline. */
    public String value() {
        return value;
    }

    /** Empty when no kind has that name. */
    public static Optional<EventKind> of(String value) {
        return Arrays.stream(values()).filter(kind -> kind.value.equals(value)).findFirst();
    }
}
