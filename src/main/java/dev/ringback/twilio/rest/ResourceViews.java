package dev.ringback.twilio.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Message;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import java.io.IOException;

/** Writes resources of any kind that has a SID of its own, as Twilio shows them at their own addresses. Stateless. */
public final class ResourceViews {
    private ResourceViews() {}

    /**
     * Writes the members of a resource into an object that has begun.
     *
     * @throws IllegalArgumentException for a kind without a SID of its own
     */
    public static void fields(JsonGenerator json, Resource resource, JsonFormat format) throws IOException {
        if (resource instanceof Message message) {
            format.fields(json, MessageViews.MESSAGE, message);
        } else if (resource instanceof Call call) {
            format.fields(json, CallViews.CALL, call);
        } else if (resource instanceof Recording recording) {
            format.fields(json, RecordingViews.OF_ACCOUNT, recording);
        } else if (resource instanceof Transcription transcription) {
            format.fields(json, RecordingViews.TRANSCRIPTION, transcription);
        } else if (resource instanceof Conference conference) {
            format.fields(json, ConferenceViews.CONFERENCE, conference);
        } else if (resource instanceof Alert alert) {
            format.fields(json, AlertViews.INSTANCE, alert);
        } else {
            throw new IllegalArgumentException(resource.getClass().getSimpleName() + " is not found by its SID alone");
        }
    }
}
