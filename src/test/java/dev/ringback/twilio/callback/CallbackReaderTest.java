package dev.ringback.twilio.callback;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static dev.ringback.TestCallbacks.SUBACCOUNT_SID;
import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.conference;
import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.participant;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Participant;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import dev.ringback.twilio.FormBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Account ACCOUNT = Account.of(ACCOUNT_SID, "token");
    private static final Account SUBACCOUNT =
            new Account(SUBACCOUNT_SID, List.of("other"), ACCOUNT_SID, List.of(), Map.of());
    private static final Account STRANGER = Account.of("AC00000000000000000000000000000003", "third");

    private final CallbackReader reader = new CallbackReader(new Accounts(List.of(ACCOUNT, SUBACCOUNT, STRANGER)));

    @Test
    void aStatusCallbackBecomesAMessage() {
        String sid = sid("SM");

        Entry entry = post(messageStatus(sid, "delivered")
                .with("RawDlrDoneDate", "2601011005")
                .with("MessagingServiceSid", "MG1"));

        assertThat(entry.event().kind()).isEqualTo(EventKind.MESSAGE_STATUS);
        assertThat(entry.event().sid()).isEqualTo(sid);
        assertThat(entry.event().receivedAt()).isEqualTo(NOW);
        assertThat(entry.event().occurredAt()).isNull();
        Message message = only(entry, Message.class);
        assertThat(message.progress().status()).isEqualTo("delivered");
        assertThat(message.to()).isEqualTo("+14155550101");
        assertThat(message.messagingServiceSid()).isEqualTo("MG1");
        assertThat(message.direction()).isEqualTo("outbound-api");
        assertThat(message.body()).isNull();
        assertThat(message.numSegments()).isNull();
        assertThat(message.dateSent()).isEqualTo(NOW);
        assertThat(message.deliveredAt()).isEqualTo(NOW);
        assertThat(message.carrier()).isNull();
        assertThat(only(post(messageStatus(sid, "read")), Message.class).deliveredAt())
                .isNull();
    }

    @Test
    void aFailedMessageIsDatedByWhenWeHeardOfIt() {
        Message message = only(post(messageStatus(sid("SM"), "failed").with("ErrorCode", "30003")), Message.class);

        assertThat(message.errorCode()).isEqualTo(30003);
        assertThat(message.dateSent()).isEqualTo(NOW);
    }

    @Test
    void aStatusTwilioHasAddedSinceIsServedAsItCame() {
        assertThat(only(post(messageStatus(sid("SM"), "teleported")), Message.class)
                        .progress()
                        .status())
                .isEqualTo("teleported");
    }

    @Test
    void anInboundMessageCarriesBodyAndMedia() {
        String sid = sid("MM");
        String mediaSid = sid("ME");

        Entry entry = post(inboundMessage(sid, "it's 1+1 = zwei ☎")
                .with("NumMedia", "1")
                .with("MediaContentType0", "image/png")
                .with(
                        "MediaUrl0",
                        "https://api.twilio.com/2010-04-01/Accounts/AC/Messages/" + sid + "/Media/" + mediaSid));

        assertThat(entry.event().kind()).isEqualTo(EventKind.INBOUND_MESSAGE);
        Message message = only(entry, Message.class);
        assertThat(message.body()).isEqualTo("it's 1+1 = zwei ☎");
        assertThat(message.direction()).isEqualTo("inbound");
        assertThat(message.progress().status()).isEqualTo("received");
        assertThat(message.numMedia()).isEqualTo(1);
        Media media = only(entry, Media.class);
        assertThat(media.sid()).isEqualTo(mediaSid);
        assertThat(media.messageSid()).isEqualTo(sid);
        assertThat(media.contentType()).isEqualTo("image/png");
    }

    @Test
    void theErrorOfAFailedWebhookIsNotTheMessages() {
        Message message = only(
                post(inboundMessage(sid("SM"), "").with("ErrorCode", "11200").with("ErrorUrl", "https://example.com")),
                Message.class);

        assertThat(message.errorCode()).isNull();
        assertThat(message.body()).isEmpty();
    }

    @Test
    void aCompletedCallTakesItsDurationInSeconds() {
        Call call = only(
                post(callStatus(sid("CA"), "completed", 3, "Thu, 1 Jan 2026 10:02:47 +0000")
                        .with("Duration", "1")
                        .with("CallDuration", "49")),
                Call.class);

        assertThat(call.duration()).isEqualTo(Duration.ofSeconds(49));
        assertThat(call.endedAt()).isEqualTo(Instant.parse("2026-01-01T10:02:47Z"));
        assertThat(call.startTime()).isEqualTo(Instant.parse("2026-01-01T10:01:58Z"));
        assertThat(call.dateCreated()).isEqualTo(call.startTime());
    }

    @Test
    void aCallNobodyAnsweredHasTheDurationThatItsCallbackTells() {
        Call call = only(
                post(callStatus(sid("CA"), "no-answer", 2, "Thu, 01 Jan 2026 10:02:47 +0000")
                        .with("Duration", "0")
                        .with("CallDuration", "0")),
                Call.class);

        assertThat(call.duration()).isZero();
        assertThat(call.startTime()).isNull();
        assertThat(call.endedAt()).isNotNull();
    }

    @Test
    void answeringMachineDetectionSaysNothingOfTimes() {
        Entry entry = post(new TestCallbacks()
                .with("AccountSid", ACCOUNT_SID)
                .with("CallSid", sid("CA"))
                .with("AnsweredBy", "machine_start")
                .with("MachineDetectionDuration", "2300"));

        assertThat(entry.event().kind()).isEqualTo(EventKind.AMD);
        Call call = only(entry, Call.class);
        assertThat(call.answeredBy()).isEqualTo("machine_start");
        assertThat(call.answeredAt()).isNull();
        assertThat(call.progress().status()).isEqualTo("in-progress");
    }

    @ParameterizedTest
    @CsvSource({"ringing", "in-progress"})
    void aCallWithoutASourceOfItsEventAsksForTwiml(String status) {
        Entry entry = post(callStatus(sid("CA"), status, 0, "")
                .without("CallbackSource")
                .without("SequenceNumber")
                .without("Timestamp"));

        assertThat(entry.event().kind()).isEqualTo(EventKind.VOICE_REQUEST);
    }

    @Test
    void aFinalStatusIsACallbackEvenWithoutASource() {
        Entry entry = post(callStatus(sid("CA"), "completed", 0, "")
                .without("CallbackSource")
                .without("SequenceNumber")
                .without("Timestamp"));

        assertThat(entry.event().kind()).isEqualTo(EventKind.CALL_STATUS);
    }

    @Test
    void theRecordingOfAConferenceHasNoCall() {
        String conferenceSid = sid("CF");

        Entry entry = post(recording(sid("RE"), "completed")
                .with("ConferenceSid", conferenceSid)
                .with("RecordingSource", "StartConferenceRecordingAPI")
                .with("RecordingDuration", "31"));

        assertThat(entry.event().kind()).isEqualTo(EventKind.RECORDING);
        assertThat(entry.references()).containsExactly(conferenceSid);
        Recording recording = only(entry, Recording.class);
        assertThat(recording.callSid()).isNull();
        assertThat(recording.conferenceSid()).isEqualTo(conferenceSid);
        assertThat(recording.duration()).isEqualTo(Duration.ofSeconds(31));
        assertThat(recording.startTime()).isEqualTo(Instant.parse("2026-01-01T10:00:05Z"));
        assertThat(recording.errorCode()).isNull();
    }

    @Test
    void aTranscriptionIsNotMistakenForTheCallItCarries() {
        Entry entry = post(callStatus(sid("CA"), "completed", 0, "")
                .without("Timestamp")
                .with("TranscriptionSid", sid("TR"))
                .with("TranscriptionStatus", "completed")
                .with("TranscriptionText", "hello")
                .with("RecordingSid", sid("RE")));

        assertThat(entry.event().kind()).isEqualTo(EventKind.TRANSCRIPTION);
        assertThat(only(entry, Transcription.class).transcriptionText()).isEqualTo("hello");
        assertThat(entry.references()).hasSize(2);
    }

    @Test
    void aParticipantsEventSpeaksOfTheConferenceToo() {
        String conferenceSid = sid("CF");
        String callSid = sid("CA");

        Entry entry = post(participant(conferenceSid, callSid, "participant-mute", 4)
                .with("Muted", "true")
                .with("ParticipantLabel", "boss"));

        assertThat(entry.event().kind()).isEqualTo(EventKind.PARTICIPANT);
        assertThat(only(entry, Conference.class).progress().status()).isEqualTo("init");
        Participant participant = only(entry, Participant.class);
        assertThat(participant.progress().status()).isEqualTo("connected");
        assertThat(participant.flags().muted()).isTrue();
        assertThat(participant.flags().label()).isEqualTo("boss");
        assertThat(entry.references()).containsExactly(callSid);
    }

    @ParameterizedTest
    @CsvSource({
        "participant-join,init",
        "conference-start,in-progress",
        "conference-end,completed",
        "announcement-end,init"
    })
    void aConferencesStatusIsDerivedFromItsEvents(String event, String status) {
        assertThat(only(post(conference(sid("CF"), event, 1)), Conference.class)
                        .progress()
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aDebuggerEventFillsTheAlert() {
        Alert alert = only(post(debugger(sid("NO"), """
                        {"resource_sid":"CA1","service_sid":null,"error_code":"11200",
                         "more_info":{"msg":"not found","Msg":"Not found","httpResponse":"404"},
                         "webhook":{"type":"application/json","request":{"method":"POST","url":"https://example.com/voice",
                          "headers":{"X":"y z"},"parameters":{"ApiVersion":"2010-04-01","From":"+1"}},
                          "response":{"status_code":404,"headers":{"Content-Type":"text/html"},"body":"<html>"}}}""")), Alert.class);

        assertThat(alert.errorCode()).isEqualTo("11200");
        assertThat(alert.logLevel()).isEqualTo("error");
        assertThat(alert.serviceSid()).isNull();
        assertThat(alert.alertText()).isEqualTo("msg=not+found&Msg=Not+found&httpResponse=404");
        assertThat(alert.requestMethod()).isEqualTo("POST");
        assertThat(alert.requestUrl()).isEqualTo("https://example.com/voice");
        assertThat(alert.requestVariables()).isEqualTo("ApiVersion=2010-04-01&From=%2B1");
        assertThat(alert.requestHeaders()).isEqualTo("X=y+z");
        assertThat(alert.responseHeaders()).isEqualTo("Content-Type=text%2Fhtml");
        assertThat(alert.responseBody()).isEqualTo("<html>");
        assertThat(alert.apiVersion()).isEqualTo("2010-04-01");
        assertThat(alert.dateCreated()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
    }

    @Test
    void aPayloadThatIsNoJsonIsMarkedAndStillAnAlert() {
        Entry entry = post(debugger(sid("NO"), "{\"resource_sid\":"));

        assertThat(entry.event().problem()).contains("Payload");
        assertThat(only(entry, Alert.class).logLevel()).isEqualTo("error");
    }

    @Test
    void aLostCallbackIsRecoveredAsASecondWitnessOfThePushedOne() {
        TestCallbacks lost = messageStatus(sid("SM"), "delivered");
        Event pushed =
                readForm("POST", "/twilio?order=1234", lost.form()).get(0).event();

        String payload = lostPayload("https://hooks.example.com/twilio?order=1234#rc=5", "POST", lost);
        List<Entry> entries =
                readForm("POST", "/twilio", debugger(sid("NO"), payload).form());

        assertThat(entries).hasSize(2);
        Event recovered = entries.get(1).event();
        assertThat(recovered.source()).isEqualTo(EventSource.RECOVERED);
        assertThat(recovered.kind()).isEqualTo(EventKind.MESSAGE_STATUS);
        assertThat(recovered.target()).isEqualTo("/twilio?order=1234");
        assertThat(recovered.idempotencyToken()).isEqualTo("token-1");
        assertThat(recovered.digest()).isNotEqualTo(pushed.digest());
        assertThat(recovered.sid()).isEqualTo(pushed.sid());
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/twilio",
        "https://HOOKS.example.com:443/twilio/calls?a=b",
        "http://user:pw@hooks.example.com:8080/twilio/sub"
    })
    void aUrlOfOursIsKnownWhateverItsPortAndUser(String url) {
        assertThat(recover(url, "POST")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example.com/twilio",
        "https://hooks.example.com/voice",
        "https://hooks.example.com/voice?next=/twilio",
        "https://hooks.example.com/twilio-voice/answer",
        "https://hooks.example.com/other/twilio",
        "hooks.example.com",
        "://",
        "''"
    })
    void aUrlOfAnotherIsNotOurs(String url) {
        assertThat(recover(url, "POST")).hasSize(1);
    }

    @Test
    void aLostGetIsTheSameEventWhetherItsUrlWasReportedWithParametersOrWithout() {
        TestCallbacks lost = callStatus(sid("CA"), "ringing", 1, "Thu, 01 Jan 2026 10:00:00 +0000");

        Event without = recoveredGet("https://hooks.example.com/twilio?a=1", lost);
        Event with = recoveredGet("https://hooks.example.com/twilio?a=1&" + lost.form(), lost);

        assertThat(without.digest()).isEqualTo(with.digest());
        assertThat(EventReading.of(without).tags().get("a")).isEqualTo("1");
        assertThat(EventReading.of(with).tags().get("a")).isEqualTo("1");
        assertThat(with.kind()).isEqualTo(EventKind.CALL_STATUS);
    }

    private Event recoveredGet(String url, TestCallbacks lost) {
        return readForm(
                        "POST",
                        "/twilio",
                        debugger(sid("NO"), lostPayload(url, "GET", lost)).form())
                .get(1)
                .event();
    }

    @Test
    void anotherAccountsCallbackIsNotRecovered() {
        TestCallbacks lost = messageStatus(sid("SM"), "sent").with("AccountSid", STRANGER.sid());

        assertThat(readForm(
                        "POST",
                        "/twilio",
                        debugger(sid("NO"), lostPayload("https://hooks.example.com/twilio", "POST", lost))
                                .form()))
                .hasSize(1);
    }

    @Test
    void theUsersParametersAreToldFromTwilios() {
        String sid = sid("CA");
        TestCallbacks ringing = callStatus(sid, "ringing", 1, "Thu, 01 Jan 2026 10:00:00 +0000");

        Event post = readForm("POST", "/twilio?order=12&To=me", ringing.form())
                .get(0)
                .event();
        Event get =
                readForm("GET", "/twilio?order=12&" + ringing.form(), "").get(0).event();

        assertThat(EventReading.of(post).tags().get("order")).isEqualTo("12");
        assertThat(EventReading.of(post).tags().get("To")).isEqualTo("me");
        assertThat(EventReading.of(post).parameters().get("To")).isEqualTo("+14155550101");
        assertThat(EventReading.of(get).tags().toString()).contains("order").doesNotContain("Called");
        assertThat(EventReading.of(get).parameters().get("CallSid")).isEqualTo(sid);
        assertThat(get.kind()).isEqualTo(EventKind.CALL_STATUS);
        assertThat(get.occurredAt()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
    }

    @Test
    void theDigestTellsEventsApartAndRetriesNot() {
        String sid = sid("SM");
        Event sent = post(messageStatus(sid, "sent")).event();

        assertThat(post(messageStatus(sid, "sent")).event().digest()).isEqualTo(sent.digest());
        assertThat(post(messageStatus(sid, "delivered")).event().digest()).isNotEqualTo(sent.digest());
        assertThat(readForm(
                                "POST",
                                "/twilio?order=1",
                                messageStatus(sid, "sent").form())
                        .get(0)
                        .event()
                        .digest())
                .isNotEqualTo(sent.digest());
    }

    @Test
    void theStoredPayloadReadsBackTheSameBytes() {
        byte[] raw = "AccountSid=%s&Body=\u00e4\u00ff%%zz%%\u0000&x"
                .formatted(ACCOUNT_SID)
                .getBytes(StandardCharsets.ISO_8859_1);

        Event event = reader.readForm(arrival(ACCOUNT, "POST", "/twilio"), raw, FormBody.parse(raw))
                .get(0)
                .event();

        assertThat(event.payload()).isPrintable().contains("%E4%FF%zz%%00");
        assertThat(FormBody.parse(event.payload()).fields())
                .isEqualTo(FormBody.parse(raw).fields());
    }

    @Test
    void anUnreadableNumberIsMarkedAndTheRestCounts() {
        Entry entry = post(messageStatus(sid("SM"), "failed").with("ErrorCode", "many"));

        assertThat(entry.event().problem()).contains("ErrorCode");
        assertThat(only(entry, Message.class).progress().status()).isEqualTo("failed");
    }

    @Test
    void anUnknownKindIsKeptRaw() {
        Entry entry = post(new TestCallbacks().with("AccountSid", ACCOUNT_SID).with("Surprise", "yes"));

        assertThat(entry.event().kind()).isEqualTo(EventKind.UNKNOWN);
        assertThat(entry.event().sid()).isEmpty();
        assertThat(entry.resources()).isEmpty();
        assertThat(entry.event().problem()).isNull();
    }

    @Test
    void aSubaccountsEventsAreItsOwn() {
        assertThat(post(messageStatus(sid("SM"), "sent").with("AccountSid", SUBACCOUNT_SID))
                        .event()
                        .accountSid())
                .isEqualTo(SUBACCOUNT_SID);
    }

    @Test
    void nobodySpeaksForAnAccountThatIsNotTheirs() {
        Entry entry = post(messageStatus(sid("SM"), "sent").with("AccountSid", STRANGER.sid()));

        assertThat(entry.event().accountSid()).isEqualTo(ACCOUNT_SID);
        assertThat(entry.event().kind()).isEqualTo(EventKind.UNKNOWN);
        assertThat(entry.event().problem()).isNotNull();
        assertThat(entry.resources()).isEmpty();
    }

    @Test
    void aBatchOfCloudEventsIsReadOneByOne() throws Exception {
        String sid = sid("SM");

        List<Entry> entries = json("""
                [{"specversion":"1.0","type":"com.twilio.messaging.message.delivered","source":"s","id":"EZ1","data":
                  {"messageSid":"%s","accountSid":"%s","messageStatus":"DELIVERED","timestamp":"2026-01-01T10:00:00.000Z",
                   "from":"+14155550100","to":"+14155550101","apiVersion":"2010-04-01","body":"hi","numberOfSegments":2,"mnc":"090","mcc":"310",
                   "rawDlrDoneDate":"2026-01-01T10:00:00.000Z","tags":{"a":"b"}}},
                 {"poison":true}, 7,
                 {"specversion":"1.0","type":"com.twilio.voice.status-callback.call.completed","source":"s","id":"VW1","data":
                  {"sid":"CA1","timestamp":"2026-01-01T10:01:00.000Z","request":{"method":"POST","url":"https://example.com",
                   "parameters":{"CallSid":"%s","CallStatus":"completed","CallDuration":"5","AccountSid":"%s"}}}}]""".formatted(sid, ACCOUNT_SID, sid("CA"), ACCOUNT_SID));

        assertThat(entries)
                .extracting(entry -> entry.event().kind())
                .containsExactly(EventKind.MESSAGE_STATUS, EventKind.UNKNOWN, EventKind.UNKNOWN, EventKind.CALL_STATUS);
        assertThat(entries.get(0).event().source()).isEqualTo(EventSource.STREAM);
        assertThat(entries.get(0).event().occurredAt()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
        Message message = only(entries.get(0), Message.class);
        assertThat(message.progress().status()).isEqualTo("delivered");
        assertThat(message.progress().position())
                .isEqualTo(
                        only(post(messageStatus(sid, "delivered").with("RawDlrDoneDate", "2601011000")), Message.class)
                                .progress()
                                .position());
        assertThat(message.body()).isEqualTo("hi");
        assertThat(message.numSegments()).isEqualTo(2);
        assertThat(message.deliveredAt()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
        assertThat(message.carrier()).isEqualTo("310-090");
        assertThat(entries.get(1).event().payload()).isEqualTo("{\"poison\":true}");
        assertThat(entries.get(2).event().payload()).isEqualTo("7");
        assertThat(only(entries.get(3), Call.class).duration()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "null",
                "[]",
                "{}",
                "{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging.message.sent\",\"id\":\"1\",\"data\":\"text\"}",
                "{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging.message.sent\",\"id\":\"1\",\"data\":null}",
                "{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging.message.sent\",\"id\":\"1\",\"data\":{\"messageSid\":{},\"messageStatus\":[]}}"
            })
    void aPoisonousElementOfABatchIsMarked(String element) throws Exception {
        Entry entry = json("[" + element + "]").get(0);

        assertThat(entry.event().problem()).isNotNull();
        assertThat(entry.event().payload()).isEqualTo(element);
        assertThat(entry.resources()).isEmpty();
    }

    @Test
    void anObjectOfAnotherProductIsUnknownAndFine() throws Exception {
        Entry entry = json("{\"contact\":\"studio\"}").get(0);

        assertThat(entry.event().kind()).isEqualTo(EventKind.UNKNOWN);
        assertThat(entry.event().problem()).isNull();
    }

    @Test
    void anUnreadableTimestampAndAMissingStatusAreMarked() {
        assertThat(post(callStatus(sid("CA"), "ringing", 1, "yesterday"))
                        .event()
                        .problem())
                .contains("Timestamp");
        Entry statusless = post(messageStatus(sid("SM"), ""));
        assertThat(statusless.event().problem()).contains("status");
        assertThat(statusless.resources()).isEmpty();
    }

    @Test
    void aLogLineOfEventStreamsIsNoAlert() throws Exception {
        String event = """
                {"specversion":"1.0","type":"com.twilio.error-logs.error.logged","source":"s","id":"1","data":
                 {"sid":"%s","account_sid":"%s","level":"%s","error_code":"11200","date_created":"2026-01-01T10:00:00Z"}}""";

        assertThat(json(event.formatted(sid("NO"), ACCOUNT_SID, "INFO")).get(0).resources())
                .isEmpty();
        Alert alert =
                only(json(event.formatted(sid("NO"), ACCOUNT_SID, "ERROR")).get(0), Alert.class);
        assertThat(alert.errorCode()).isEqualTo("11200");
        assertThat(alert.dateCreated()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
    }

    @Test
    void aCloudEventIsTheSameInAnotherBatch() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"s\",\"id\":\"1\",\"data\":{}}";

        assertThat(json(event).get(0).event().digest())
                .isEqualTo(json("[ {} ,\n" + event + "]").get(1).event().digest());
    }

    @ParameterizedTest
    @CsvSource({"''", "7", "nonsense", "'{\"a\":'", "'[{}'", "'[{}] []'", "'\"text\"'"})
    void aBodyThatIsNoArrayAndNoObjectIsMalformed(String body) {
        assertThatThrownBy(() -> json(body)).isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void anEventReplaysToTheSameResources() {
        for (TestCallbacks callback : List.of(
                messageStatus(sid("SM"), "read"),
                callStatus(sid("CA"), "busy", 2, "Thu, 01 Jan 2026 10:00:00 +0000"),
                participant(sid("CF"), sid("CA"), "participant-leave", 3),
                debugger(sid("NO"), "{\"error_code\":\"30007\"}"))) {
            Entry entry = post(callback);
            assertThat(Projector.replay(entry.event())).isEqualTo(entry);
        }
    }

    private List<Entry> recover(String url, String method) {
        TestCallbacks lost = messageStatus(sid("SM"), "delivered");
        return readForm(
                "POST",
                "/twilio",
                debugger(sid("NO"), lostPayload(url, method, lost)).form());
    }

    private static String lostPayload(String url, String method, TestCallbacks lost) {
        return Json.MAPPER
                .valueToTree(Map.of(
                        "error_code",
                        "11200",
                        "webhook",
                        Map.of(
                                "request",
                                Map.of(
                                        "method",
                                        method,
                                        "url",
                                        url,
                                        "headers",
                                        Map.of("i-twilio-idempotency-token", "token-1"),
                                        "parameters",
                                        lost.parameters()))))
                .toString();
    }

    private Entry post(TestCallbacks callback) {
        return readForm("POST", "/twilio", callback.form()).get(0);
    }

    private List<Entry> readForm(String method, String target, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return reader.readForm(arrival(ACCOUNT, method, target), bytes, FormBody.parse(bytes));
    }

    private List<Entry> json(String body) throws MalformedBodyException {
        return reader.readJson(
                arrival(ACCOUNT, "POST", "/twilio?bodySHA256=00"), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Arrival arrival(Account signer, String method, String target) {
        return new Arrival(signer, "https://hooks.example.com/twilio", method, target, null, NOW, EventSource.CALLBACK);
    }

    private static <T extends Resource> T only(Entry entry, Class<T> type) {
        List<T> found = entry.resources().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
