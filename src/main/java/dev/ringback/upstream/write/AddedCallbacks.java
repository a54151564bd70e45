package dev.ringback.upstream.write;

import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.outbound.RequestContent;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.callback.CallbackMark;
import dev.ringback.twilio.signature.RequestUrls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds Ringback's callback URL to creates that name none. What the caller has set stays, byte for byte, and nothing is added where a Messaging Service
 * or an application has URLs of its own. Immutable.
 */
public final class AddedCallbacks {
    /** Adds nothing. */
    public static final AddedCallbacks NONE = new AddedCallbacks(null, "");

    private static final String DOOR = "/twilio";
    private static final String EVENT = "Event";
    private static final List<String> CALL_EVENTS = List.of("initiated", "ringing", "answered", "completed");

    /** Twilio's error 21609. */
    private static final int MAX_URL = 4_000;

    private final @Nullable String url;
    private final String fragment;

    /**
     * Says where a create names the URL of its callbacks.
     *
     * @param name of the parameter with the URL
     * @param events that are asked for with a URL of ours; empty where the default has all
     * @param instead parameters whose resources have URLs of their own, which one in the create would beat
     */
    private record CallbackParameter(String name, List<String> events, Set<String> instead) {}

    private AddedCallbacks(@Nullable String url, String fragment) {
        this.url = url;
        this.fragment = fragment;
    }

    /**
     * Adds a callback URL.
     *
     * @param publicUrl of the callback door; its fragment, which tells Twilio how to connect, stays behind the query
     */
    public static AddedCallbacks to(String publicUrl) {
        int fragment = publicUrl.indexOf('#');
        return new AddedCallbacks(
                new RequestUrls(publicUrl).configured(DOOR).get(0), fragment < 0 ? "" : publicUrl.substring(fragment));
    }

    /** Returns the body of a write, with a callback URL that has this mark where one is added. */
    RequestContent addTo(Write write, String mark) {
        Optional<CallbackParameter> callback = parameter(write.kind());
        if (url == null || callback.isEmpty() || !write.isForm()) {
            return write.content();
        }
        Parameters given = write.parameters();
        CallbackParameter parameter = callback.get();
        String marked = url + '?' + CallbackMark.NAME + '=' + mark + fragment;
        if (given.text(parameter.name()) != null
                || parameter.instead().stream().anyMatch(name -> given.text(name) != null)
                || marked.length() > MAX_URL) {
            return write.content();
        }
        List<Parameter> added = new ArrayList<>(List.of(new Parameter(parameter.name(), marked)));
        for (String event : parameter.events()) {
            Parameter asked = new Parameter(parameter.name() + EVENT, event);
            if (given.stream().noneMatch(asked::equals)) {
                added.add(asked);
            }
        }
        return append(write.content(), FormEncoder.body(new Parameters(added)));
    }

    /** Empty where a write takes no URL that would be added. */
    private static Optional<CallbackParameter> parameter(WriteKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case MESSAGE_CREATE ->
                        new CallbackParameter(
                                "StatusCallback", List.of(), Set.of("MessagingServiceSid", "ApplicationSid"));
                    case CALL_CREATE -> new CallbackParameter("StatusCallback", CALL_EVENTS, Set.of("ApplicationSid"));
                    case PARTICIPANT_CREATE -> new CallbackParameter("StatusCallback", CALL_EVENTS, Set.of());
                    case CALL_RECORDING_CREATE -> new CallbackParameter("RecordingStatusCallback", List.of(), Set.of());
                    case REALTIME_TRANSCRIPTION_CREATE ->
                        new CallbackParameter("StatusCallbackUrl", List.of(), Set.of());
                    default -> null;
                });
    }

    private static RequestContent append(RequestContent content, String form) {
        byte[] before = content.bytes();
        byte[] behind = (before.length == 0 ? form : '&' + form).getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[before.length + behind.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(behind, 0, all, before.length, behind.length);
        return RequestContent.of(all);
    }
}
