package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Digest;
import dev.ringback.model.EventSource;
import dev.ringback.twilio.FormBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fingerprint that makes a second arrival of an event recognisable.
 *
 * <p>Of a form it covers all parameters, of query and body alike, as a set, so a retry has the same digest as the first attempt. Host and
 * path are left out: the first depends on the proxy in front of us, and neither changes what the event says. The source is part of it: a
 * callback that is pushed after it was recovered from a Debugger event is a second witness of the same thing, and which of the two came
 * first must not decide what the row says.
 */
final class EventDigest {
    /** Depend on where a resource was asked for. */
    private static final Set<String> ADDRESSES = Set.of("uri", "url", "subresource_uris");

    private EventDigest() {}

    static Digest ofForm(EventSource source, FormBody query, FormBody body) {
        List<FormBody.Field> fields = new ArrayList<>(query.fields());
        fields.addAll(body.fields());
        Digest.Builder digest = Digest.builder();
        digest.text(source.value());
        for (FormBody.Field field : FormBody.sortedSet(fields)) {
            digest.text(field.name());
            digest.text(field.value());
        }
        return digest.build();
    }

    /** CloudEvents are told apart by their source and id, which a redelivery in another batch keeps. */
    static Digest ofCloudEvent(String source, String id) {
        Digest.Builder digest = Digest.builder();
        digest.text(source);
        digest.text(id);
        return digest.build();
    }

    static Digest ofText(String text) {
        Digest.Builder digest = Digest.builder();
        digest.text(text);
        return digest.build();
    }

    /** Of what an answer says of a resource: neither addresses nor the order of the members belong to that. */
    static Digest ofAnswer(JsonNode resource) {
        Digest.Builder digest = Digest.builder();
        digest.text(EventSource.API.value());
        for (String name : names(resource)) {
            if (!ADDRESSES.contains(name)) {
                digest.text(name);
                add(digest, resource.get(name));
            }
        }
        return digest.build();
    }

    /** Returns the digest of the answer to an update, which differs with the moment: the same may have been said before, and been undone since. */
    static Digest ofUpdate(JsonNode resource, Instant askedAt) {
        Digest.Builder digest = Digest.builder();
        digest.bytes(ofAnswer(resource).toBytes());
        digest.text(askedAt.toString());
        return digest.build();
    }

    /** A text begins otherwise than what is none, so that {@code "0"} and {@code 0} differ. */
    private static void add(Digest.Builder digest, JsonNode value) {
        if (value.isObject()) {
            digest.text("{");
            for (String name : names(value)) {
                digest.text(name);
                add(digest, value.get(name));
            }
            digest.text("}");
        } else if (value.isArray()) {
            digest.text("[");
            value.forEach(element -> add(digest, element));
            digest.text("]");
        } else {
            digest.text(value.isTextual() ? '"' + value.textValue() : value.asText());
        }
    }

    private static NavigableSet<String> names(JsonNode object) {
        NavigableSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
