package dev.ringback.conformance;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.conformance.LibraryFixture.day;
import static dev.ringback.conformance.LibraryFixture.instant;
import static dev.ringback.conformance.LibraryFixture.newYork;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.twilio.http.HttpMethod;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallReader;
import com.twilio.rest.api.v2010.account.call.Event;
import com.twilio.rest.api.v2010.account.call.Notification;
import com.twilio.rest.api.v2010.account.call.NotificationReader;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Calls, their events and their notifications through Twilio's Java library. */
class CallsTest extends LibraryTest {
    private static final String ANSWERED = "Mon, 02 Mar 2026 10:00:00 +0000";

    @Test
    void aCallHasWhatItsCallbacksSaid() {
        String sid = sid("CA");
        String parentSid = sid("CA");
        fixture.receive(callStatus(sid, "initiated", 0, "Sun, 01 Mar 2026 08:02:17 +0000")
                .with("ParentCallSid", parentSid)
                .with("ForwardedFrom", "+14155550177")
                .with("CallerName", "ANNA LUND"));
        fixture.receive(callStatus(sid, "in-progress", 2, "Sun, 01 Mar 2026 08:02:31 +0000")
                .with("AnsweredBy", "machine_end_beep"));
        fixture.receive(callStatus(sid, "completed", 3, "Sun, 01 Mar 2026 08:02:47 +0000")
                .with("CallDuration", "16")
                .with("Duration", "1"));

        Call call = Call.fetcher(sid).fetch(twilio);

        assertThat(call)
                .returns(sid, Call::getSid)
                .returns(ACCOUNT_SID, Call::getAccountSid)
                .returns(parentSid, Call::getParentCallSid)
                .returns("+14155550101", Call::getTo)
                .returns("(415) 555-0101", Call::getToFormatted)
                .returns("+14155550100", Call::getFrom)
                .returns("(415) 555-0100", Call::getFromFormatted)
                .returns(Call.Status.COMPLETED, Call::getStatus)
                .returns("outbound-api", Call::getDirection)
                .returns("machine_end_beep", Call::getAnsweredBy)
                .returns("+14155550177", Call::getForwardedFrom)
                .returns("ANNA LUND", Call::getCallerName)
                .returns("16", Call::getDuration)
                .returns(Instant.parse("2026-03-01T08:02:17Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-01T08:02:31Z"), it -> instant(it.getStartTime()))
                .returns(Instant.parse("2026-03-01T08:02:47Z"), it -> instant(it.getEndTime()))
                .returns(Instant.parse("2026-03-01T08:02:47Z"), it -> instant(it.getDateUpdated()))
                .returns("2010-04-01", Call::getApiVersion)
                .returns(path("/Calls/" + sid + ".json"), Call::getUri)
                .returns(null, Call::getPrice)
                .returns(null, Call::getPriceUnit)
                .returns(null, Call::getPhoneNumberSid)
                .returns(null, Call::getGroupSid)
                .returns(null, Call::getTrunkSid)
                .returns(null, Call::getQueueTime);
        assertThat(call.getSubresourceUris())
                .hasSize(9)
                .contains(
                        entry("recordings", path("/Calls/" + sid + "/Recordings.json")),
                        entry("events", path("/Calls/" + sid + "/Events.json")),
                        entry(
                                "user_defined_message_subscriptions",
                                path("/Calls/" + sid + "/UserDefinedMessageSubscriptions.json")));
    }

    @Test
    void everyStatusOfTheLibraryArrivesAsItself() {
        for (Call.Status status : Call.Status.values()) {
            String sid = sid("CA");
            fixture.receive(callStatus(sid, status.toString(), 1, ANSWERED));

            assertThat(Call.fetcher(sid).fetch(twilio).getStatus()).isEqualTo(status);
            LibraryReads.expect(twilio, () -> Call.reader().setStatus(status), Call::getSid, List.of(sid));
        }
    }

