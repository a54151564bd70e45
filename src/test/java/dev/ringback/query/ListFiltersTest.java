package dev.ringback.query;

import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.web.TestApi;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters of lists as somebody writes them by hand, Ringback's own among them. */
class ListFiltersTest {
    private final List<String> sids = new ArrayList<>();
    private Instant now = TestApi.START;

    @TempDir
    Path folder;

    private TestApi api;

    @BeforeEach
    void openDoor() {
        api = TestApi.open(folder);
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    /** Every spelling of noon on the second of March 2026, UTC. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T12:00:00Z",
                "2026-03-02T12:00:00",
                "2026-03-02T12:00:00z",
                "2026-03-02T12:00Z",
                "2026-03-02%2012:00:00.000",
                "2026-03-02+12:00:00",
                "2026-03-02T12:00:00%2B00:00",
                "2026-03-02T12:00:00+00:00",
                "2026-03-02T14:30:00%2B02:30",
                "2026-03-02T14:30:00+0230",
                "2026-03-02T05:00:00-07:00",
                "Mon,%2002%20Mar%202026%2012:00:00%20%2B0000",
                "Mon,%2002%20Mar%202026%2012:00:00%20+0000",
                "Mon,+2+Mar+2026+12:00:00+GMT",
                "2%20Mar%202026%2012:00:00%20-0000",
                "Mon,%2002%20Mar%202026%2007:00:00%20EST",
                "03/02/2026%2005:00:00%20MST",
                "3/2/2026%2012:00:00"
            })
    void datesAreReadInEverySpelling(String noon) {
        sentAt("2026-03-02T11:59:59Z", "2026-03-02T12:00:00Z", "2026-03-02T12:00:01Z", "2026-03-03T00:00:00Z");

        expect("DateSent%3E=" + noon, sids.get(3), sids.get(2), sids.get(1));
        expect("DateSent%3C=" + noon, sids.get(1), sids.get(0));
        expect("DateSent>=" + noon + "&DateSent<=" + noon, sids.get(1));
        // an equal moment means its day of GMT
        expect("DateSent=" + noon, sids.get(2), sids.get(1), sids.get(0));
    }

    @Test
    void aDayIsItsFirstMomentWhereMomentsAreCompared() {
        sentAt("2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z", "2026-03-02T00:00:01Z", "2026-03-03T00:00:00Z");

        expect("DateSent=2026-03-02", sids.get(2), sids.get(1));
        expect("DateSent<=2026-03-02", sids.get(1), sids.get(0));
        expect("DateSent>=2026-03-02", sids.get(3), sids.get(2), sids.get(1));
        expect("DateSent>=2026-03-02&DateSent<=2026-03-03", sids.get(3), sids.get(2), sids.get(1));
        expect("DateSent>=2026-03-04");
        expect("DateSent>=2026-03-03&DateSent<=2026-03-02");
        expect("DateSent=2026-03-02&DateSent>=2026-03-02T00:00:01Z", sids.get(2));
        expect("DateSent=03/02/2026", sids.get(2), sids.get(1));
    }

    /** New York is five hours behind: its evening is the next day of GMT. */
    @Test
    void theDayOfAMomentIsThatOfGmt() {
        sentAt("2026-03-02T01:00:00Z", "2026-03-03T01:00:00Z");

        expect("DateSent=2026-03-01T20:00:00-05:00", sids.get(0));
        expect("DateSent=Mon,%2002%20Mar%202026%2020:00:00%20EST", sids.get(1));
    }

    @Test
    void messagesAreFoundByTheTagsTheirUserGaveThem() {
        receive(status("sent"), "/twilio?order=12&customer=Anna+L%C3%B8ve");
        receive(status("sent"), "/twilio?order=12&customer=Ben");
        receive(status("sent"), "/twilio?order=13&customer=Ben");
        receive(status("sent"), "/twilio");

        expect("Tag.order=12", sids.get(1), sids.get(0));
        expect("Tag.customer=Ben", sids.get(2), sids.get(1));
        expect("Tag.customer=Anna%20L%C3%B8ve", sids.get(0));
        expect("Tag.order=12&Tag.customer=Ben", sids.get(1));
        expect("Tag.order=12&Tag.order=13");
        expect("Tag.order=1");
        expect("Tag.Order=12");
        expect("Tag.colour=12");
        expect("Tag.order=12&To=%2B14155550199");
        expect("Tag.order=%27%20OR%201=1--");
    }

    @Test
    void messagesAreFoundByWhatTwilioDoesNotFilterBy() {
        String service = sid("MG");
        receive(status("failed").with("ErrorCode", "30003").with("MessagingServiceSid", service));
        receive(status("undelivered").with("ErrorCode", "30005"));
        receive(status("delivered").with("MessagingServiceSid", service));
        receive(status("undelivered").with("ErrorCode", "30003"));

        expect("ErrorCode=30003", sids.get(3), sids.get(0));
        expect("ErrorCode=30004");
        expect("Status=undelivered", sids.get(3), sids.get(1));
        expect("Status=Undelivered", sids.get(3), sids.get(1));
        expect("MessagingServiceSid=" + service, sids.get(2), sids.get(0));
        expect("MessagingServiceSid=" + service + "&Status=failed&ErrorCode=30003", sids.get(0));
        expect(
                "Status=&ErrorCode=&MessagingServiceSid=&DateSent=&To=",
                sids.get(3),
                sids.get(2),
                sids.get(1),
                sids.get(0));
    }

    @Test
    void aPlusThatNobodyEncodedIsOne() {
        receive(status("sent").with("To", "+14155550155"));
        receive(status("sent").with("From", "+14155550144"));
        receive(status("sent").with("To", "whatsapp:+14155550155"));

        expect("To=+14155550155", sids.get(0));
        expect("To=%2B14155550155", sids.get(0));
        expect("From=+14155550144", sids.get(1));
        expect("To=whatsapp:%2B14155550155", sids.get(2));
        expect("To=14155550155");
    }

    @Test
    void filtersHoldTogether() {
        receive(status("sent").with("To", "+14155550155"), "/twilio?order=12");
        api.advance(Duration.ofDays(1));
        receive(status("sent").with("To", "+14155550155"), "/twilio?order=12");
        receive(status("delivered").with("To", "+14155550155"), "/twilio?order=12");
        receive(status("sent").with("To", "+14155550155"), "/twilio?order=13");
        receive(status("sent"), "/twilio?order=12");

        expect("Tag.order=12&To=%2B14155550155&Status=sent&DateSent=2026-03-02", sids.get(1));
        expect("Tag.order=12&To=%2B14155550155&Status=sent&DateSent%3C=2026-03-02", sids.get(0));
        expect(
                "Tag.order=12&To=%2B14155550155&DateSent%3E=2026-03-01&Order=asc",
                sids.get(0), sids.get(1), sids.get(2));
    }

    @Test
    void aListThatIsTurnedRoundHasItsPagesInThatOrder() {
        for (int i = 0; i < 5; i++) {
            receive(status("sent"));
        }

        JsonPath first = get("/Messages.json?Order=asc&PageSize=2");
        JsonPath second = get(first, "next_page_uri");
        JsonPath third = get(second, "next_page_uri");
        JsonPath secondAgain = get(third, "previous_page_uri");
        JsonPath firstAgain = get(secondAgain, "previous_page_uri");

        assertThat(shown(first)).isEqualTo(sids.subList(0, 2));
        assertThat(shown(second)).isEqualTo(sids.subList(2, 4));
        assertThat(shown(third)).isEqualTo(sids.subList(4, 5));
        assertThat(third.getString("next_page_uri")).isNull();
        assertThat(shown(secondAgain)).isEqualTo(shown(second));
        assertThat(shown(firstAgain)).isEqualTo(shown(first));
        assertThat(firstAgain.getString("previous_page_uri")).isNull();
        assertThat(secondAgain.getString("next_page_uri")).isEqualTo(second.getString("next_page_uri"));
    }

    @Test
    void addressesOfPagesKeepTheFilters() {
        String filters = "DateSent%3E=2026-03-01T12:00:00Z&Tag.name=a%2Bb%26c&Colour=green&To=%2B14155550101";
        receive(status("sent"), "/twilio?name=a%2Bb%26c");
        receive(status("sent"), "/twilio");
        receive(status("sent"), "/twilio?name=a%2Bb%26c");
        receive(status("sent"), "/twilio?name=a%2Bb%26c");

        JsonPath first = get("/Messages.json?Page=0&" + filters.replace("%3E", ">") + "&PageSize=1");
        JsonPath second = get(first, "next_page_uri");
        JsonPath third = get(second, "next_page_uri");

        assertThat(shown(first)).containsExactly(sids.get(3));
        assertThat(shown(second)).containsExactly(sids.get(2));
        assertThat(shown(third)).containsExactly(sids.get(0));
        assertThat(third.getString("next_page_uri")).isNull();
        assertThat(shown(get(third, "previous_page_uri"))).containsExactly(sids.get(2));
        for (String address : List.of("uri", "first_page_uri", "next_page_uri")) {
            assertThat(first.getString(address).replace("%3A", ":"))
                    .startsWith(path("/Messages.json?" + filters + "&PageSize=1&Page="));
        }
    }

    @Test
    void rowsThatStopMatchingLoseNobodyHisPlace() {
        for (int i = 0; i < 5; i++) {
            receive(status("queued"));
        }
        JsonPath first = get("/Messages.json?Status=queued&PageSize=2");
        assertThat(shown(first)).containsExactly(sids.get(4), sids.get(3));

        // the row that the next page begins after, and one on it
        api.receive(messageStatus(sids.get(3), "delivered"));
        api.receive(messageStatus(sids.get(2), "delivered"));
        JsonPath second = get(first, "next_page_uri");

        assertThat(shown(second)).containsExactly(sids.get(1), sids.get(0));
        assertThat(second.getString("next_page_uri")).isNull();
        assertThat(shown(get(second, "previous_page_uri"))).containsExactly(sids.get(4));
    }

    @Test
    void aPageWhoseRowsHaveAllStoppedMatchingIsEmptyAndTheLast() {
        for (int i = 0; i < 3; i++) {
            receive(status("queued"));
        }
        JsonPath first = get("/Messages.json?Status=queued&PageSize=2");
        sids.forEach(sid -> api.receive(messageStatus(sid, "sent")));

        JsonPath second = get(first, "next_page_uri");

        assertThat(shown(second)).isEmpty();
        assertThat(second.getString("next_page_uri")).isNull();
        assertThat(second.getString("previous_page_uri")).isNull();
    }

    @Test
    void callsAreFoundByTheDayTheyBeganOrEnded() {
        String early = sid("CA");
        String late = sid("CA");
        api.receive(callStatus(early, "in-progress", 1, "Sun, 01 Mar 2026 23:59:59 +0000"));
        api.receive(callStatus(early, "completed", 2, "Mon, 02 Mar 2026 00:00:10 +0000"));
        // of this one only the end is known, and how long it took
        api.receive(callStatus(late, "completed", 2, "Mon, 02 Mar 2026 00:00:10 +0000")
                .with("CallDuration", "10"));
        // nobody has answered this one, so that its creation counts
        String ringing = sid("CA");
        api.receive(callStatus(ringing, "ringing", 0, "Wed, 04 Mar 2026 00:00:00 +0000"));

        assertThat(calls("StartTime=2026-03-02")).containsExactly(late);
        assertThat(calls("StartTime<=2026-03-01T23:59:59Z")).containsExactly(early);
        assertThat(calls("StartTime>=2026-03-01")).containsExactly(ringing, late, early);
        assertThat(calls("EndTime=2026-03-02")).containsExactlyInAnyOrder(late, early);
        assertThat(calls("EndTime=2026-03-02&StartTime=2026-03-01")).containsExactly(early);
        assertThat(calls("StartTime>=2026-03-01&Order=asc")).containsExactly(early, late, ringing);
    }

    @Test
    void recordingsOfACallAreTurnedRoundToo() {
        String callSid = sid("CA");
        List<String> recordings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            recordings.add(sid("RE"));
            api.receive(recording(recordings.get(i), "completed")
                    .with("CallSid", callSid)
                    .with("RecordingStartTime", "Thu, 01 Jan 2026 10:00:0" + i + " +0000"));
        }

        JsonPath page = get("/Calls/" + callSid + "/Recordings.json?Order=ASC&PageSize=3");

        assertThat(page.getList("recordings.sid")).isEqualTo(recordings.subList(0, 3));
        assertThat(get(page, "next_page_uri").getList("recordings.sid")).isEqualTo(recordings.subList(3, 4));
        Collections.reverse(recordings);
        assertThat(get("/Calls/" + callSid + "/Recordings.json").getList("recordings.sid"))
                .isEqualTo(recordings);
    }

