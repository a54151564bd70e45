package dev.ringback.twilio.callback;

import dev.ringback.model.Event;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import java.time.Instant;
import java.util.List;

/** Reads from callbacks the state of recordings, and of the transcriptions of recordings. */
final class RecordingProjection {
    /** Twilio's statuses from first to last, and whether they are final. Source: the enum of the Recording resource, {@code absent} of callbacks. */
    private static final StatusOrder RECORDING = StatusOrder.of("in-progress", "paused", "stopped", "processing")
            .thenFinal("absent", "completed", "deleted");

    private static final StatusOrder TRANSCRIPTION =
            StatusOrder.of("in-progress").thenFinal("failed", "completed");

    private RecordingProjection() {}

    static Progress recordingProgress(Fields fields) {
        return progress(fields, "RecordingStatus", RECORDING);
    }

    static Progress transcriptionProgress(Fields fields) {
        return progress(fields, "TranscriptionStatus", TRANSCRIPTION);
    }

    private static Progress progress(Fields fields, String name, StatusOrder order) {
        String status = fields.status(name);
        return order.progress(status, fields.event().source());
    }

    static void recording(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        Instant started = fields.time("RecordingStartTime");
        resources.add(new Recording(
                event.accountSid(),
                event.sid(),
                recordingProgress(fields),
                fields.text("CallSid"),
                fields.text("ConferenceSid"),
                started,
                fields.seconds("RecordingDuration"),
                fields.integer("RecordingChannels"),
                fields.text("RecordingSource"),
                fields.text("RecordingTrack"),
                fields.text("RecordingUrl"),
                fields.errorCode(),
                started != null ? started : fields.happenedAt(),
                fields.happenedAt(),
                event.receivedAt()));
    }

    static void transcription(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        resources.add(new Transcription(
                event.accountSid(),
                event.sid(),
                transcriptionProgress(fields),
                fields.text("RecordingSid"),
                fields.text("TranscriptionText"),
                fields.happenedAt(),
                fields.happenedAt(),
                event.receivedAt()));
    }
}