    @Test
    void callsAreListedAndFound() {
        String parentSid = sid("CA");
        List<String> sids = List.of(sid("CA"), sid("CA"), sid("CA"), sid("CA"), sid("CA"));
        fixture.receive(callStatus(sids.get(0), "busy", 1, "Sun, 01 Mar 2026 08:00:00 +0000"));
        fixture.receive(callStatus(sids.get(1), "no-answer", 1, "Sun, 01 Mar 2026 09:00:00 +0000")
                .with("To", "+14155550155"));
        fixture.receive(callStatus(sids.get(2), "ringing", 1, "Sun, 01 Mar 2026 10:00:00 +0000")
                .with("From", "+14155550144"));
        fixture.receive(callStatus(sids.get(3), "initiated", 0, "Sun, 01 Mar 2026 11:00:00 +0000")
                .with("ParentCallSid", parentSid));
        fixture.receive(callStatus(sids.get(4), "ringing", 1, "Sun, 01 Mar 2026 12:00:00 +0000")
                .with("To", "+14155550155")
                .with("From", "+14155550144")
                .with("ParentCallSid", parentSid));

        expect(reader -> reader, sids.get(4), sids.get(3), sids.get(2), sids.get(1), sids.get(0));
        expect(reader -> reader.setTo("+14155550155"), sids.get(4), sids.get(1));
        expect(reader -> reader.setFrom(new PhoneNumber("+14155550144")), sids.get(4), sids.get(2));
        expect(reader -> reader.setParentCallSid(parentSid), sids.get(4), sids.get(3));
        expect(reader -> reader.setParentCallSid(sid("CA")));
        expect(reader -> reader.setStatus(Call.Status.RINGING), sids.get(4), sids.get(2));
        // callbacks say initiated where the API knows queued only
        expect(reader -> reader.setStatus(Call.Status.QUEUED), sids.get(3));
        expect(
                reader -> reader.setStatus(Call.Status.RINGING)
                        .setTo("+14155550155")
                        .setFrom("+14155550144")
                        .setParentCallSid(parentSid),
                sids.get(4));
    }

    @Test
    void callsAreFoundByStartAndEnd() {
        String first = talk("Sun, 01 Mar 2026 23:59:59 +0000", "Mon, 02 Mar 2026 00:10:00 +0000");
        String second = talk("Mon, 02 Mar 2026 00:00:00 +0000", "Mon, 02 Mar 2026 23:59:59 +0000");
        String third = talk("Mon, 02 Mar 2026 12:00:00 +0000", "Tue, 03 Mar 2026 00:00:00 +0000");
        // nobody has answered it, so that its creation counts
        String ringing = sid("CA");
        fixture.receive(callStatus(ringing, "ringing", 1, "Wed, 04 Mar 2026 12:00:00 +0000"));

        expect(reader -> reader.setStartTime(ZonedDateTime.parse("2026-03-02T00:00:00Z")), third, second);
        expect(reader -> reader.setStartTimeBefore(newYork("2026-03-02T00:00:00Z")), second, first);
        expect(reader -> reader.setStartTimeBefore(newYork("2026-03-01T23:59:59Z")), first);
        expect(reader -> reader.setStartTimeAfter(newYork("2026-03-02T00:00:00Z")), ringing, third, second);
        expect(reader -> reader.setStartTimeAfter(newYork("2026-03-02T00:00:01Z")), ringing, third);
        expect(
                reader -> reader.setStartTimeAfter(newYork("2026-03-01T00:00:00Z"))
                        .setStartTimeBefore(newYork("2026-03-02T11:59:59Z")),
                second,
                first);
        expect(reader -> reader.setEndTime(ZonedDateTime.parse("2026-03-02T15:00:00Z")), second, first);
        expect(reader -> reader.setEndTimeBefore(newYork("2026-03-02T00:10:00Z")), first);
        expect(reader -> reader.setEndTimeAfter(newYork("2026-03-02T23:59:59Z")), third, second);
        expect(
                reader -> reader.setEndTimeAfter(newYork("2026-03-02T00:00:00Z"))
                        .setEndTimeBefore(newYork("2026-03-02T23:59:59Z"))
                        .setStartTime(ZonedDateTime.parse("2026-03-02T00:00:00Z")),
                second);
    }

    @Test
    void theEventsOfACallAreWhatTwilioSentForIt() {
        String sid = sid("CA");
        fixture.receiveAt("2026-03-01T12:00:01Z", callStatus(sid, "initiated", 0, "Sun, 01 Mar 2026 12:00:00 +0000"));
        fixture.receiveAt("2026-03-01T12:00:02Z", callStatus(sid, "ringing", 1, "Sun, 01 Mar 2026 12:00:01 +0000"));
        fixture.receiveAt("2026-03-01T12:00:03Z", callStatus(sid, "in-progress", 2, "Sun, 01 Mar 2026 12:00:02 +0000"));
        fixture.receiveAt("2026-03-01T12:00:04Z", callStatus(sid, "completed", 3, "Sun, 01 Mar 2026 12:00:03 +0000"));
        fixture.receive(callStatus(sid("CA"), "ringing", 1, "Sun, 01 Mar 2026 12:00:01 +0000"));

        LibraryReads.expect(
                twilio,
                () -> Event.reader(sid),
                event -> json(event.getRequest()).at("/parameters/call_status").textValue(),
                List.of("initiated", "ringing", "in-progress", "completed"));
        Event first = Event.reader(sid).read(twilio).iterator().next();
        assertThatObject(json(first.getRequest()))
                .returns("POST", it -> it.get("method").textValue())
                .returns("https://hooks.example.com/twilio", it -> it.get("url").textValue())
                .returns(sid, it -> it.at("/parameters/call_sid").textValue())
                .returns(ACCOUNT_SID, it -> it.at("/parameters/account_sid").textValue())
                .returns("0", it -> it.at("/parameters/sequence_number").textValue())
                .returns("+14155550101", it -> it.at("/parameters/to").textValue());
        assertThatObject(json(first.getResponse()))
                .returns(204, it -> it.get("response_code").intValue())
                .returns(true, it -> it.get("request_duration").isNull())
                .returns(true, it -> it.get("content_type").isNull())
                .returns(true, it -> it.get("response_body").isNull())
                .returns(
                        "Sun, 01 Mar 2026 12:00:01 +0000",
                        it -> it.get("date_created").textValue());
    }

