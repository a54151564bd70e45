package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ringback.model.Answered;
import dev.ringback.model.Certainty;
import dev.ringback.model.Erasure;
import dev.ringback.model.Event;
import dev.ringback.twilio.TwilioDates;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a resource as the REST API answers it. What cannot be read counts as not said. An empty text counts as null, as Twilio writes
 * some of what there is not.
 */
final class AnswerFields {
    /**
     * How long after its end a resource without a price is taken to have none. Twilio writes prices within minutes of the end; of what is free it never
     * writes one.
     */
    static final Duration UNTIL_PRICED = Duration.ofHours(24);

    private static final Set<String> PRICE = Set.of("price", "price_unit");

    private final Event event;
    private final JsonNode json;

    AnswerFields(Event event) {
        this.event = event;
        this.json = Objects.requireNonNullElse(Json.parse(event.payload()), MissingNode.getInstance());
    }

    Event event() {
        return event;
    }

    JsonNode json() {
        return json;
    }

    /** Whether it is the answer to a POST at the resource's own address, which ends in its SID. */
    boolean isOfUpdate() {
        return isOfPost() && AnsweredDeletion.lastSegment(path()).equals(text("sid"));
    }

    /** Whether it is the answer to a POST at the address of a list. */
    boolean isOfCreate() {
        return isOfPost() && !isOfUpdate();
    }

    private boolean isOfPost() {
        return event.method().equals("POST");
    }

    private String path() {
        String target = event.target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** When the answer was asked for. */
    Instant askedAt() {
        return Objects.requireNonNullElse(event.occurredAt(), event.receivedAt());
    }

    @Nullable
    String text(String name) {
        String text = Json.text(json, name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** A text, also an empty one. */
    @Nullable
    String textOrEmpty(String name) {
        return Json.text(json, name);
    }

    /** A status in lower case; null where it is not said. */
    @Nullable
    String status() {
        String status = text("status");
        return status == null || status.equalsIgnoreCase("unknown") ? null : status.toLowerCase(Locale.ROOT);
    }

    @Nullable
    Integer integer(String name) {
        String text = text(name);
        try {
            return text == null ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** An error's code; null where there is none, also where it is 0. */
    @Nullable
    Integer errorCode() {
        Integer code = integer("error_code");
        return code == null || code == 0 ? null : code;
    }

    /** Whole seconds; a negative number means that it is not known yet. */
    @Nullable
    Duration seconds(String name) {
        Integer seconds = integer(name);
        return seconds == null || seconds < 0 ? null : Duration.ofSeconds(seconds);
    }

    @Nullable
    Instant time(String name) {
        return TwilioDates.parse(text(name)).orElse(null);
    }

    boolean flag(String name) {
        return "true".equalsIgnoreCase(text(name));
    }

    /** When it was created; before the answer was asked for, where it does not say. */
    Instant created() {
        return Objects.requireNonNullElse(time("date_created"), askedAt());
    }

    /** When it was last changed; before the answer was asked for, where it does not say. */
    Instant updated() {
        return Objects.requireNonNullElse(time("date_updated"), askedAt());
    }

    Certainty createdCertainty() {
        return time("date_created") == null ? Certainty.GUESSED : Certainty.TOLD;
    }

    /**
     * What the answer tells beside values. Of these fields those are known to be null that the answer says to be null: some at once, all others if
     * the resource is over, prices only if it was asked for long after that.
     *
     * @param nullable all that can be known to be null
     * @param atOnce those of them that never change
     * @param over whether the resource is in a state in which nothing but its price may still be told
     */
    Answered answered(List<String> nullable, Set<String> atOnce, boolean over, Erasure erasure) {
        Set<String> nulls = new HashSet<>();
        boolean priced = over && askedAt().isAfter(lastChange().plus(UNTIL_PRICED));
        for (String name : nullable) {
            boolean told = PRICE.contains(name) ? priced : over || atOnce.contains(name);
            if (told && isNull(name)) {
                nulls.add(name);
            }
        }
        return new Answered(askedAt(), Certainty.TOLD, createdCertainty(), nulls, erasure);
    }

    /** What an answer tells beside values of a resource none of whose fields can be known to be null. */
    Answered answered() {
        return answered(List.of(), Set.of(), false, Erasure.NONE);
    }

    private boolean isNull(String name) {
        JsonNode value = json.get(name);
        return value != null
                && (value.isNull() || (value.isTextual() && value.textValue().isEmpty()));
    }

    private Instant lastChange() {
        return Stream.of("date_created", "date_updated", "date_sent", "end_time")
                .map(this::time)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(askedAt());
    }
}
