package dev.ringback.query;

import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.ringback.TestCallbacks;
import dev.ringback.web.TestApi;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageHandlerTest {
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
    void aMessageIsAnsweredWithItsOriginAndAge() {
        String sid = sid("SM");
        api.receive(messageStatus(sid, "delivered"));
        api.advance(Duration.ofSeconds(5));
        api.receive(messageStatus(sid, "sent"));
        api.advance(Duration.ofMillis(7_900));

        api.asOwner()
                .get(path("/Messages/" + sid + ".json"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("X-Ringback-Source", "callback")
                .header("Age", "7")
                .header("Twilio-Request-Id", matchesPattern("RQ[0-9a-f]{32}"))
                .header("Twilio-Request-Duration", matchesPattern("\\d+\\.\\d{3}"))
                .body("sid", equalTo(sid))
                .body("status", equalTo("delivered"))
                .body("to", equalTo("+14155550101"))
                .body("price", nullValue())
                .body("date_created", equalTo("Sun, 01 Mar 2026 12:00:00 +0000"))
                .body("uri", equalTo(path("/Messages/" + sid + ".json")));
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() {
        String sid = sid("SM");
        api.receive(messageStatus(sid, "sent"));

        String body = api.asOwner()
                .head(path("/Messages/" + sid + ".json"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("X-Ringback-Source", "callback")
                .extract()
                .asString();

        assertThat(body).isEmpty();
        api.asOwner().head(path("/Messages/" + sid("SM") + ".json")).then().statusCode(404);
    }

    @Test
    void anUnknownMessageIsNotFound() {
        String path = path("/Messages/" + sid("SM") + ".json");

        api.asOwner()
                .get(path + "?a=b")
                .then()
                .statusCode(404)
                .body("code", equalTo(20404))
                .body("status", equalTo(404))
                .body("message", equalTo("The requested resource " + path + " was not found"))
                .body("more_info", equalTo("https://www.twilio.com/docs/errors/20404"))
                .header("Twilio-Request-Id", matchesPattern("RQ[0-9a-f]{32}"));
    }

    @Test
    void anEmptyListHasNoOriginAndNoAge() {
        api.asOwner()
                .get(path("/Messages.json"))
                .then()
                .statusCode(200)
                .header("X-Ringback-Source", nullValue())
                .header("Age", nullValue())
                .body("messages", hasSize(0))
                .body("uri", equalTo(path("/Messages.json?PageSize=50&Page=0")))
                .body("next_page_uri", nullValue())
                .body("previous_page_uri", nullValue())
                .body("start", equalTo(0))
                .body("end", equalTo(0));
    }

    @Test
    void pagesLeadToTheEndAndBackWhileMessagesArrive() {
        List<String> newestFirst = receiveMessages(5);

        JsonPath first = get(path("/Messages.json?PageSize=2"));
        receiveMessages(1);
        JsonPath second = get(first.getString("next_page_uri"));
        JsonPath third = get(second.getString("next_page_uri"));
        JsonPath secondAgain = get(third.getString("previous_page_uri"));
        JsonPath firstAgain = get(secondAgain.getString("previous_page_uri"));

        assertThat(sids(first)).isEqualTo(newestFirst.subList(0, 2));
        assertThat(sids(second)).isEqualTo(newestFirst.subList(2, 4));
        assertThat(sids(third)).isEqualTo(newestFirst.subList(4, 5));
        assertThat(third.getString("next_page_uri")).isNull();
        assertThat(third.getInt("start")).isEqualTo(4);
        assertThat(third.getInt("end")).isEqualTo(4);
        assertThat(sids(secondAgain)).isEqualTo(sids(second));
        assertThat(sids(firstAgain)).isEqualTo(sids(first));
        assertThat(firstAgain.getString("previous_page_uri")).isNull();
    }

    @Test
    void aListTellsEveryOriginAndTheAgeOfItsYoungestRow() {
        api.receive(messageStatus(sid("SM"), "sent"));
        api.advance(Duration.ofSeconds(30));
        api.receiveJson("""
                [{"specversion":"1.0","type":"com.twilio.messaging.message.delivered","source":"/s","id":"EZ1",
                  "time":"2026-03-01T12:00:20.000Z","datacontenttype":"application/json",
                  "data":{"accountSid":"%s","messageSid":"%s","messageStatus":"DELIVERED","to":"+14155550101"}}]""".formatted(TestCallbacks.ACCOUNT_SID, sid("SM")));
        api.advance(Duration.ofSeconds(3));

        api.asOwner()
                .get(path("/Messages.json"))
                .then()
                .statusCode(200)
                .body("messages", hasSize(2))
                .header("X-Ringback-Source", "callback,stream")
                .header("Age", "3");
    }

    @Test
    void aPageTokenOfAnotherListIsRefusedByName() {
        receiveMessages(1);

        for (String token : List.of("RA" + sid("SM"), "RB" + sid("CA"), "PA" + sid("SM"), "nonsense")) {
            api.asOwner()
                    .get(path("/Messages.json?PageToken=" + token))
                    .then()
                    .statusCode(400)
                    .body("code", equalTo(20001))
                    .body("message", containsString("PageToken"));
        }
    }

    @Test
    void anImpossiblePageSizeIsRefusedByNameAndAnEnormousOneIsCut() {
        receiveMessages(1);

        api.asOwner()
                .get(path("/Messages.json?PageSize=0"))
                .then()
                .statusCode(400)
                .body("message", containsString("PageSize"));
        api.asOwner()
                .get(path("/Messages.json?PageSize=5000"))
                .then()
                .statusCode(200)
                .body("page_size", equalTo(1000));
    }

    @Test
    void attachmentsAreListedAndFetched() {
        String sid = sid("MM");
        String mediaSid = sid("ME");
        api.receive(inboundMessage(sid, "look")
                .with("NumMedia", "1")
                .with("MediaContentType0", "image/jpeg")
                .with(
                        "MediaUrl0",
                        "https://api.twilio.com/2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID + "/Messages/" + sid
                                + "/Media/" + mediaSid));
        String media = path("/Messages/" + sid + "/Media/" + mediaSid + ".json");

        api.asOwner()
                .get(path("/Messages/" + sid + "/Media.json"))
                .then()
                .statusCode(200)
                .body("media_list", hasSize(1))
                .body("media_list[0].uri", equalTo(media));
        api.asOwner()
                .get(media)
                .then()
                .statusCode(200)
                .body("content_type", equalTo("image/jpeg"))
                .body("parent_sid", equalTo(sid));
        api.asOwner()
                .get(path("/Messages/" + sid("SM") + "/Media/" + mediaSid + ".json"))
                .then()
                .statusCode(404);
        api.asOwner()
                .get(path("/Messages/" + sid("SM") + "/Media.json"))
                .then()
                .statusCode(404)
                .body("message", endsWith("/Media.json was not found"));
    }

    /** Sends and gives them as a list would show them. */
    private List<String> receiveMessages(int count) {
        List<String> sids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            api.advance(Duration.ofSeconds(1));
            String sid = sid("SM");
            api.receive(messageStatus(sid, "queued"));
            sids.add(sid);
        }
        Collections.reverse(sids);
        return sids;
    }

    private JsonPath get(@Nullable String uri) {
        return api.asOwner().get(uri).then().statusCode(200).extract().jsonPath();
    }

    private static List<String> sids(JsonPath page) {
        return page.getList("messages.sid");
    }
}
