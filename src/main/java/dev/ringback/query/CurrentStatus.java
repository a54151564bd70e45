package dev.ringback.query;

import dev.ringback.model.Resource;
import dev.ringback.storage.CallStore;
import dev.ringback.storage.ConferenceStore;
import dev.ringback.storage.MessageStore;
import dev.ringback.storage.RecordingStore;
import dev.ringback.twilio.rest.CallViews;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status that the API shows for a resource now, found by the kind of its SID. */
public final class CurrentStatus {
    private final MessageStore messages;
    private final CallStore calls;
    private final RecordingStore recordings;
    private final ConferenceStore conferences;

    public CurrentStatus(
            MessageStore messages, CallStore calls, RecordingStore recordings, ConferenceStore conferences) {
        this.messages = messages;
        this.calls = calls;
        this.recordings = recordings;
        this.conferences = conferences;
    }

    /** Finds the current status of a SID. Null for what has no status, or is kept as events only. */
    @Nullable
    String of(String accountSid, String sid) {
        return switch (sid.substring(0, 2)) {
            case "SM", "MM" -> status(messages.findMessage(accountSid, sid));
            case "CA" -> calls.findCall(accountSid, sid).map(CallViews::status).orElse(null);
            case "RE" -> status(recordings.findRecording(accountSid, sid));
            case "TR" -> status(recordings.findTranscription(accountSid, sid));
            case "CF" -> status(conferences.findConference(accountSid, sid));
            default -> null;
        };
    }

    private static @Nullable String status(Optional<? extends Resource> found) {
        return found.map(resource -> resource.progress().status())
                .filter(status -> !status.isEmpty())
                .orElse(null);
    }
}
