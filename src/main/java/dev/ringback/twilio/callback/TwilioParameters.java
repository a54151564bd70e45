package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.Sid;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells Twilio's parameters from the user's own.
 *
 * <p>In a POST they are apart: Twilio's stand in the body, the user's in the URL. In a GET both stand in the query, the user's first. There
 * Twilio's begin with the first name that is spelled as Twilio spells its names, which are many and grow without notice, so no list could
 * hold them. A name of the user's own that begins with a capital is then taken for Twilio's; nothing in a single GET tells the two apart.
 * Source of the order: "Validating requests are coming from Twilio" says the parameters of a GET are appended to the configured URL.
 */
final class TwilioParameters {
    /**
     * Writes its names like this everywhere but in a few lower-case ones: {@code MessageSid}, {@code Attributes},
     * {@code MessagingBinding.Address}.
     */
    private static final Pattern TWILIOS_SPELLING = Pattern.compile("[A-Z][A-Za-z0-9]*(\\.[A-Z][A-Za-z0-9]*)*");

    /** Some products spell theirs in lower case; what they send first is not known, but which SIDs they are about soon follows. */
    private static final Set<String> LOWER_CASE = Set.of("event_type", "click_time");

    /** The checksum of a JSON body, which Twilio adds to the URL. */
    private static final String BODY_SHA256 = "bodySHA256";

    private TwilioParameters() {}

    /**
     * A request's parameters, told apart.
     *
     * @param kind of webhook that the parameters are of
     */
    record Split(EventKind kind, Parameters tags, Parameters parameters) {}

    /** Reads the parameters of a stored event back from what was kept of the request. */
    static Split of(Event event) {
        if (event.source() == EventSource.API) {
            return ofAnswer(event);
        }
        Parameters query = FormBody.ofQuery(event.target()).parameters();
        if (event.format() == PayloadFormat.JSON) {
            return ofCloudEvent(query, CloudEvent.read(event.payload()));
        }
        return event.method().equals("GET")
                ? ofGet(query)
                : ofPost(query, FormBody.parse(event.payload()).parameters());
    }

    /** Reads the fields of a resource with the names that a callback would use, as far as it has such: {@code to} becomes {@code To}. */
    private static Split ofAnswer(Event event) {
        JsonNode json = Json.parse(event.payload());
        if (json == null || !json.isObject()) {
            return new Split(event.kind(), Parameters.none(), Parameters.none());
        }
        EventKind kind =
                ResourceKind.of(json).map(known -> known.eventKind(json)).orElse(EventKind.UNKNOWN);
        List<Parameter> parameters = json.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .map(field -> new Parameter(CloudEvent.callbackName(field.getKey()), Json.scalar(field.getValue())))
                .toList();
        return new Split(kind, CloudEvent.tags(json), new Parameters(parameters));
    }

    static Split ofPost(Parameters query, Parameters body) {
        return split(usersOwn(query), body);
    }

    /** The tags of a message that Event Streams tells are the customer's too, though they never stood in a URL of ours. */
    static Split ofCloudEvent(Parameters query, CloudEvent cloudEvent) {
        Parameters tags = usersOwn(query);
        if (!cloudEvent.tags().isEmpty()) {
            tags = new Parameters(
                    Stream.concat(tags.stream(), cloudEvent.tags().stream()).toList());
        }
        return new Split(cloudEvent.kind(), tags, cloudEvent.parameters());
    }

    static Split ofGet(Parameters query) {
        List<Parameter> all = query.stream().toList();
        int first = 0;
        while (first < all.size() && !isTwilios(all.get(first))) {
            first++;
        }
        return first == all.size()
                ? split(Parameters.none(), query) // nothing of Twilio's in it: all we have is what it says
                : split(
                        usersOwn(new Parameters(all.subList(0, first))),
                        new Parameters(all.subList(first, all.size())));
    }

    private static Split split(Parameters tags, Parameters parameters) {
        return new Split(KindRecognizer.recognize(parameters), tags, parameters);
    }

    private static boolean isTwilios(Parameter parameter) {
        String name = parameter.name();
        return TWILIOS_SPELLING.matcher(name).matches()
                || LOWER_CASE.contains(name)
                || (Sid.isSid(parameter.value()) && NamedSids.plain(name).endsWith("sid"));
    }

    /** Leaves out what Twilio and Ringback have added to the user's URL. */
    private static Parameters usersOwn(Parameters query) {
        return query.has(BODY_SHA256) || query.has(CallbackMark.NAME)
                ? new Parameters(
                        query.stream().filter(parameter -> !isAdded(parameter)).toList())
                : query;
    }

    private static boolean isAdded(Parameter parameter) {
        return parameter.name().equals(BODY_SHA256)
                || CallbackMark.isMark(parameter)
                || SealedCallback.isSealed(parameter);
    }
}
