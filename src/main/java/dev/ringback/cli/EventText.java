package dev.ringback.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes an event of the stream as one line: local time, kind, SID, status, who to whom, error code, tags. */
final class EventText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Set<String> FROM = anyCase("From", "Caller");
    private static final Set<String> TO = anyCase("To", "Called");
    private static final Set<String> ERROR_CODE = anyCase("ErrorCode");
    private static final int KIND_WIDTH = 15;
    private static final int SID_WIDTH = 34;
    private static final int STATUS_WIDTH = 11;

    private final ZoneId zone;
    private final boolean coloured;

    /** Writes times of that zone, and statuses in colours if that is so. */
    EventText(ZoneId zone, boolean coloured) {
        this.zone = zone;
        this.coloured = coloured;
    }

    /** Returns the line of an element of the stream, without control characters of others. */
    String line(JsonNode element) {
        JsonNode event = element.path("event");
        JsonNode resource = element.path("resource");
        StringJoiner line = new StringJoiner("  ");
        line.add(time(event.path("received_at").asText()));
        line.add(padded(shown(event.path("kind")), KIND_WIDTH));
        line.add(padded(shown(event.path("sid")), SID_WIDTH));
        line.add(status(shown(event.path("status"))));
        addAddresses(event, resource, line);
        String errorCode = errorCode(event, resource);
        if (errorCode != null) {
            line.add("error " + errorCode);
        }
        for (JsonNode tag : event.path("tags")) {
            line.add(Printable.line(
                    tag.path("name").asText() + "=" + tag.path("value").asText()));
        }
        return line.toString().stripTrailing();
    }

    private String time(String iso) {
        try {
            return TIME.format(Instant.parse(iso).atZone(zone));
        } catch (DateTimeException other) {
            return padded(Printable.line(iso), "yyyy-MM-dd HH:mm:ss".length());
        }
    }

    private String status(String status) {
        String blanks = " ".repeat(Math.max(0, STATUS_WIDTH - status.length()));
        boolean isPlain = !coloured || status.equals("-");
        return (isPlain ? status : StatusColour.of(status).paint(status)) + blanks;
    }

    /** Adds who wrote or called whom. What comes from Event Streams has no parameters, and the resource tells. */
    private static void addAddresses(JsonNode event, JsonNode resource, StringJoiner line) {
        String from = either(parameter(event, FROM), resource.path("from"));
        String to = either(parameter(event, TO), resource.path("to"));
        if (from != null || to != null) {
            line.add((from == null ? "-" : from) + " -> " + (to == null ? "-" : to));
        }
    }

    /** Returns the event's own error code. The resource's is that of now: it counts as long as the event is its last word. */
    private static @Nullable String errorCode(JsonNode event, JsonNode resource) {
        boolean isLastWord = event.path("status").equals(resource.path("status"))
                || event.path("kind").asText().equals("debugger");
        String code = either(parameter(event, ERROR_CODE), isLastWord ? resource.path("error_code") : event.path(""));
        return "0".equals(code) ? null : code;
    }

    private static @Nullable String parameter(JsonNode event, Set<String> names) {
        String last = null;
        for (JsonNode parameter : event.path("parameters")) {
            if (names.contains(parameter.path("name").asText())) {
                last = parameter.path("value").asText();
            }
        }
        return last;
    }

    private static @Nullable String either(@Nullable String text, JsonNode otherwise) {
        String chosen = Printable.line(text == null || text.isBlank() ? otherwise.asText("") : text);
        return chosen.isEmpty() ? null : chosen;
    }

    private static String shown(JsonNode text) {
        String shown = Printable.line(text.asText(""));
        return shown.isEmpty() ? "-" : shown;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static Set<String> anyCase(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
