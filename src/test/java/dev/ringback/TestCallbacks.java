package dev.ringback;

import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Builds the parameters of webhooks as Twilio sends them, for tests. SIDs are random, so that tests do not meet. */
public final class TestCallbacks {
    public static final String ACCOUNT_SID = "AC00000000000000000000000000000001";
    public static final String AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
    public static final String SUBACCOUNT_SID = "AC00000000000000000000000000000002";

    private final Map<String, String> parameters = new LinkedHashMap<>();

    public static String sid(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    public static TestCallbacks messageStatus(String messageSid, String status) {
        return new TestCallbacks()
                .with("SmsSid", messageSid)
                .with("SmsStatus", status)
                .with("MessageStatus", status)
                .with("To", "+14155550101")
                .with("MessageSid", messageSid)
                .with("AccountSid", ACCOUNT_SID)
                .with("From", "+14155550100")
                .with("ApiVersion", "2010-04-01");
    }

    public static TestCallbacks inboundMessage(String messageSid, String body) {
        return new TestCallbacks()
                .with("ToCountry", "US")
                .with("FromCity", "TREZZO SULL'ADDA")
                .with("FromZip", "")
                .with("SmsMessageSid", messageSid)
                .with("NumMedia", "0")
                .with("SmsSid", messageSid)
                .with("SmsStatus", "received")
                .with("Body", body)
                .with("To", "+14155550100")
                .with("NumSegments", "1")
                .with("MessageSid", messageSid)
                .with("AccountSid", ACCOUNT_SID)
                .with("From", "+14155550101")
                .with("ApiVersion", "2010-04-01");
    }

    public static TestCallbacks callStatus(String callSid, String status, int sequenceNumber, String timestamp) {
        return new TestCallbacks()
                .with("Called", "+14155550101")
                .with("ToState", "CA")
                .with("Direction", "outbound-api")
                .with("Timestamp", timestamp)
                .with("CallbackSource", "call-progress-events")
                .with("SequenceNumber", String.valueOf(sequenceNumber))
                .with("To", "+14155550101")
                .with("CallSid", callSid)
                .with("ApiVersion", "2010-04-01")
                .with("CallStatus", status)
                .with("From", "+14155550100")
                .with("AccountSid", ACCOUNT_SID);
    }

    public static TestCallbacks recording(String recordingSid, String status) {
        return new TestCallbacks()
                .with("RecordingSource", "OutboundAPI")
                .with("RecordingTrack", "both")
                .with("RecordingSid", recordingSid)
                .with(
                        "RecordingUrl",
                        "https://api.twilio.com/2010-04-01/Accounts/" + ACCOUNT_SID + "/Recordings/" + recordingSid)
                .with("RecordingStatus", status)
                .with("RecordingChannels", "1")
                .with("ErrorCode", "0")
                .with("RecordingStartTime", "Thu, 01 Jan 2026 10:00:05 +0000")
                .with("AccountSid", ACCOUNT_SID);
    }

    public static TestCallbacks conference(String conferenceSid, String event, int sequenceNumber) {
        return new TestCallbacks()
                .with("ConferenceSid", conferenceSid)
                .with("FriendlyName", "stand-up")
                .with("SequenceNumber", String.valueOf(sequenceNumber))
                .with("Timestamp", "Thu, 1 Jan 2026 10:00:0" + Math.min(9, sequenceNumber) + " +0000")
                .with("AccountSid", ACCOUNT_SID)
                .with("StatusCallbackEvent", event);
    }

    public static TestCallbacks participant(String conferenceSid, String callSid, String event, int sequenceNumber) {
        return conference(conferenceSid, event, sequenceNumber)
                .with("CallSid", callSid)
                .with("Muted", "false")
                .with("Hold", "false")
                .with("Coaching", "false")
                .with("EndConferenceOnExit", "false")
                .with("StartConferenceOnEnter", "true");
    }

    public static TestCallbacks debugger(String alertSid, String payload) {
        return new TestCallbacks()
                .with("ParentAccountSid", "")
                .with("Payload", payload)
                .with("Level", "ERROR")
                .with("Timestamp", "2026-01-01T10:00:00Z")
                .with("PayloadType", "application/json")
                .with("AccountSid", ACCOUNT_SID)
                .with("Sid", alertSid);
    }

    public TestCallbacks with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    public TestCallbacks without(String name) {
        parameters.remove(name);
        return this;
    }

    public Map<String, String> parameters() {
        return parameters;
    }

    /** Form-encoded. */
    public String form() {
        return FormEncoder.body(new Parameters(parameters.entrySet().stream()
                .map(entry -> new Parameters.Parameter(entry.getKey(), entry.getValue()))
                .toList()));
    }
}
