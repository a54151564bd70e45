package dev.ringback.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Holds a JSON answer of Twilio's own addresses against what Twilio's documents say of the resource at that address. */
public final class AnswerShape {
    private static final String API = "/2010-04-01/";
    private static final String MONITOR = "/v1/";

    private static final FieldTable FIELDS = FieldTable.load();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** By the names in an address, without what stands for one of many: the resource, and the key of its list. */
    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            shape("Accounts", "api.v2010.account", "accounts"),
            shape("Accounts/Messages", "api.v2010.account.message", "messages"),
            shape("Accounts/SMSMessages", "api.v2010.account.message", "sms_messages"),
            shape("Accounts/Messages/Media", "api.v2010.account.message.media", "media_list"),
            shape("Accounts/Calls", "api.v2010.account.call", "calls"),
            shape("Accounts/Calls/Events", "api.v2010.account.call.call_event", "events"),
            shape("Accounts/Calls/Notifications", "api.v2010.account.call.call_notification", "notifications"),
            shape("Accounts/Calls/Recordings", "api.v2010.account.call.call_recording", "recordings"),
            shape("Accounts/Recordings", "api.v2010.account.recording", "recordings"),
            shape(
                    "Accounts/Recordings/Transcriptions",
                    "api.v2010.account.recording.recording_transcription",
                    "transcriptions"),
            shape("Accounts/Transcriptions", "api.v2010.account.transcription", "transcriptions"),
            shape("Accounts/Conferences", "api.v2010.account.conference", "conferences"),
            shape("Accounts/Conferences/Participants", "api.v2010.account.conference.participant", "participants"),
            shape("Accounts/Conferences/Recordings", "api.v2010.account.conference.conference_recording", "recordings"),
            shape("Accounts/Notifications", "api.v2010.account.notification", "notifications"),
            shape("Alerts", "monitor.v1.alert", "alerts"));

    private AnswerShape() {}

    /** Whether the address is one of Twilio's own. */
    static boolean isTwilios(String path) {
        return path.startsWith(API) || path.startsWith(MONITOR);
    }

    /**
     * Fails for an answer that Twilio could not have given there.
     *
     * @param path without its query, encoded
     */
    public static void check(String path, String body) {
        boolean api = path.startsWith(API);
        String resourcePath = path.substring((api ? API : MONITOR).length()).replaceFirst("(\\.json)?/?$", "");
        List<String> segments = Arrays.asList(
                resourcePath.replace("/SMS/Messages", "/SMSMessages").split("/"));
        String names = IntStream.range(0, segments.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(segments::get)
                .collect(Collectors.joining("/"));
        Shape shape = SHAPES.get(names);
        if (shape == null) {
            throw new AssertionError("AnswerShape has no entry " + names + " for " + path);
        }
        JsonNode answer = parse(body);
        if (segments.size() % 2 == 0) {
            String instance = shape.resource() + "-instance";
            FIELDS.check(FIELDS.has(instance) ? instance : shape.resource(), answer);
            return;
        }
        String address = path.replaceFirst("/$", "");
        JsonNode items = api
                ? ListEnvelope.items(answer, shape.listKey(), address)
                : ListEnvelope.metaItems(answer, shape.listKey(), address);
        items.forEach(item -> FIELDS.check(shape.resource(), item));
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }

    private static Map.Entry<String, Shape> shape(String names, String resource, String listKey) {
        return Map.entry(names, new Shape(resource, listKey));
    }

    private record Shape(String resource, String listKey) {}
}
