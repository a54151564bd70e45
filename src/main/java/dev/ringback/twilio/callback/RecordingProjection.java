package dev.ringback.twilio.callback;

import dev.ringback.model.Event;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What callbacks say of recordings, and of the transcriptions of recordings. */
final class RecordingProjection {
    /** Twilio's statuses from first to last; one we do not know counts as under way. */
    private static final List<String> RECORDING_ORDER =
            List.of("in-progress", "paused", "stopped", "processing", "absent", "completed", "deleted");

    private static final List<String> TRANSCRIPTION_ORDER = List.of("in-progress", "failed", "completed");

    private RecordingProjection() {}

    static Progress recordingProgress(Fields fields) {
        return progress(fields, "RecordingStatus", RECORDING_ORDER);
    }

    static Progress transcriptionProgress(Fields fields) {
        return progress(fields, "TranscriptionStatus", TRANSCRIPTION_ORDER);
    }

    private static Progress progress(Fields fields, String name, List<String> order) {
        String said = fields.text(name);
        String status = said == null ? order.get(0) : said.toLowerCase(Locale.ROOT);
        return new Progress(
                Math.max(0, order.indexOf(status)), status, fields.event().source());
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
                errorCode(fields),
                started != null ? started : fields.happenedAt(),
                fields.happenedAt(),
                event.receivedAt()));
    }

    /** Twilio sends 0 for "no error". */
    private static @Nullable Integer errorCode(Fields fields) {
        Integer code = fields.integer("ErrorCode");
        return code == null || code == 0 ? null : code;
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
