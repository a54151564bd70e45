package dev.ringback.query;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.participant;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.ringback.TestCallbacks;
import dev.ringback.web.TestApi;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineHandlerTest {
    private final String sid = sid("SM");

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

    @Test
    void everyEventIsToldInOrderWithWhatItDid() {
        api.receive(messageStatus(sid, "queued"), "/twilio?order=1234&order=5&note=a+b");
        api.advance(Duration.ofMillis(1_250));
        api.receive(messageStatus(sid, "delivered"));
        api.receive(messageStatus(sid, "sent"));
        api.receive(messageStatus(sid, "delivered").with("Extra", "1"));
        api.advance(Duration.ofSeconds(1));
        api.receive(messageStatus(sid, "sent"));

        timeline("")
                .body("sid", equalTo(sid))
                .body("account_sid", equalTo(TestCallbacks.ACCOUNT_SID))
                .body("status", equalTo("delivered"))
                .body("next_page_uri", nullValue())
                .body("events.status", contains("queued", "delivered", "sent", "delivered"))
                .body("events.effect", contains("advanced", "advanced", "late", "duplicate"))
                .body("events.arrivals", contains(1, 1, 2, 1))
                .body("events[0].kind", equalTo("message-status"))
                .body("events[0].source", equalTo("callback"))
                .body("events[0].method", equalTo("POST"))
                .body("events[0].received_at", equalTo("2026-03-01T12:00:00.000Z"))
                .body("events[1].received_at", equalTo("2026-03-01T12:00:01.250Z"))
                .body("events[2].last_received_at", equalTo("2026-03-01T12:00:02.250Z"))
                .body("events[0].occurred_at", nullValue())
                .body("events[0].tags.name", contains("order", "order", "note"))
                .body("events[0].tags.value", contains("1234", "5", "a b"))
                .body("events[0].parameters", hasItem(Map.of("name", "MessageStatus", "value", "queued")))
                .body("events[0].data", nullValue());
    }

    @Test
    void laterPagesKnowWhatCameBeforeThem() {
        for (String status : List.of("delivered", "queued", "sending", "sent", "read")) {
            api.receive(messageStatus(sid, status));
        }

        List<String> effects = new ArrayList<>();
        String uri = "/ringback/v1/timeline/" + sid + "?PageSize=2";
        while (uri != null) {
            JsonPath page =
                    api.asOwner().get(uri).then().statusCode(200).extract().jsonPath();
            assertThat(page.getString("status")).isEqualTo("read");
            effects.addAll(page.getList("events.effect"));
            uri = page.getString("next_page_uri");
        }

        assertThat(effects).containsExactly("advanced", "late", "late", "late", "advanced");
    }

    @Test
    void farIntoAnEndlessTimelineEffectsAreLeftOpenRatherThanGuessed() {
        api.receiveAll(IntStream.range(0, 10_100)
                .mapToObj(i -> messageStatus(sid, i == 0 ? "delivered" : "sent").with("Number", String.valueOf(i))));

        JsonPath first = timeline("?PageSize=1").extract().jsonPath();
        long firstId = first.getLong("events[0].id");

        timeline("?PageSize=2&After=" + (firstId + 9_500)).body("events.effect", contains("late", "late"));
        timeline("?PageSize=1&After=" + (firstId + 10_050))
                .body("events.effect", contains(nullValue()))
                .body("events.status", contains("sent"))
                .body("status", equalTo("delivered"));
    }

    @Test
    void aCallsTimelineTellsOfItsRecordingsAndConferencesToo() {
        String callSid = sid("CA");
        String conferenceSid = sid("CF");
        api.receive(TestCallbacks.callStatus(callSid, "in-progress", 1, "Sun, 01 Mar 2026 12:00:44 +0000"));
        api.receive(participant(conferenceSid, callSid, "participant-join", 1));
        api.receive(recording(sid("RE"), "in-progress").with("CallSid", callSid));
        api.receive(participant(conferenceSid, callSid, "participant-leave", 2));

        api.asOwner()
                .get("/ringback/v1/timeline/" + callSid)
                .then()
                .statusCode(200)
                .body("status", equalTo("in-progress"))
                .body("events.kind", contains("call-status", "participant", "recording", "participant"))
                .body("events.effect", contains("advanced", "advanced", "advanced", "advanced"))
                .body("events[0].occurred_at", equalTo("2026-03-01T12:00:44.000Z"));
    }

    @Test
    void aCloudEventIsToldAsItCame() {
        api.receiveJson("""
                [{"specversion":"1.0","type":"com.twilio.messaging.message.delivered","source":"/s","id":"EZ1",
                  "time":"2026-03-01T12:00:20.123Z","exact":12345678901234567890.125,
                  "data":{"accountSid":"%s","messageSid":"%s","messageStatus":"DELIVERED"}}]""".formatted(TestCallbacks.ACCOUNT_SID, sid));

        String body = timeline("")
                .body("events[0].source", equalTo("stream"))
                .body("events[0].occurred_at", equalTo("2026-03-01T12:00:20.123Z"))
                .body("events[0].parameters", nullValue())
                .body("events[0].data.data.messageSid", equalTo(sid))
                .extract()
                .asString();

        assertThat(body).contains("12345678901234567890.125");
    }

    @Test
    void nobodySeesTheTimelineOfAnotherAccount() {
        api.receive(messageStatus(sid, "sent"));

        api.as(TestApi.STRANGER_SID, TestApi.STRANGER_TOKEN)
                .get("/ringback/v1/timeline/" + sid)
                .then()
                .statusCode(404)
                .body("message", equalTo("The requested resource /ringback/v1/timeline/" + sid + " was not found"));
    }

    @Test
    void aTextThatIsNoSidOrNoEventIsRefused() {
        api.asOwner().get("/ringback/v1/timeline/x").then().statusCode(404);
        api.asOwner().get("/ringback/v1/timeline/" + sid + "?After=9").then().statusCode(404);
        api.asOwner()
                .get("/ringback/v1/timeline/" + sid + "?After=-1")
                .then()
                .statusCode(400)
                .body("message", containsString("After"));
        api.asOwner()
                .get("/ringback/v1/timeline/" + sid + "?PageSize=none")
                .then()
                .statusCode(400)
                .body("message", containsString("PageSize"));
    }

    @Test
    void afterTheLastEventComesAnEmptyPage() {
        api.receive(messageStatus(sid, "sent"));

        timeline("?After=999999999999999999").body("events", hasSize(0)).body("status", equalTo("sent"));
    }

    private ValidatableResponse timeline(String query) {
        return api.asOwner().get("/ringback/v1/timeline/" + sid + query).then().statusCode(200);
    }
}
