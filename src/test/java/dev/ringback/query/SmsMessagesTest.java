package dev.ringback.query;

import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.ringback.TestCallbacks;
import dev.ringback.web.TestApi;
import io.restassured.path.json.JsonPath;
import io.restassured.path.xml.XmlPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /SMS/Messages}, the address that old libraries use. */
class SmsMessagesTest {
    private static final String LIST = path("/SMS/Messages");
    private static final Pattern LINK = Pattern.compile("<(.*)>; rel=\"next\"");

    @TempDir
    Path folder;

    private TestApi api;
    private final List<String> newestFirst = new ArrayList<>();

    @BeforeEach
    void openDoor() {
        api = TestApi.open(folder);
        for (int i = 0; i < 5; i++) {
            api.advance(Duration.ofSeconds(1));
            String sid = sid(i == 2 ? "MM" : "SM");
            newestFirst.add(0, sid);
            api.receive(messageStatus(sid, "sent").with("To", i % 2 == 0 ? "+14155550101" : "+14155550102"));
        }
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    @Test
    void everyPageOfTheListIsAtTheSameAddress() {
        List<String> sids = new ArrayList<>();
        String uri = LIST + ".json?PageSize=2";
        String previous = null;
        while (uri != null) {
            assertThat(uri).startsWith(LIST + ".json?");
            JsonPath page =
                    api.asOwner().get(uri).then().statusCode(200).extract().jsonPath();
            assertThat(page.getString("uri")).startsWith(LIST + ".json?");
            assertThat(page.getString("first_page_uri")).isEqualTo(LIST + ".json?PageSize=2&Page=0");
            sids.addAll(page.getList("sms_messages.sid"));
            previous = page.getString("previous_page_uri");
            uri = page.getString("next_page_uri");
        }

        assertThat(sids).isEqualTo(newestFirst);
        assertThat(previous).startsWith(LIST + ".json?");
        api.asOwner().get(previous).then().body("sms_messages.sid", equalTo(newestFirst.subList(2, 4)));
    }

    @Test
    void theAddressOfEachMessageLeadsToIt() {
        String sid = newestFirst.get(0);
        String uri = LIST + "/" + sid + ".json";

        api.asOwner().get(LIST + ".json").then().statusCode(200).body("sms_messages[0].uri", equalTo(uri));
        api.asOwner()
                .get(uri)
                .then()
                .statusCode(200)
                .header("X-Ringback-Source", "callback")
                .body("sid", equalTo(sid))
                .body("status", equalTo("sent"))
                .body("uri", equalTo(uri))
                .body("subresource_uris.media", equalTo(path("/Messages/" + sid + "/Media.json")));
        api.asOwner()
                .get(path("/Messages/" + sid + ".json"))
                .then()
                .body("uri", equalTo(path("/Messages/" + sid + ".json")));
    }

    @Test
    void filtersAreThoseOfMessages() {
        api.asOwner()
                .get(LIST + ".json?To=%2B14155550102&PageSize=1")
                .then()
                .statusCode(200)
                .body("sms_messages.sid", contains(newestFirst.get(1)))
                .body(
                        "next_page_uri",
                        equalTo(LIST + ".json?To=%2B14155550102&PageSize=1&Page=1&PageToken=RA" + newestFirst.get(1)));
        api.asOwner().get(LIST + ".json?DateSent=2026-02-28").then().body("sms_messages", hasSize(0));
        api.asOwner().get(LIST + ".json?DateSent=never").then().statusCode(400);
    }

    @Test
    void xmlAndCsvAreAtTheSameAddressToo() {
        String sid = sid("SM");
        api.advance(Duration.ofSeconds(1));
        api.receive(inboundMessage(sid, "hello"));

        XmlPath xml = api.asOwner().get(LIST + "?PageSize=2").xmlPath();
        XmlPath next = api.asOwner()
                .get(xml.getString("TwilioResponse.SMSMessages.@nextpageuri"))
                .xmlPath();
        XmlPath one = api.asOwner().get(LIST + "/" + sid + ".xml").xmlPath();
        String link = api.asOwner().get(LIST + ".csv?PageSize=2").header("Link");
        Matcher uri = LINK.matcher(link);

        assertThat(xml.getString("TwilioResponse.SMSMessages.SMSMessage[0].Sid"))
                .isEqualTo(sid);
        assertThat(xml.getString("TwilioResponse.SMSMessages.SMSMessage[0].Uri"))
                .isEqualTo(LIST + "/" + sid);
        assertThat(next.getString("TwilioResponse.SMSMessages.@uri")).startsWith(LIST + "?");
        assertThat(next.getString("TwilioResponse.SMSMessages.SMSMessage[0].Sid"))
                .isEqualTo(newestFirst.get(1));
        assertThat(one.getString("TwilioResponse.SMSMessage.Body")).isEqualTo("hello");
        assertThat(uri.matches()).isTrue();
        assertThat(uri.group(1)).startsWith(LIST + ".csv?");
        assertThat(api.asOwner().get(uri.group(1)).asString()).contains(newestFirst.get(1));
        assertThat(api.asOwner().get(LIST + "/" + sid + ".csv").asString()).contains(LIST + "/" + sid);
    }

    @Test
    void errorsAreThoseOfMessages() {
        String missing = LIST + "/" + sid("SM") + ".json";

        api.asOwner()
                .get(missing)
                .then()
                .statusCode(404)
                .body("message", equalTo("The requested resource " + missing + " was not found"));
        api.asOwner().get(LIST + "/" + sid("CA") + ".json").then().statusCode(404);
        api.asOwner().get(LIST + "/nonsense.json").then().statusCode(404);
        api.asOwner().get(path("/SMS.json")).then().statusCode(404);
        api.asOwner().post(LIST + ".json").then().statusCode(405).body("code", equalTo(20004));
        api.anonymous().get(LIST + ".json").then().statusCode(401);
        api.as(TestApi.STRANGER_SID, TestApi.STRANGER_TOKEN)
                .get("/2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID + "/SMS/Messages.json")
                .then()
                .statusCode(401);
    }
}
