package dev.ringback.conformance;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.conformance.LibraryFixture.day;
import static dev.ringback.conformance.LibraryFixture.instant;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.HttpMethod;
import com.twilio.rest.api.v2010.account.Notification;
import com.twilio.rest.api.v2010.account.NotificationReader;
import com.twilio.rest.monitor.v1.Alert;
import com.twilio.rest.monitor.v1.AlertReader;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Monitor's alerts, and the same as the account's notifications, through Twilio's Java library. */
class AlertsTest extends LibraryTest {
    private static final String MESSAGE_SID = "SM00000000000000000000000000000004";
    private static final String SERVICE_SID = "MG00000000000000000000000000000005";
    private static final String PAYLOAD = """
            {"resource_sid":"%s","service_sid":"%s","error_code":"11200","more_info":{"Msg":"bad & worse","LogLevel":"ERROR"},
             "webhook":{"request":{"url":"https://elsewhere.example.com/sms?a=b","method":"GET","headers":{"X-Odd":"ä=1"},
             "parameters":{"ApiVersion":"2008-08-01","Body":"a+b c"}},
             "response":{"status_code":500,"headers":{"Content-Type":"text/html"},"body":"<html>"}}}""".formatted(MESSAGE_SID, SERVICE_SID);

    @Test
    void anAlertHasWhatTheDebuggerSaid() {
        String sid = sid("NO");
        fixture.receive(debugger(sid, PAYLOAD).with("Timestamp", "2026-03-01T10:00:00.123Z"));

        Alert alert = Alert.fetcher(sid).fetch(twilio);

        assertThat(alert)
                .returns(sid, Alert::getSid)
                .returns(ACCOUNT_SID, Alert::getAccountSid)
                .returns(MESSAGE_SID, Alert::getResourceSid)
                .returns(SERVICE_SID, Alert::getServiceSid)
                .returns("2008-08-01", Alert::getApiVersion)
                .returns("11200", Alert::getErrorCode)
                .returns("error", Alert::getLogLevel)
                .returns("https://www.twilio.com/docs/errors/11200", Alert::getMoreInfo)
                .returns("Msg=bad+%26+worse&LogLevel=ERROR", Alert::getAlertText)
                .returns(HttpMethod.GET, Alert::getRequestMethod)
                .returns("https://elsewhere.example.com/sms?a=b", Alert::getRequestUrl)
                .returns("ApiVersion=2008-08-01&Body=a%2Bb+c", Alert::getRequestVariables)
                .returns("X-Odd=%C3%A4%3D1", Alert::getRequestHeaders)
                .returns("Content-Type=text%2Fhtml", Alert::getResponseHeaders)
                .returns("<html>", Alert::getResponseBody)
                .returns(Instant.parse("2026-03-01T10:00:00Z"), it -> instant(it.getDateGenerated()))
                .returns(Instant.parse("2026-03-01T10:00:00Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-01T10:00:00Z"), it -> instant(it.getDateUpdated()));
        assertThat(alert.getUrl()).hasScheme("http").hasHost("127.0.0.1").hasPath("/v1/Alerts/" + sid);
    }

    @Test
    void aNotificationOfTheAccountIsTheSame() {
        String sid = sid("NO");
        fixture.receive(debugger(sid, PAYLOAD).with("Timestamp", "2026-03-01T10:00:00Z"));

        assertThat(Notification.fetcher(sid).fetch(twilio))
                .returns(sid, Notification::getSid)
                .returns(ACCOUNT_SID, Notification::getAccountSid)
                .returns(null, Notification::getCallSid)
                .returns("2008-08-01", Notification::getApiVersion)
                .returns("11200", Notification::getErrorCode)
                .returns("0", Notification::getLog)
                .returns("Msg=bad+%26+worse&LogLevel=ERROR", Notification::getMessageText)
                .returns(Instant.parse("2026-03-01T10:00:00Z"), it -> instant(it.getMessageDate()))
                .returns(Instant.parse("2026-03-01T10:00:00Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-01T10:00:00Z"), it -> instant(it.getDateUpdated()))
                .returns(URI.create("https://www.twilio.com/docs/errors/11200"), Notification::getMoreInfo)
                .returns(HttpMethod.GET, Notification::getRequestMethod)
                .returns(URI.create("https://elsewhere.example.com/sms?a=b"), Notification::getRequestUrl)
                .returns("ApiVersion=2008-08-01&Body=a%2Bb+c", Notification::getRequestVariables)
                .returns("Content-Type=text%2Fhtml", Notification::getResponseHeaders)
                .returns("<html>", Notification::getResponseBody)
                .returns(path("/Notifications/" + sid + ".json"), Notification::getUri);
    }

