package dev.ringback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.Entry;
import dev.ringback.twilio.callback.AnswerReader;
import dev.ringback.twilio.callback.Inquiry;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import java.time.Instant;

/** Builds resources as Twilio's REST API answers them, for tests. */
public final class TestAnswers {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ACCOUNT_PATH = "/2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID;

    private final ResourceKind kind;
    private final String path;
    private final ObjectNode json = MAPPER.createObjectNode();

    private TestAnswers(ResourceKind kind, String path) {
        this.kind = kind;
        this.path = path;
        with("account_sid", TestCallbacks.ACCOUNT_SID);
        with("uri", path);
    }

    public static TestAnswers message(String sid, String status) {
        return new TestAnswers(ResourceKind.MESSAGE, ACCOUNT_PATH + "/Messages/" + sid + ".json")
                .with("sid", sid)
                .with("api_version", "2010-04-01")
                .with("body", "hello")
                .with("date_created", "Thu, 01 Jan 2026 10:00:00 +0000")
                .with("date_sent", "Thu, 01 Jan 2026 10:00:01 +0000")
                .with("date_updated", "Thu, 01 Jan 2026 10:00:02 +0000")
                .with("direction", "outbound-reply")
                .without("error_code")
                .without("error_message")
                .with("from", "+14155550100")
                .without("messaging_service_sid")
                .with("num_media", "0")
                .with("num_segments", "1")
                .without("price")
                .with("price_unit", "USD")
                .with("status", status)
                .with("to", "+14155550101");
    }

    public static TestAnswers media(String messageSid, String sid) {
        return new TestAnswers(ResourceKind.MEDIA, ACCOUNT_PATH + "/Messages/" + messageSid + "/Media/" + sid + ".json")
                .with("sid", sid)
                .with("parent_sid", messageSid)
                .with("content_type", "image/jpeg")
                .with("date_created", "Thu, 01 Jan 2026 10:00:00 +0000")
                .with("date_updated", "Thu, 01 Jan 2026 10:00:00 +0000");
    }

    public static TestAnswers call(String sid, String status) {
        return new TestAnswers(ResourceKind.CALL, ACCOUNT_PATH + "/Calls/" + sid + ".json")
                .with("sid", sid)
                .without("parent_call_sid")
                .with("to", "+14155550101")
                .with("from", "+14155550100")
                .with("phone_number_sid", "PN00000000000000000000000000000001")
                .with("status", status)
                .with("start_time", "Thu, 01 Jan 2026 10:00:05 +0000")
                .with("end_time", "Thu, 01 Jan 2026 10:00:21 +0000")
                .with("duration", "16")
                .with("price", "-0.03000")
                .with("price_unit", "USD")
                .with("direction", "outbound-api")
                .with("answered_by", "human")
                .without("annotation")
                .with("api_version", "2010-04-01")
                .with("forwarded_from", "")
                .without("group_sid")
                .with("caller_name", "")
                .with("queue_time", "1000")
                .with("trunk_sid", "")
                .with("date_created", "Thu, 01 Jan 2026 10:00:00 +0000")
                .with("date_updated", "Thu, 01 Jan 2026 10:00:22 +0000");
    }

    public static TestAnswers recording(String sid, String status) {
        return new TestAnswers(ResourceKind.RECORDING, ACCOUNT_PATH + "/Recordings/" + sid + ".json")
                .with("sid", sid)
                .with("call_sid", "CA00000000000000000000000000000001")
                .without("conference_sid")
                .with("date_created", "Thu, 01 Jan 2026 10:00:00 +0000")
                .with("date_updated", "Thu, 01 Jan 2026 10:00:02 +0000")
                .with("start_time", "Thu, 01 Jan 2026 10:00:00 +0000")
                .with("duration", "7")
                .with("price", "-0.00250")
                .with("price_unit", "USD")
                .with("status", status)
                .with("channels", 1)
                .with("source", "OutboundAPI")
                .without("error_code")
                .without("encryption_details")
                .with("media_url", "https://api.twilio.com" + ACCOUNT_PATH + "/Recordings/" + sid);
    }

