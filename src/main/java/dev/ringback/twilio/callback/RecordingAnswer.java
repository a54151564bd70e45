package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Erasure;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.Transcription;
import dev.ringback.model.TranscriptionBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads recordings and their transcriptions as the REST API answers them. */
final class RecordingAnswer {
    private RecordingAnswer() {}

    static Progress recordingProgress(AnswerFields fields) {
        return RecordingProjection.RECORDING.progress(
                fields.status(), fields.askedAt(), fields.event().source());
    }

    static Progress transcriptionProgress(AnswerFields fields) {
        return RecordingProjection.TRANSCRIPTION.progress(
                fields.status(), fields.askedAt(), fields.event().source());
    }

    static Recording recording(AnswerFields fields) {
        Progress progress = recordingProgress(fields);
        return RecordingBuilder.builder()
                .accountSid(fields.event().accountSid())
                .sid(fields.event().sid())
                .progress(progress)
                .callSid(fields.text("call_sid"))
                .conferenceSid(fields.text("conference_sid"))
                .startTime(fields.time("start_time"))
                .duration(fields.seconds("duration"))
                .channels(fields.integer("channels"))
                .source(fields.text("source"))
                .track(fields.text("track"))
                .mediaUrl(fields.text("media_url"))
                .errorCode(fields.errorCode())
                .dateCreated(fields.created())
                .dateUpdated(fields.updated())
                .lastReceivedAt(fields.event().receivedAt())
                .price(fields.text("price"))
                .priceUnit(fields.text("price_unit"))
                .encryptionDetails(object(fields, "encryption_details"))
                .answered(fields.answered(
                        Recording.NULLABLE,
                        Set.of(),
                        RecordingProjection.RECORDING.isFinal(progress.status()),
                        Erasure.NONE))
                .build();
    }

    static Transcription transcription(AnswerFields fields) {
        Progress progress = transcriptionProgress(fields);
        return TranscriptionBuilder.builder()
                .accountSid(fields.event().accountSid())
                .sid(fields.event().sid())
                .progress(progress)
                .recordingSid(fields.text("recording_sid"))
                .transcriptionText(fields.text("transcription_text"))
                .dateCreated(fields.created())
                .dateUpdated(fields.updated())
                .lastReceivedAt(fields.event().receivedAt())
                .duration(fields.seconds("duration"))
                .price(fields.text("price"))
                .priceUnit(fields.text("price_unit"))
                .answered(fields.answered(
                        Transcription.NULLABLE,
                        Set.of(),
                        RecordingProjection.TRANSCRIPTION.isFinal(progress.status()),
                        Erasure.NONE))
                .build();
    }

    /** An object as JSON text; null for what is none. */
    private static @Nullable String object(AnswerFields fields, String name) {
        JsonNode value = fields.json().get(name);
        return value != null && value.isObject() ? Json.clean(value.toString()) : null;
    }
}
