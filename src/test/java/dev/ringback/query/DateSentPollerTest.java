package dev.ringback.query;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ringback.twilio.TwilioDates;
import dev.ringback.web.TestApi;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that copy messages elsewhere ask for {@code DateSent>} a bookmark, which is the latest {@code date_sent} they have seen. */
class DateSentPollerTest {
    @TempDir
    Path folder;

    private TestApi api;

    /** Holds the rows that the poller has copied: status by SID. It cannot use a row without a date. */
    private final Map<String, String> copied = new HashMap<>();

    private String bookmark = "2026-01-01T00:00:00Z";

    @BeforeEach
    void openDoor() {
        api = TestApi.open(folder);
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "canceled", "FAILED"})
    void aMessageThatWillNeverBeSentHasADate(String status) {
        String sid = sid("SM");
        api.receive(messageStatus(sid, status));

        for (String list : List.of("/Messages/", "/SMS/Messages/")) {
            api.asOwner()
                    .get(path(list + sid + ".json"))
                    .then()
                    .body("date_sent", equalTo("Sun, 01 Mar 2026 12:00:00 +0000"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "scheduled", "queued", "sending"})
    void aMessageThatMayStillBeSentHasNoDate(String status) {
        String sid = sid("SM");
        api.receive(messageStatus(sid, status));

        api.asOwner().get(path("/Messages/" + sid + ".json")).then().body("date_sent", nullValue());
    }

    @Test
    void theDatesThatAreShownAreThoseThatAreFilteredAndSortedBy() {
        for (String status : List.of("sent", "failed", "queued", "canceled", "delivered", "failed")) {
            api.receive(messageStatus(sid("SM"), status));
            api.advance(Duration.ofSeconds(10));
        }

        List<Instant> all = dates("2026-03-01");
        assertThat(all).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
        for (Instant date : all) {
            assertThat(dates(date.toString()))
                    .isEqualTo(all.stream().filter(it -> !it.isBefore(date)).toList());
        }
    }

    @Test
    void aPollerWithABookmarkLosesNobodyAndRepeatsNobodyForEver() {
        Map<String, String> ended = new HashMap<>();
        for (int round = 0; round < 6; round++) {
            for (String status : List.of("failed", "delivered", "canceled", "undelivered")) {
                String sid = sid("SM");
                ended.put(sid, status);
                api.receive(messageStatus(sid, status));
                api.advance(Duration.ofMillis(700));
            }
            poll();
        }
        poll();

        assertThat(copied).isEqualTo(ended);
        assertThat(poll()).as("the messages of the second of the bookmark").isLessThanOrEqualTo(2);
    }

    /** It failed long after its creation, which the bookmark has passed. */
    @Test
    void aMessageThatFailsLateIsFoundByABookmarkThatHasPassedItsCreation() {
        String late = sid("SM");
        String withdrawn = sid("SM");
        api.receive(messageStatus(late, "queued"));
        api.receive(messageStatus(withdrawn, "scheduled"));
        for (int round = 0; round < 3; round++) {
            api.advance(Duration.ofMinutes(10));
            api.receive(messageStatus(sid("SM"), "delivered"));
            poll();
        }
        assertThat(copied).doesNotContainKeys(late, withdrawn);

        api.advance(Duration.ofMinutes(10));
        api.receive(messageStatus(late, "failed"));
        api.receive(messageStatus(late, "sending")); // out of order
        api.receive(messageStatus(withdrawn, "canceled"));
        poll();

        assertThat(copied).containsEntry(late, "failed").containsEntry(withdrawn, "canceled");
        api.asOwner()
                .get(path("/Messages/" + late + ".json"))
                .then()
                .body("date_created", equalTo("Sun, 01 Mar 2026 12:00:00 +0000"))
                .body("date_sent", equalTo("Sun, 01 Mar 2026 12:40:00 +0000"));
    }

    private List<Instant> dates(String since) {
        List<@Nullable String> dates = api.asOwner()
                .get(path("/Messages.json?DateSent%3E=" + since))
                .jsonPath()
                .getList("messages.date_sent");
        List<Instant> known = new ArrayList<>();
        for (String date : dates) {
            if (date != null) {
                known.add(TwilioDates.parse(date).orElseThrow());
            }
        }
        return known;
    }

    /** Returns how many messages it was given. */
    private int poll() {
        int given = 0;
        String latest = bookmark;
        String uri = path("/Messages.json?PageSize=3&DateSent%3E=" + bookmark);
        while (uri != null) {
            JsonPath page =
                    api.asOwner().get(uri).then().statusCode(200).extract().jsonPath();
            for (Map<String, @Nullable String> message : page.<Map<String, @Nullable String>>getList("messages")) {
                String date = message.get("date_sent");
                if (date != null) {
                    given++;
                    copied.put(String.valueOf(message.get("sid")), String.valueOf(message.get("status")));
                    String at = TwilioDates.parse(date).orElseThrow().toString();
                    latest = at.compareTo(latest) > 0 ? at : latest;
                }
            }
            uri = page.getString("next_page_uri");
        }
        bookmark = latest;
        return given;
    }
}
