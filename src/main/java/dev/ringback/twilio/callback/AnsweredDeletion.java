package dev.ringback.twilio.callback;

import dev.ringback.model.Answered;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.Certainty;
import dev.ringback.model.Erasure;
import dev.ringback.model.Event;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.ParticipantBuilder;
import dev.ringback.model.ParticipantFlagsBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.Resource;
import dev.ringback.model.TranscriptionBuilder;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes what is left of a resource that Twilio has deleted: its SID, and when that was asked for. A participant who was removed has left. */
final class AnsweredDeletion {
    private static final String DELETED = "deleted";

    private static final String LEFT = "complete";

    private AnsweredDeletion() {}

    /** Empty where the event is about nothing that can be deleted. */
    static Optional<Resource> of(Event event) {
        Instant at = Objects.requireNonNullElse(event.occurredAt(), event.receivedAt());
        Answered answered = new Answered(at, Certainty.TOLD, Certainty.TOLD, Set.of(), Erasure.RESOURCE);
        Progress progress = new Progress(0, DELETED, event.source());
        return Optional.ofNullable(
                switch (event.kind()) {
                    case MESSAGE_STATUS, INBOUND_MESSAGE ->
                        MessageBuilder.builder()
                                .accountSid(event.accountSid())
                                .sid(event.sid())
                                .progress(progress)
                                .dateCreated(at)
                                .dateUpdated(at)
                                .lastReceivedAt(event.receivedAt())
                                .answered(answered)
                                .build();
                    case MEDIA ->
                        MediaBuilder.builder()
                                .accountSid(event.accountSid())
                                .messageSid(event.sid())
                                .sid(lastSegment(event.target()))
                                .progress(progress)
                                .dateCreated(at)
                                .dateUpdated(at)
                                .lastReceivedAt(event.receivedAt())
                                .answered(answered)
                                .build();
                    case CALL_STATUS ->
                        CallBuilder.builder()
                                .accountSid(event.accountSid())
                                .sid(event.sid())
                                .progress(progress)
                                .dateCreated(at)
                                .dateUpdated(at)
                                .lastReceivedAt(event.receivedAt())
                                .answered(answered)
                                .build();
                    case RECORDING ->
                        RecordingBuilder.builder()
                                .accountSid(event.accountSid())
                                .sid(event.sid())
                                .progress(RecordingProjection.RECORDING.progress(DELETED, at, event.source()))
                                .dateCreated(at)
                                .dateUpdated(at)
                                .lastReceivedAt(event.receivedAt())
                                .answered(answered)
                                .build();
                    case TRANSCRIPTION ->
                        TranscriptionBuilder.builder()
                                .accountSid(event.accountSid())
                                .sid(event.sid())
                                .progress(progress)
                                .dateCreated(at)
                                .dateUpdated(at)
                                .lastReceivedAt(event.receivedAt())
                                .answered(answered)
                                .build();
                    case PARTICIPANT ->
                        ParticipantBuilder.builder()
                                .accountSid(event.accountSid())
                                .conferenceSid(event.sid())
                                .callSid(lastSegment(event.target()))
                                .progress(new Progress(StateOrder.answeredParticipant(at, true), LEFT, event.source()))
                                .flags(ParticipantFlagsBuilder.builder()
                                        .position(-1)
                                        .build())
                                .dateCreated(at)
                                .dateUpdated(at)
                                .lastReceivedAt(event.receivedAt())
                                .answered(new Answered(at, Certainty.TOLD, Certainty.GUESSED, Set.of(), Erasure.NONE))
                                .build();
                    default -> null;
                });
    }

    /** The last segment of a path, without an extension. */
    static String lastSegment(String path) {
        String segment = path.substring(path.lastIndexOf('/') + 1);
        int extension = segment.indexOf('.');
        return extension < 0 ? segment : segment.substring(0, extension);
    }
}
