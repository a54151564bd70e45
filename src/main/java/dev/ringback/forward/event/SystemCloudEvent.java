package dev.ringback.forward.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.SystemEvent;
import java.util.TreeMap;

/** Writes events of Ringback's own in the JSON format of CloudEvents 1.0. The JSON is ASCII, so that every database can store it. */
public final class SystemCloudEvent {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private SystemCloudEvent() {}

    /** Writes an event. The id follows from its key and its time, so it is the same however often it is sent. */
    public static String write(SystemEvent event) {
        ObjectNode cloudEvent = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.key() + " " + event.at().toEpochMilli())
                .put("source", event.accountSid() == null ? "/ringback" : "/2010-04-01/Accounts/" + event.accountSid())
                .put("type", "dev.ringback." + event.kind())
                .put("time", event.at().toString())
                .put("subject", event.subject())
                .put("datacontenttype", "application/json");
        ObjectNode data = cloudEvent.putObject("data");
        data.put("account_sid", event.accountSid());
        ObjectNode labels = data.putObject("labels");
        new TreeMap<>(event.labels()).forEach(labels::put);
        data.put("text", event.text());
        data.put("resolved", event.resolved());
        try {
            return JSON.writeValueAsString(cloudEvent);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values cannot be written", impossible);
        }
    }
}
