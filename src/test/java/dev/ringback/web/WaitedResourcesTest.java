package dev.ringback.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.ringback.TestCallbacks;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many resources may be waited for at the test's door, which is a hundred, whatever the number of requests. */
class WaitedResourcesTest {
    private static final int MOST = 100;

    @TempDir
    Path folder;

    private static Response wait(TestApi api, List<String> sids) {
        return api.asOwner()
                .body(sids.stream()
                        .map(sid -> '"' + sid + '"')
                        .collect(Collectors.joining(",", "{\"sids\": [", "], \"timeout\": 1}")))
                .post("/ringback/v1/wait");
    }

    private static List<String> messages(int count) {
        return Stream.generate(() -> TestCallbacks.sid("SM")).limit(count).toList();
    }

    @Test
    void aRequestThatWaitsForTooManyIsRefusedWholeAndTakesNoPlace() {
        try (TestApi api = TestApi.open(folder)) {
            for (int i = 0; i < 3; i++) {
                wait(api, messages(MOST + 1))
                        .then()
                        .statusCode(429)
                        .header("Retry-After", "1")
                        .body("code", equalTo(20429))
                        .body(
                                "message",
                                equalTo("Too Many Requests: 100 resources are waited for, as many as may be at once"));
            }
            wait(api, messages(MOST)).then().statusCode(200).body("resources", hasSize(MOST));
        }
    }

    @Test
    void whatIsThereAlreadyTakesNoPlaceForLonger() {
        try (TestApi api = TestApi.open(folder)) {
            List<String> sids = messages(2 * MOST);
            api.receiveAll(sids.stream().map(sid -> TestCallbacks.messageStatus(sid, "delivered")));
            Response answer = wait(api, sids);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.jsonPath().getBoolean("reached")).isTrue();
        }
    }
}
