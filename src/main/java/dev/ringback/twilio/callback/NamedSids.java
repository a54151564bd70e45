package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.Sid;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the SIDs that an event names, by which it can be found: every value that has the shape of a SID, whatever its name, but for
 * names that hold what people write, such as {@code Body}, or a text message could put itself on the timeline of any resource.
 *
 * <p>Twilio nests: objects and lists are searched, and JSON that is written into a string. What stands less deep comes first, and of that
 * what says by its name that it is a SID. Accounts are left out, because every event has one.
 */
final class NamedSids {
    /** A batch of members would otherwise write thousands of rows for one event. */
    static final int MOST = 20;

    /** Twilio's own nesting ends after some six levels: a lost callback in a Debugger event has five. */
    private static final int MAX_VALUES = 2_000;

    /** Parts of names whose values people write, unless the name says that it holds a SID. */
    private static final List<String> WRITTEN_BY_PEOPLE = List.of(
            "body",
            "name",
            "author",
            "identity",
            "digits",
            "speech",
            "label",
            "address",
            "button",
            "caption",
            "title",
            "comment",
            "description",
            "transcript",
            "messagetext",
            "referral");

    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> others = new LinkedHashSet<>();
    private final Set<String> services = new HashSet<>();
    private final Deque<Named> waiting = new ArrayDeque<>();
    private int values;

    private record Named(String name, JsonNode value) {}

    private NamedSids() {}

    /**
     * Collects those of an event.
     *
     * @param payload is searched where it is JSON, the parameters where it is a form
     */
    static NamedSids of(PayloadFormat format, String payload, Parameters parameters) {
        NamedSids sids = new NamedSids();
        if (format == PayloadFormat.FORM) {
            parameters.forEach(sids::parameter);
        } else if (payload.length() > Sid.LENGTH) {
            // a batch may have hundreds of thousands of small elements
            JsonNode json = Json.parse(payload);
            if (json != null) {
                sids.waiting.add(new Named("", json));
            }
        }
        sids.search();
        sids.others.stream().limit(MOST - sids.found.size()).forEach(sids.found::add);
        return sids;
    }

    /** All, at most {@value #MOST}, in the order in which they are named. */
    Set<String> all() {
        return Collections.unmodifiableSet(found);
    }

    /**
     * The one to file an event under that has no SID of its own: the first that is not a service's, for a service outlives all that happens
     * in it. Empty where there is none.
     */
    String principal() {
        return found.stream()
                .filter(sid -> !services.contains(sid))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElse("");
    }

    /** Lower case without what separates words, so that every spelling of a name is one. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private void parameter(Parameter parameter) {
        text(parameter.name(), parameter.value());
    }

    private void search() {
        for (Named next = waiting.poll(); next != null && found.size() < MOST; next = waiting.poll()) {
            if (++values > MAX_VALUES) {
                return;
            }
            String name = next.name();
            if (next.value().isObject()) {
                for (Map.Entry<String, JsonNode> member : next.value().properties()) {
                    waiting.add(new Named(member.getKey(), member.getValue()));
                }
            } else if (next.value().isArray()) {
                next.value().forEach(element -> waiting.add(new Named(name, element)));
            } else if (next.value().isTextual()) {
                text(name, next.value().textValue());
            }
        }
    }

    private void text(String name, String value) {
        if (value.length() == Sid.LENGTH) {
            if (isReference(value)) {
                sid(plain(name), value);
            }
        } else if ((value.startsWith("{") || value.startsWith("[")) && mayHold(plain(name))) {
            JsonNode inside = Json.parse(value);
            if (inside != null) {
                waiting.add(new Named(name, inside));
            }
        }
    }

    private void sid(String plainName, String sid) {
        if (found.size() == MOST) {
            return;
        }
        if (plainName.contains("sid")) {
            found.add(sid);
            if (plainName.contains("service")) {
                services.add(sid);
            }
            // a bare id is that of the event, whatever its product
        } else if (mayHold(plainName) && !plainName.equals("id") && others.size() < MOST) {
            others.add(sid);
        }
    }

    private static boolean isReference(@Nullable String value) {
        return Sid.isSid(value) && !Sid.isSid(value, "AC");
    }

    private static boolean mayHold(String plainName) {
        return plainName.contains("sid")
                || (!plainName.equals("text") && WRITTEN_BY_PEOPLE.stream().noneMatch(plainName::contains));
    }
}
