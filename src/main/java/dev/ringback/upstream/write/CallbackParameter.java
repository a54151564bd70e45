package dev.ringback.upstream.write;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says where a create names the URL of its callbacks.
 *
 * @param name of the parameter with the URL
 * @param method name of the parameter with the method of the requests; null where Twilio always sends POSTs
 * @param events that are asked for with a URL of ours; empty where the default has all
 * @param instead parameters whose resources have URLs of their own, which one in the create would beat
 */
record CallbackParameter(String name, @Nullable String method, List<String> events, Set<String> instead) {
    private static final String STATUS_CALLBACK = "StatusCallback";
    private static final String STATUS_CALLBACK_METHOD = "StatusCallbackMethod";
    private static final List<String> CALL_EVENTS = List.of("initiated", "ringing", "answered", "completed");

    /** Returns the name of the parameter with the events. */
    String event() {
        return name + "Event";
    }

    /** Returns that of a kind of writes; empty where a write takes no URL that would be added. */
    static Optional<CallbackParameter> of(WriteKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case MESSAGE_CREATE ->
                        new CallbackParameter(
                                STATUS_CALLBACK, null, List.of(), Set.of("MessagingServiceSid", "ApplicationSid"));
                    case CALL_CREATE ->
                        new CallbackParameter(
                                STATUS_CALLBACK, STATUS_CALLBACK_METHOD, CALL_EVENTS, Set.of("ApplicationSid"));
                    case PARTICIPANT_CREATE ->
                        new CallbackParameter(STATUS_CALLBACK, STATUS_CALLBACK_METHOD, CALL_EVENTS, Set.of());
                    case CALL_RECORDING_CREATE ->
                        new CallbackParameter(
                                "RecordingStatusCallback", "RecordingStatusCallbackMethod", List.of(), Set.of());
                    case REALTIME_TRANSCRIPTION_CREATE ->
                        new CallbackParameter("StatusCallbackUrl", STATUS_CALLBACK_METHOD, List.of(), Set.of());
                    default -> null;
                });
    }
}