    @Test
    void theNotificationsOfACallAreItsAlerts() {
        String callSid = sid("CA");
        List<String> sids = List.of(sid("NO"), sid("NO"), sid("NO"));
        fixture.receive(debugger(sids.get(0), payload(callSid)).with("Timestamp", "2026-03-01T10:00:00Z"));
        fixture.receive(debugger(sids.get(1), payload(callSid))
                .with("Timestamp", "2026-03-02T10:00:00Z")
                .with("Level", "WARNING"));
        fixture.receive(debugger(sids.get(2), payload(callSid)).with("Timestamp", "2026-03-03T10:00:00Z"));
        fixture.receive(debugger(sid("NO"), payload(sid("CA"))));

        expectNotifications(callSid, reader -> reader, sids.get(2), sids.get(1), sids.get(0));
        expectNotifications(callSid, reader -> reader.setLog(0), sids.get(2), sids.get(0));
        expectNotifications(callSid, reader -> reader.setLog(1), sids.get(1));
        expectNotifications(callSid, reader -> reader.setMessageDate(day("2026-03-02")), sids.get(1));
        expectNotifications(
                callSid, reader -> reader.setMessageDateBefore(day("2026-03-03")), sids.get(1), sids.get(0));
        expectNotifications(callSid, reader -> reader.setMessageDateAfter(day("2026-03-02")), sids.get(2), sids.get(1));
        expectNotifications(
                callSid, reader -> reader.setMessageDateAfter(day("2026-03-02")).setLog(0), sids.get(2));
        assertThat(Notification.fetcher(callSid, sids.get(1)).fetch(twilio))
                .returns(sids.get(1), Notification::getSid)
                .returns(ACCOUNT_SID, Notification::getAccountSid)
                .returns(callSid, Notification::getCallSid)
                .returns("2010-04-01", Notification::getApiVersion)
                .returns("11200", Notification::getErrorCode)
                .returns("1", Notification::getLog)
                .returns("Msg=bad+%26+worse&LogLevel=WARN", Notification::getMessageText)
                .returns(Instant.parse("2026-03-02T10:00:00Z"), it -> instant(it.getMessageDate()))
                .returns(Instant.parse("2026-03-02T10:00:00Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-02T10:00:00Z"), it -> instant(it.getDateUpdated()))
                .returns(URI.create("https://www.twilio.com/docs/errors/11200"), Notification::getMoreInfo)
                .returns(HttpMethod.POST, Notification::getRequestMethod)
                .returns(URI.create("https://elsewhere.example.com/voice?a=b"), Notification::getRequestUrl)
                .returns("CallSid=" + callSid, Notification::getRequestVariables)
                .returns("Content-Type=text%2Fhtml", Notification::getResponseHeaders)
                .returns("<html>", Notification::getResponseBody)
                .returns(path("/Calls/" + callSid + "/Notifications/" + sids.get(1) + ".json"), Notification::getUri);
    }

    private static String payload(String callSid) {
        return """
                {"resource_sid":"%1$s","error_code":"11200","more_info":{"Msg":"bad & worse","LogLevel":"WARN"},
                 "webhook":{"request":{"url":"https://elsewhere.example.com/voice?a=b","method":"POST","parameters":{"CallSid":"%1$s"}},
                 "response":{"status_code":500,"headers":{"Content-Type":"text/html"},"body":"<html>"}}}""".formatted(callSid);
    }

    /** A call that was answered then, and ended then. */
    private String talk(String start, String end) {
        String sid = sid("CA");
        fixture.receive(callStatus(sid, "in-progress", 2, start));
        fixture.receive(callStatus(sid, "completed", 3, end));
        return sid;
    }

    /** What the library leaves as a map of maps. */
    private static JsonNode json(Object value) {
        return new JsonMapper().valueToTree(value);
    }

    private void expect(UnaryOperator<CallReader> filter, String... sids) {
        LibraryReads.expect(twilio, () -> filter.apply(Call.reader()), Call::getSid, List.of(sids));
    }

    private void expectNotifications(String callSid, UnaryOperator<NotificationReader> filter, String... sids) {
        LibraryReads.expect(
                twilio, () -> filter.apply(Notification.reader(callSid)), Notification::getSid, List.of(sids));
    }
}