    private void sentAt(String... times) {
        for (String time : times) {
            Instant then = Instant.parse(time);
            api.advance(Duration.between(now, then));
            now = then;
            String sid = sid("SM");
            sids.add(sid);
            api.receive(messageStatus(sid, "sent"));
        }
    }

    private static TestCallbacks status(String status) {
        return messageStatus(sid("SM"), status);
    }

    private void receive(TestCallbacks callback) {
        receive(callback, "/twilio");
    }

    /** One second after the one before, so that the order is known. */
    private void receive(TestCallbacks callback, String target) {
        api.advance(Duration.ofSeconds(1));
        sids.add(String.valueOf(callback.parameters().get("MessageSid")));
        api.receive(callback, target);
    }

    private void expect(String query, String... expected) {
        assertThat(shown(get("/Messages.json?" + query))).as(query).containsExactly(expected);
    }

    private List<String> calls(String query) {
        return get("/Calls.json?" + query).getList("calls.sid");
    }

    private static List<String> shown(JsonPath page) {
        return page.getList("messages.sid");
    }

    private JsonPath get(JsonPath page, String address) {
        return read(page.getString(address));
    }

    private JsonPath get(String pathAndQuery) {
        return read(path(pathAndQuery).replace("<", "%3C").replace(">", "%3E"));
    }

    private JsonPath read(@Nullable String uri) {
        return api.asOwner().get(uri).then().statusCode(200).extract().jsonPath();
    }
}
