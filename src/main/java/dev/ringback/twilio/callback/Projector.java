package dev.ringback.twilio.callback;

import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns an event into what follows from it. The same event gives the same resources, now and when the log is replayed. Stateless.
 */
public final class Projector {
    /**
     * The version of the rules by which events are read: kinds, resources, references and tags. It goes up by one in a release that changes
     * any of them; a server then makes anew what older versions have made.
     */
    public static final int VERSION = 1;

    /** The problem of an event that is kept, but may not change what belongs to others. */
    static final String FOREIGN = "names an account that its signer may not speak for";

    private Projector() {}

    /**
     * The event with the resources it changes. What it says and cannot be read is noted as the event's problem; the rest still counts.
     *
     * @param split the event's parameters, as {@link TwilioParameters#of(Event)} gives them
     * @param sids that the event names
     */
    static Entry entry(Event event, TwilioParameters.Split split, NamedSids sids) {
        Parameters parameters = split.parameters();
        Fields fields = new Fields(event, parameters);
        List<Resource> resources = new ArrayList<>();
        if (event.source() == EventSource.API) {
            Answer.project(event, resources);
        } else if (changesState(event.kind())) {
            if (event.sid().isEmpty()) {
                fields.problem("names no " + event.kind().value() + " resource");
            } else if (isFiledUnderItsResource(event, parameters)) {
                project(fields, resources);
            }
            if (event.occurredAt() == null && fields.text("Timestamp") != null) {
                fields.problem("Timestamp is no date");
            }
        } else if (event.kind() == EventKind.VOICE_INSIGHTS && isFiledUnderItsResource(event, parameters)) {
            CallSummary.project(fields, resources);
        }
        String problems = fields.problems(event.problem());
        return new Entry(
                problems == null ? event : event.withProblem(problems),
                resources,
                References.of(event, parameters, sids),
                MessageTags.of(event, split.tags()));
    }

    /**
     * Reads a stored event again by the rules of this version. Its kind, references and tags follow from its raw form, so that events which an
     * older version misunderstood are mended; the account and the SID that it was filed under stay.
     */
    public static Entry replay(Event event) {
        TwilioParameters.Split split = TwilioParameters.of(event);
        return entry(event.withKind(kind(event, split)), split, sids(event, split));
    }

    /** The references of a stored event by the rules of this version. */
    public static Set<String> references(Event event) {
        TwilioParameters.Split split = TwilioParameters.of(event);
        return References.of(event.withKind(kind(event, split)), split.parameters(), sids(event, split));
    }

    private static NamedSids sids(Event event, TwilioParameters.Split split) {
        return NamedSids.of(event.format(), event.payload(), split.parameters());
    }

    /** The kind by the rules of this version, whatever was stored; that which was stored where nothing else is left of the event. */
    static EventKind kind(Event event, TwilioParameters.Split split) {
        if (event.isEmptied()) {
            return event.kind();
        }
        String problem = event.problem();
        return problem != null && problem.startsWith(FOREIGN) ? EventKind.UNKNOWN : split.kind();
    }

    /**
     * False of an event that an older version filed under another SID. Retention deletes by that SID, so what the event says of its real
     * resource would stay behind for ever: it is only referred to.
     */
    private static boolean isFiledUnderItsResource(Event event, Parameters parameters) {
        return event.sid().equals(KindRecognizer.resourceSid(event.kind(), parameters));
    }

    /** Whether events of the kind tell the state of a resource of the mirror, and so are filed under it. Reports are not states. */
    static boolean changesState(EventKind kind) {
        return switch (kind) {
            case MESSAGE_STATUS,
                    INBOUND_MESSAGE,
                    MEDIA,
                    CALL_STATUS,
                    VOICE_REQUEST,
                    AMD,
                    GATHER_PARTIAL,
                    RECORDING,
                    TRANSCRIPTION,
                    CONFERENCE,
                    PARTICIPANT,
                    DEBUGGER -> true;
            case CONVERSATION,
                    MEDIA_STREAM,
                    LINK_CLICK,
                    VOICE_INSIGHTS,
                    VIDEO,
                    TASKROUTER,
                    REALTIME_TRANSCRIPTION,
                    EVENT_STREAM,
                    UNKNOWN -> false;
        };
    }

    private static void project(Fields fields, List<Resource> resources) {
        switch (fields.event().kind()) {
            case MESSAGE_STATUS, INBOUND_MESSAGE -> MessageProjection.project(fields, resources);
            case CALL_STATUS, VOICE_REQUEST, AMD, GATHER_PARTIAL -> CallProjection.project(fields, resources);
            case RECORDING -> RecordingProjection.recording(fields, resources);
            case TRANSCRIPTION -> RecordingProjection.transcription(fields, resources);
            case CONFERENCE -> ConferenceProjection.conference(fields, resources);
            case PARTICIPANT -> {
                ConferenceProjection.conference(fields, resources);
                ConferenceProjection.participant(fields, resources);
            }
            case DEBUGGER -> AlertProjection.project(fields, resources);
            default ->
                throw new IllegalStateException(
                        "no projection is called for " + fields.event().kind());
        }
    }

    /** Returns the status that the event reports of what it is about; null where it says nothing of a status. */
    static @Nullable Progress progress(Event event, Parameters parameters) {
        if (event.source() == EventSource.API) {
            return Answer.progress(event);
        }
        if (event.isEmptied()) {
            return null;
        }
        Fields fields = new Fields(event, parameters);
        return switch (event.kind()) {
            case MESSAGE_STATUS, INBOUND_MESSAGE -> MessageProjection.progress(fields);
            case CALL_STATUS, VOICE_REQUEST, GATHER_PARTIAL -> CallProjection.progress(fields);
            case VOICE_INSIGHTS -> CallSummary.progress(fields);
            case RECORDING -> RecordingProjection.recordingProgress(fields);
            case TRANSCRIPTION -> RecordingProjection.transcriptionProgress(fields);
            case CONFERENCE -> ConferenceProjection.conferenceProgress(fields);
            case PARTICIPANT -> ConferenceProjection.participantProgress(fields);
            case VIDEO -> video(fields);
            case DEBUGGER -> new Progress(0, String.valueOf(fields.text("Level")), event.source());
            case AMD,
                    CONVERSATION,
                    MEDIA_STREAM,
                    LINK_CLICK,
                    TASKROUTER,
                    REALTIME_TRANSCRIPTION,
                    EVENT_STREAM,
                    MEDIA,
                    UNKNOWN -> null;
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
