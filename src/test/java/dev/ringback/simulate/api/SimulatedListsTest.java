package dev.ringback.simulate.api;

import static dev.ringback.simulate.api.TestTwilio.START;
import static dev.ringback.simulate.api.TestTwilio.message;
import static dev.ringback.simulate.api.TestTwilio.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lists of the stand-in: pages, lag, reach. */
class SimulatedListsTest {
    private final TestTwilio test = new TestTwilio();
    private final SimulatedTwilio twilio = test.twilio();

    @AfterEach
    void close() {
        test.close();
    }

    private JsonNode list(String address) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(test.get(address).body());
    }

    @Test
    void aNextPageNamesTheLastRowAndKeepsTheFilters() throws Exception {
        twilio.add(message(1, START.minusSeconds(2)));
        twilio.add(message(2, START.minusSeconds(1)));

        JsonNode page = list(path("/Messages.json?From=%2B14155550100&PageSize=1"));

        assertThat(page.get("next_page_uri").asText())
                .isEqualTo(path("/Messages.json?From=%2B14155550100&PageSize=1&Page=1&PageToken=PA")
                        + message(2, START).sid());
        assertThat(list(page.get("next_page_uri").asText())
                        .get("messages")
                        .get(0)
                        .get("sid")
                        .asText())
                .isEqualTo(message(1, START).sid());
    }

    @Test
    void aPageWithoutItsTokenIsRefused() throws Exception {
        var answer = test.get(path("/Messages.json?Page=2"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":20001", "PageToken is required");
    }

    @Test
    void aPageSizeBeyond1000IsThatOf1000() throws Exception {
        assertThat(list(path("/Messages.json?PageSize=5000")).get("page_size").asInt())
                .isEqualTo(1000);
    }

    @Test
    void rowsThatComeMeanwhileMoveNothingOnTheNextPage() throws Exception {
        for (int i = 0; i < 4; i++) {
            twilio.add(message(i, START.minusSeconds(10 - i)));
        }
        String next =
                list(path("/Messages.json?PageSize=2")).get("next_page_uri").asText();
        twilio.add(message(9, START));
        test.delete(path("/Messages/" + message(2, START).sid() + ".json"));

        JsonNode second = list(next);

        assertThat(second.get("messages"))
                .extracting(row -> row.get("body").asText())
                .containsExactly("message 1", "message 0");
        JsonNode first = list(second.get("previous_page_uri").asText());
        assertThat(first.get("messages"))
                .extracting(row -> row.get("body").asText())
                .containsExactly("message 9", "message 3");
    }

    @Test
    void youngRowsAreNotListedYet() throws Exception {
        twilio.conditions().listLag(Duration.ofMinutes(15));
        twilio.add(message(1, START));

        assertThat(list(path("/Messages.json")).get("messages")).isEmpty();
        assertThat(test.get(path("/Messages/" + message(1, START).sid() + ".json"))
                        .statusCode())
                .isEqualTo(200);
        twilio.advance(Duration.ofMinutes(15));
        assertThat(list(path("/Messages.json")).get("messages")).hasSize(1);
    }

    @Test
    void whatWasCreatedIsNotFoundForATime() throws Exception {
        twilio.conditions().invisibleAfterCreate(Duration.ofSeconds(1));
        String sid = new ObjectMapper()
                .readTree(test.post(path("/Messages.json"), "To=%2B14155550150&From=%2B14155550100&Body=x")
                        .body())
                .get("sid")
                .asText();

        assertThat(test.get(path("/Messages/" + sid + ".json")).statusCode()).isEqualTo(404);
        twilio.advance(Duration.ofSeconds(1));
        assertThat(test.get(path("/Messages/" + sid + ".json")).statusCode()).isEqualTo(200);
    }

    @Test
    void messagesReachBack400Days() throws Exception {
        twilio.add(message(1, START.minus(Duration.ofDays(401))));

        assertThat(list(path("/Messages.json")).get("messages")).isEmpty();
        var answer = test.get(path("/Messages.json?DateSent%3E=2025-01-01"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":20004");
    }

    @Test
    void alertsReachBack30Days() throws Exception {
        assertThat(test.get("/v1/Alerts?StartDate=2026-01-01").statusCode()).isEqualTo(400);
        assertThat(test.get("/v1/Alerts?StartDate=2026-02-20").statusCode()).isEqualTo(200);
    }

    @Test
    void aHundredThousandMessagesAreStoredAndListedInPagesOf1000() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            twilio.add(message(i, START.minusSeconds(100_000L - i)));
        }
        int pages = 0;
        int rows = 0;
        String next = path("/Messages.json?PageSize=1000");
        while (!next.equals("null")) {
            JsonNode page = list(next);
            pages++;
            rows += page.get("messages").size();
            next = page.get("next_page_uri").asText();
        }
        assertThat(rows).isEqualTo(100_000);
        assertThat(pages).isEqualTo(100);
    }
}
