package dev.ringback.model;

import java.util.Arrays;
import java.util.Optional;

/** What a webhook is about, recognised from what it carries. */
public enum EventKind {
    MESSAGE_STATUS("message-status"),
    INBOUND_MESSAGE("inbound-message"),
    CALL_STATUS("call-status"),
    /** A request for TwiML, which Ringback must not be asked: somebody made it a VoiceUrl. */
    VOICE_REQUEST("voice-request"),
    /** Answering machine detection. */
    AMD("amd"),
    RECORDING("recording"),
    TRANSCRIPTION("transcription"),
    REALTIME_TRANSCRIPTION("realtime-transcription"),
    CONFERENCE("conference"),
    PARTICIPANT("participant"),
    VIDEO("video"),
    TASKROUTER("taskrouter"),
    DEBUGGER("debugger"),
    /** A CloudEvent of an Event Streams sink that none of the other kinds describes. */
    EVENT_STREAM("event-stream"),
    /** Signed, but of no kind we know: kept as it came. */
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
