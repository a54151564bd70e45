package dev.ringback.forward.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.group.Notice;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads and writes notices as JSON, as they are stored until they are delivered. Fields of a newer version are ignored. The JSON is ASCII, so
 * that every database can store whatever strangers have sent.
 */
public final class NoticeJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private NoticeJson() {}

    /** Never fails. */
    public static String write(Notice notice) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("rule", notice.rule())
                .put("threshold", notice.threshold())
                .put("state", notice.state().name())
                .put("at", notice.at().toString())
                .put("fresh", notice.fresh())
                .put("total", notice.total())
                .put("since", notice.since().toString())
                .put("latest", notice.latest().toString());
        if (notice.undecided() > 0) {
            json.put("undecided", notice.undecided());
        }
        json.set("labels", OccurrenceJson.labels(notice.labels()));
        ArrayNode kinds = json.putArray("kinds");
        for (Notice.Kind kind : notice.kinds()) {
            kinds.addObject().put("count", kind.count()).set("labels", OccurrenceJson.labels(kind.labels()));
        }
        ArrayNode examples = json.putArray("examples");
        notice.examples().forEach(example -> examples.add(OccurrenceJson.write(example)));
        return text(json);
    }

    /** Never fails. */
    public static String write(ReceiverNotice receiverNotice) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("receiver", receiverNotice.receiver())
                .put("since", receiverNotice.since().toString())
                .put("count", receiverNotice.count())
                .put("reason", receiverNotice.reason());
        if (receiverNotice.state() != ReceiverNotice.State.GIVEN_UP) {
            json.put("state", receiverNotice.state().name());
        }
        if (!receiverNotice.waiting().isEmpty()) {
            ArrayNode waiting = json.putArray("waiting");
            receiverNotice.waiting().forEach(waiting::add);
        }
        return text(json);
    }

    /**
     * Reads a notice.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Notice notice(String text) {
        return read(
                text,
                json -> new Notice(
                        json.required("rule").asText(),
                        json.required("threshold").asText(),
                        OccurrenceJson.labels(json.path("labels")),
                        Notice.State.valueOf(json.required("state").asText()),
                        instant(json, "at"),
                        json.required("fresh").asLong(),
                        json.required("total").asLong(),
                        instant(json, "since"),
                        instant(json, "latest"),
                        list(json.path("kinds"), NoticeJson::kind),
                        list(json.path("examples"), OccurrenceJson::read),
                        json.path("undecided").asLong()));
    }

    /**
     * Reads a notice about a receiver.
     *
     * @throws IllegalArgumentException when it is no such thing
     */
    public static ReceiverNotice receiverNotice(String text) {
        return read(
                text,
                json -> new ReceiverNotice(
                        json.required("receiver").asText(),
                        instant(json, "since"),
                        json.required("count").asLong(),
                        json.path("reason").asText(),
                        ReceiverNotice.State.valueOf(json.path("state").asText(ReceiverNotice.State.GIVEN_UP.name())),
                        list(json.path("waiting"), JsonNode::asText)));
    }

    private static Notice.Kind kind(JsonNode json) {
        return new Notice.Kind(
                OccurrenceJson.labels(json.path("labels")),
                json.required("count").asLong());
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(json.required(name).asText());
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> list = new ArrayList<>();
        array.forEach(element -> list.add(reader.apply(element)));
        return list;
    }

    private static <T> T read(String text, Function<JsonNode, T> reader) {
        try {
            return reader.apply(MAPPER.readTree(text));
        } catch (JsonProcessingException | DateTimeException wrong) {
            throw new IllegalArgumentException("is no notice that was kept: " + wrong.getMessage(), wrong);
        }
    }

    private static String text(ObjectNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException never) {
            throw new IllegalStateException("write JSON to memory", never);
        }
    }
}
