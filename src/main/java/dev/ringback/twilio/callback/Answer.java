package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Event;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what follows from a stored answer of the REST API. */
final class Answer {
    /** Parts of answers that name what outlives the resource, and has millions of others: the row has them, and no timeline should. */
    private static final Set<String> NO_REFERENCES = Set.of(
            "messaging_service_sid",
            "phone_number_sid",
            "trunk_sid",
            "group_sid",
            "encryption_public_key_sid",
            "public_key_sid");

    private Answer() {}

    /** The SIDs that an answer names and that are no references, whatever names them. */
    static Set<String> noReferences(Event event) {
        JsonNode json = Json.parse(event.payload());
        return json == null
                ? Set.of()
                : Stream.concat(Stream.of(json), Stream.of(json.path("encryption_details")))
                        .flatMap(object -> object.properties().stream())
                        .filter(field -> NO_REFERENCES.contains(field.getKey()))
                        .map(Map.Entry::getValue)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .collect(Collectors.toUnmodifiableSet());
    }

    static void project(Event event, List<Resource> resources) {
        if (isDeletion(event)) {
            AnsweredDeletion.of(event).ifPresent(resources::add);
            return;
        }
        AnswerFields fields = new AnswerFields(event);
        kind(fields)
                .map(kind -> switch (kind) {
                    case MESSAGE -> MessageAnswer.message(fields);
                    case MEDIA -> MessageAnswer.media(fields);
                    case CALL -> CallAnswer.call(fields);
                    case RECORDING -> RecordingAnswer.recording(fields);
                    case TRANSCRIPTION -> RecordingAnswer.transcription(fields);
                    case CONFERENCE -> ConferenceAnswer.conference(fields);
                    case PARTICIPANT -> ConferenceAnswer.participant(fields);
                    case ALERT -> AlertAnswer.alert(fields);
                })
                .ifPresent(resources::add);
    }

    /** The status that an answer tells; null where it tells none. */
    static @Nullable Progress progress(Event event) {
        if (isDeletion(event)) {
            return AnsweredDeletion.of(event).map(Resource::progress).orElse(null);
        }
        AnswerFields fields = new AnswerFields(event);
        Progress progress = kind(fields)
                .map(kind -> switch (kind) {
                    case MESSAGE -> MessageAnswer.progress(fields);
                    case CALL -> CallAnswer.progress(fields);
                    case RECORDING -> RecordingAnswer.recordingProgress(fields);
                    case TRANSCRIPTION -> RecordingAnswer.transcriptionProgress(fields);
                    case CONFERENCE -> ConferenceAnswer.conferenceProgress(fields);
                    case PARTICIPANT -> ConferenceAnswer.participantProgress(fields);
                    case ALERT -> new Progress(0, String.valueOf(fields.text("log_level")), event.source());
                    case MEDIA -> Progress.none(event.source());
                })
                .orElse(null);
        return progress == null || progress.status().isEmpty() ? null : progress;
    }

    /** Whether the answer says that Twilio has deleted a resource. */
    private static boolean isDeletion(Event event) {
        return event.method().equals("DELETE") && event.payload().isEmpty();
    }

    /** Empty also for what was filed under another SID than it is about. */
    private static Optional<ResourceKind> kind(AnswerFields fields) {
        return ResourceKind.of(fields.json())
                .filter(kind -> kind.sid(fields.json()) != null)
                .filter(kind -> fields.event().sid().equals(kind.subject(fields.json())));
    }
}
