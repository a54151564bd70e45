package dev.ringback.simulate.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook of the Debugger.
 *
 * @param sid {@code NO...}, which is the alert's SID too
 * @param level {@code ERROR} or {@code WARNING}
 * @param resourceSid what it is about, or null
 * @param payload the rest of its JSON
 */
record DebuggerEvent(
        String sid,
        String accountSid,
        Instant at,
        String level,
        @Nullable String resourceSid,
        String errorCode,
        ObjectNode payload) {

    /** An event that says no more than a sentence; {@code msg} comes in both spellings, as Twilio sends it. */
    static DebuggerEvent about(
            String sid, String accountSid, Instant at, String level, @Nullable String resourceSid, String errorCode) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("resource_sid", resourceSid);
        payload.putNull("service_sid");
        payload.put("error_code", errorCode);
        return new DebuggerEvent(sid, accountSid, at, level, resourceSid, errorCode, payload);
    }

    DebuggerEvent saying(String message, String sourceComponent) {
        payload.putObject("more_info")
                .put("msg", message)
                .put("Msg", message)
                .put("sourceComponent", sourceComponent)
                .put("ErrorCode", errorCode)
                .put("LogLevel", level);
        return this;
    }

    /** The request that failed. */
    DebuggerEvent request(String method, String url, ObjectNode parameters) {
        ObjectNode request =
                webhook().putObject("request").put("method", method).put("url", url);
        request.putObject("headers").put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        request.set("parameters", parameters);
        return this;
    }

    DebuggerEvent response(int statusCode, String contentType, String body) {
        ObjectNode response = webhook().putObject("response").put("status_code", statusCode);
        response.putObject("headers").put("Content-Type", contentType);
        response.put("body", body);
        return this;
    }

    /** The parameters of the webhook; the parent account is sent empty where there is none. */
    Form form() {
        return new Form()
                .with("AccountSid", accountSid)
                .with("Level", level)
                .with("ParentAccountSid", "")
                .with("PayloadType", "application/json")
                .with("Sid", sid)
                .withIso8601("Timestamp", at)
                .with("Payload", payload.toString());
    }

    private ObjectNode webhook() {
        return payload.has("webhook")
                ? (ObjectNode) payload.get("webhook")
                : payload.putObject("webhook").put("type", "application/json");
    }
}
