package dev.ringback.twilio.callback;

import dev.ringback.model.Event;
import dev.ringback.model.Progress;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.Resource;
import dev.ringback.model.TranscriptionBuilder;
import java.time.Instant;
import java.util.List;

/** Reads from callbacks the state of recordings, and of the transcriptions of recordings. */
final class RecordingProjection {
    /**
     * Twilio's statuses from first to last, and whether they are final. Source: the enum of the Recording resource, {@code absent} of callbacks. What is
     * paused may be resumed.
     */
    static final StatusOrder RECORDING = StatusOrder.alternating("in-progress", "paused")
            .thenUnderway("stopped", "processing")
            .thenFinal("absent", "completed", "deleted");

    static final StatusOrder TRANSCRIPTION = StatusOrder.of("in-progress").thenFinal("failed", "completed");

    private RecordingProjection() {}

    static Progress recordingProgress(Fields fields) {
        return progress(fields, "RecordingStatus", RECORDING);
    }

    static Progress transcriptionProgress(Fields fields) {
        return progress(fields, "TranscriptionStatus", TRANSCRIPTION);
    }

    private static Progress progress(Fields fields, String name, StatusOrder order) {
        String status = fields.status(name);
        return order.progress(status, fields.happenedAt(), fields.event().source());
    }

    static void recording(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        Instant started = fields.time("RecordingStartTime");
        resources.add(RecordingBuilder.builder()
                .accountSid(event.accountSid())
                .sid(event.sid())
                .progress(recordingProgress(fields))
                .callSid(fields.text("CallSid"))
                .conferenceSid(fields.text("ConferenceSid"))
                .startTime(started)
                .duration(fields.seconds("RecordingDuration"))
                .channels(fields.integer("RecordingChannels"))
                .source(fields.text("RecordingSource"))
                .track(fields.text("RecordingTrack"))
                .mediaUrl(fields.text("RecordingUrl"))
                .errorCode(fields.errorCode())
                .dateCreated(started != null ? started : fields.happenedAt())
                .dateUpdated(fields.happenedAt())
                .lastReceivedAt(event.receivedAt())
                .build());
    }

    static void transcription(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        resources.add(TranscriptionBuilder.builder()
                .accountSid(event.accountSid())
                .sid(event.sid())
                .progress(transcriptionProgress(fields))
                .recordingSid(fields.text("RecordingSid"))
                .transcriptionText(fields.text("TranscriptionText"))
                .dateCreated(fields.happenedAt())
                .dateUpdated(fields.happenedAt())
                .lastReceivedAt(event.receivedAt())
                .build());
    }
}