    /** One such value must not cost the library the whole page. */
    @Test
    void anInvalidUrlAndMethodDoNotHinderReading() {
        String sid = sid("NO");
        fixture.receive(debugger(sid, """
                {"more_info":{},"webhook":{"request":{"url":"http://no host/<here>","method":"BREW"}}}"""));

        LibraryReads.expect(twilio, Notification::reader, Notification::getSid, List.of(sid));
        LibraryReads.expect(twilio, Alert::reader, Alert::getSid, List.of(sid));
        assertThat(Alert.fetcher(sid).fetch(twilio))
                .returns("http://no host/<here>", Alert::getRequestUrl)
                .returns(null, Alert::getRequestMethod);
        assertThat(Notification.fetcher(sid).fetch(twilio)).returns(null, Notification::getRequestUrl);
    }

    @Test
    void alertsAreListedAndFound() {
        List<String> sids = receiveFive();

        expect(reader -> reader, sids.get(4), sids.get(3), sids.get(2), sids.get(1), sids.get(0));
        expect(reader -> reader.setLogLevel("error"), sids.get(4), sids.get(2), sids.get(0));
        expect(reader -> reader.setLogLevel("warning"), sids.get(3), sids.get(1));
        expect(reader -> reader.setLogLevel("notice"));
        expect(reader -> reader.setStartDate(utc("2026-03-02T00:00:01Z")), sids.get(4), sids.get(3));
        expect(reader -> reader.setStartDate(utc("2026-03-02T00:00:00Z")), sids.get(4), sids.get(3), sids.get(2));
        expect(reader -> reader.setEndDate(utc("2026-03-01T23:59:58Z")), sids.get(0));
        expect(
                reader -> reader.setStartDate(utc("2026-03-01T12:00:00Z"))
                        .setEndDate(utc("2026-03-02T12:00:00Z"))
                        .setLogLevel("warning"),
                sids.get(3),
                sids.get(1));
    }

    @Test
    void notificationsAreListedAndFound() {
        List<String> sids = receiveFive();

        expectNotifications(reader -> reader, sids.get(4), sids.get(3), sids.get(2), sids.get(1), sids.get(0));
        expectNotifications(reader -> reader.setLog(0), sids.get(4), sids.get(2), sids.get(0));
        expectNotifications(reader -> reader.setLog(1), sids.get(3), sids.get(1));
        expectNotifications(reader -> reader.setMessageDate(day("2026-03-02")), sids.get(3), sids.get(2));
        expectNotifications(
                reader -> reader.setMessageDateBefore(day("2026-03-02")), sids.get(2), sids.get(1), sids.get(0));
        expectNotifications(reader -> reader.setMessageDateAfter(day("2026-03-03")), sids.get(4));
        expectNotifications(
                reader -> reader.setMessageDateAfter(day("2026-03-02"))
                        .setMessageDateBefore(day("2026-03-03"))
                        .setLog(1),
                sids.get(3));
    }

    /** Errors and warnings in turn, from the first day to the third; the oldest first. */
    private List<String> receiveFive() {
        List<String> sids = List.of(sid("NO"), sid("NO"), sid("NO"), sid("NO"), sid("NO"));
        List<String> times = List.of(
                "2026-03-01T12:00:00Z",
                "2026-03-01T23:59:59Z",
                "2026-03-02T00:00:00Z",
                "2026-03-02T12:00:00Z",
                "2026-03-03T00:00:01Z");
        for (int i = 0; i < sids.size(); i++) {
            fixture.receive(debugger(sids.get(i), PAYLOAD)
                    .with("Timestamp", times.get(i))
                    .with("Level", i % 2 == 0 ? "ERROR" : "WARNING"));
        }
        return sids;
    }

    /** The library does not convert these two, so whoever has other times has to do so. */
    private static ZonedDateTime utc(String time) {
        return ZonedDateTime.parse(time);
    }

    private void expect(UnaryOperator<AlertReader> filter, String... sids) {
        LibraryReads.expect(twilio, () -> filter.apply(Alert.reader()), Alert::getSid, List.of(sids));
    }

    private void expectNotifications(UnaryOperator<NotificationReader> filter, String... sids) {
        LibraryReads.expect(twilio, () -> filter.apply(Notification.reader()), Notification::getSid, List.of(sids));
    }
}