    public static TestAnswers transcription(String sid, String status) {
        return new TestAnswers(ResourceKind.TRANSCRIPTION, ACCOUNT_PATH + "/Transcriptions/" + sid + ".json")
                .with("sid", sid)
                .with("recording_sid", "RE00000000000000000000000000000001")
                .with("date_created", "Thu, 01 Jan 2026 10:00:00 +0000")
                .with("date_updated", "Thu, 01 Jan 2026 10:00:02 +0000")
                .with("duration", "7")
                .with("price", "-0.05000")
                .with("price_unit", "USD")
                .with("status", status)
                .with("transcription_text", "hello");
    }

    public static TestAnswers conference(String sid, String status) {
        return new TestAnswers(ResourceKind.CONFERENCE, ACCOUNT_PATH + "/Conferences/" + sid + ".json")
                .with("sid", sid)
                .with("friendly_name", "stand-up")
                .with("region", "us1")
                .with("status", status)
                .without("reason_conference_ended")
                .without("call_sid_ending_conference")
                .with("date_created", "Thu, 01 Jan 2026 10:00:00 +0000")
                .with("date_updated", "Thu, 01 Jan 2026 10:00:02 +0000");
    }

    public static TestAnswers participant(String conferenceSid, String callSid, String status) {
        return new TestAnswers(
                        ResourceKind.PARTICIPANT,
                        ACCOUNT_PATH + "/Conferences/" + conferenceSid + "/Participants/" + callSid + ".json")
                .with("call_sid", callSid)
                .with("conference_sid", conferenceSid)
                .with("label", "customer")
                .without("call_sid_to_coach")
                .flag("coaching", false)
                .flag("muted", true)
                .flag("hold", false)
                .flag("end_conference_on_exit", false)
                .flag("start_conference_on_enter", true)
                .with("status", status)
                .with("queue_time", "1000")
                .with("date_created", "Thu, 01 Jan 2026 10:00:00 +0000")
                .with("date_updated", "Thu, 01 Jan 2026 10:00:02 +0000");
    }

    public static TestAnswers alert(String sid) {
        return new TestAnswers(ResourceKind.ALERT, "/v1/Alerts/" + sid)
                .with("sid", sid)
                .with("alert_text", "Msg&sourceComponent=12000&ErrorCode=11200")
                .with("api_version", "2010-04-01")
                .with("date_created", "2026-01-01T10:00:01Z")
                .with("date_generated", "2026-01-01T10:00:00Z")
                .with("date_updated", "2026-01-01T10:00:02Z")
                .with("error_code", "11200")
                .with("log_level", "error")
                .with("request_method", "POST")
                .with("request_url", "https://hooks.example.com/twilio")
                .with("resource_sid", "CA00000000000000000000000000000001")
                .without("service_sid");
    }

    public TestAnswers with(String name, String value) {
        json.put(name, value);
        return this;
    }

    public TestAnswers with(String name, int value) {
        json.put(name, value);
        return this;
    }

    public TestAnswers flag(String name, boolean value) {
        json.put(name, value);
        return this;
    }

    /** With a field that is null. */
    public TestAnswers without(String name) {
        json.putNull(name);
        return this;
    }

    public String json() {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    public ResourceKind kind() {
        return kind;
    }

    /** The answer to a request for it, as an entry. */
    public Entry askedAt(Instant moment) {
        return answered("GET", path, moment);
    }

    /** The answer to an update of it. */
    public Entry updatedAt(Instant moment) {
        return answered("POST", path, moment);
    }

    /** The answer to its create. */
    public Entry createdAt(Instant moment) {
        return answered("POST", path.substring(0, path.lastIndexOf('/')) + ".json", moment);
    }

    private Entry answered(String method, String target, Instant moment) {
        try {
            return AnswerReader.resource(
                    new Inquiry(TestCallbacks.ACCOUNT_SID, method, target, moment, moment.plusMillis(80)),
                    kind,
                    null,
                    json());
        } catch (UnexpectedAnswerException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer that Twilio has deleted it. */
    public Entry deletedAt(Instant moment) {
        boolean isParticipant = kind == ResourceKind.PARTICIPANT;
        return AnswerReader.deletion(
                new Inquiry(TestCallbacks.ACCOUNT_SID, "DELETE", path, moment, moment.plusMillis(80)),
                kind,
                json.path(isParticipant ? "conference_sid" : "parent_sid").textValue(),
                json.path(isParticipant ? "call_sid" : "sid").textValue());
    }
}
