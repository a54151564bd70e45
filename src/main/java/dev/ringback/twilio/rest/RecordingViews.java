package dev.ringback.twilio.rest;

import dev.ringback.model.Recording;
import dev.ringback.model.Transcription;

/** Recordings, which look a little different by the address they are asked at, and their transcriptions, which do not. */
public final class RecordingViews {
    /** At {@code /Recordings}. */
    public static final ResourceView<Recording> OF_ACCOUNT = common().uri(RecordingViews::path)
            .subresourceUris(RecordingViews::path, "AddOnResults", "Transcriptions")
            .text("media_url", recording -> SharedFields.uri(recording.mediaUrl()))
            .uncarriedWhere(RecordingViews::isCompleted)
            .build();

    /** At {@code /Calls/{CallSid}/Recordings}. */
    public static final ResourceView<Recording> OF_CALL = common().text("track", Recording::track)
            .uncarried()
            .uri(recording -> pathBelow("Calls", String.valueOf(recording.callSid()), recording))
            .build();

    /** At {@code /Conferences/{ConferenceSid}/Recordings}. */
    public static final ResourceView<Recording> OF_CONFERENCE = common().uri(
                    recording -> pathBelow("Conferences", String.valueOf(recording.conferenceSid()), recording))
            .build();

    public static final ResourceView<Transcription> TRANSCRIPTION = ResourceView.of(
                    "transcriptions", "Transcription", Transcription::sid)
            .text("account_sid", Transcription::accountSid)
            .text("api_version", transcription -> SharedFields.apiVersion(null))
            .rfc2822("date_created", Transcription::dateCreated)
            .rfc2822("date_updated", Transcription::dateUpdated)
            .digits("duration", transcription -> SharedFields.seconds(transcription.duration()))
            .uncarried()
            .text("price", Transcription::price)
            .uncarried()
            .text("price_unit", Transcription::priceUnit)
            .uncarried()
            .text("recording_sid", Transcription::recordingSid)
            .uncarried()
            .text("sid", Transcription::sid)
            .text("status", transcription -> SharedFields.status(transcription.progress()))
            .text("transcription_text", Transcription::transcriptionText)
            .uncarriedWhere(transcription -> transcription.progress().status().equals("completed"))
            // The only type there has ever been.
            .text("type", transcription -> "fast")
            .uri(transcription -> ResourcePath.of(transcription.accountSid(), "Transcriptions", transcription.sid()))
            .build();

    private RecordingViews() {}

    private static ResourceView.Builder<Recording> common() {
        return ResourceView.of("recordings", "Recording", Recording::sid)
                .text("account_sid", Recording::accountSid)
                .text("api_version", recording -> SharedFields.apiVersion(null))
                .text("call_sid", Recording::callSid)
                .text("conference_sid", Recording::conferenceSid)
                .rfc2822("date_created", Recording::dateCreated)
                .rfc2822("date_updated", Recording::dateUpdated)
                .rfc2822("start_time", Recording::startTime)
                .uncarried()
                .digits("duration", recording -> SharedFields.seconds(recording.duration()))
                .uncarriedWhere(RecordingViews::isCompleted)
                .text("sid", Recording::sid)
                .text("price", Recording::price)
                .uncarried()
                .text("price_unit", Recording::priceUnit)
                .uncarried()
                .text("status", recording -> SharedFields.status(recording.progress()))
                .integer("channels", Recording::channels)
                .uncarried()
                .text("source", Recording::source)
                .uncarried()
                .integer("error_code", Recording::errorCode)
                .json("encryption_details", Recording::encryptionDetails)
                .uncarried();
    }

    private static boolean isCompleted(Recording recording) {
        return recording.progress().status().equals("completed");
    }

    private static String path(Recording recording) {
        return ResourcePath.of(recording.accountSid(), "Recordings", recording.sid());
    }

    private static String pathBelow(String parentType, String parentSid, Recording recording) {
        return ResourcePath.of(recording.accountSid(), parentType, parentSid, "Recordings", recording.sid());
    }
}
