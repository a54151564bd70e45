package dev.ringback.twilio.callback;

import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.twilio.Sid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns an event into what follows from it. The same event gives the same resources, now and when the log is replayed. Stateless.
 */
public final class Projector {
    /** Where an event names the other resources it belongs to. */
    private static final List<String> REFERENCES =
            List.of("CallSid", "ConferenceSid", "RecordingSid", "ParentCallSid", "MessageSid");

    private Projector() {}

    /**
     * The event with the resources it changes. What it says and cannot be read is noted as the event's problem; the rest still counts.
     *
     * @param split the event's parameters, as {@link TwilioParameters#of(Event)} gives them
     */
    static Entry entry(Event event, TwilioParameters.Split split) {
        Parameters parameters = split.parameters();
        Fields fields = new Fields(event, parameters);
        List<Resource> resources = new ArrayList<>();
        if (changesState(event.kind())) {
            if (event.sid().isEmpty()) {
                fields.problem("names no " + event.kind().value() + " resource");
            } else {
                project(fields, resources);
            }
        }
        if (changesState(event.kind()) && event.occurredAt() == null && fields.text("Timestamp") != null) {
            fields.problem("Timestamp is no date");
        }
        String problems = fields.problems(event.problem());
        return new Entry(
                problems == null ? event : event.withProblem(problems),
                resources,
                references(event, parameters),
                MessageTags.of(event, split.tags()));
    }

    /** Reads a stored event again, as {@link #entry} did when it came. */
    public static Entry replay(Event event) {
        return entry(event, TwilioParameters.of(event));
    }

    /** The references that an event was stored with. */
    public static Set<String> references(Event event) {
        return references(event, TwilioParameters.of(event).parameters());
    }

    private static boolean changesState(EventKind kind) {
        return switch (kind) {
            case VIDEO, TASKROUTER, REALTIME_TRANSCRIPTION, EVENT_STREAM, UNKNOWN -> false;
            default -> true;
        };
    }

    private static void project(Fields fields, List<Resource> resources) {
        switch (fields.event().kind()) {
            case MESSAGE_STATUS, INBOUND_MESSAGE -> MessageProjection.project(fields, resources);
            case CALL_STATUS, VOICE_REQUEST, AMD -> CallProjection.project(fields, resources);
            case RECORDING -> RecordingProjection.recording(fields, resources);
            case TRANSCRIPTION -> RecordingProjection.transcription(fields, resources);
            case CONFERENCE -> ConferenceProjection.conference(fields, resources);
            case PARTICIPANT -> {
                ConferenceProjection.conference(fields, resources);
                ConferenceProjection.participant(fields, resources);
            }
            case DEBUGGER -> AlertProjection.project(fields, resources);
            default -> throw new IllegalStateException(fields.event().kind() + " changes no state");
        }
    }

    private static Set<String> references(Event event, Parameters parameters) {
        Set<String> references = new HashSet<>();
        for (String name : REFERENCES) {
            reference(references, event, parameters.get(name));
        }
        if (event.kind() == EventKind.DEBUGGER) {
            reference(references, event, parameters.get("ResourceSid"));
            reference(references, event, Json.text(Json.parse(parameters.get("Payload")), "resource_sid"));
        }
        return references;
    }

    private static void reference(Set<String> references, Event event, @Nullable String sid) {
        if (sid != null && Sid.isSid(sid) && !sid.equals(event.sid())) {
            references.add(sid);
        }
    }

    /** What the event says of the status of what it is about; null where it says nothing of a status. */
    static @Nullable Progress progress(Event event, Parameters parameters) {
        Fields fields = new Fields(event, parameters);
        return switch (event.kind()) {
            case MESSAGE_STATUS, INBOUND_MESSAGE -> MessageProjection.progress(fields);
            case CALL_STATUS, VOICE_REQUEST -> CallProjection.progress(fields);
            case RECORDING -> RecordingProjection.recordingProgress(fields);
            case TRANSCRIPTION -> RecordingProjection.transcriptionProgress(fields);
            case CONFERENCE -> ConferenceProjection.conferenceProgress(fields);
            case PARTICIPANT -> ConferenceProjection.participantProgress(fields);
            case VIDEO -> video(fields);
            case DEBUGGER -> new Progress(0, String.valueOf(fields.text("Level")), event.source());
            case AMD, TASKROUTER, REALTIME_TRANSCRIPTION, EVENT_STREAM, UNKNOWN -> null;
        };
    }

    private static @Nullable Progress video(Fields fields) {
        String status = fields.text("RoomStatus");
        return status == null
                ? null
                : new Progress(
                        StateOrder.video(fields.event().occurredAt()),
                        status,
                        fields.event().source());
    }
}
