package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.model.Account;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.TestEntries;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of a backfill: the next server goes on where it was, and asks for hardly anything twice. */
@Tag("long")
@Timeout(300)
class BackfillKillTest {
    private static final int PAGES = 24;
    private static final int KILLS = 3;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)),
            new TestClock(now));

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void aBackfillGoesOnWhereAKillEndedIt() throws Exception {
        for (int i = 0; i < PAGES * 1_000; i++) {
            twilio.add(message(i));
        }
        twilio.conditions().latency(Duration.ofMillis(150), Duration.ofMillis(200));
        Path config = Files.writeString(
                folder.resolve("ringback.yaml"), "upstream: {enabled: true, url: \"%s\"}\n".formatted(twilio.url()));
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(folder.resolve("ringback.db"), ServeProcess.freePort())
                .config(config)
                .forManyStarts();
        int job = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ServeProcess serve = recipe.start()) {
                if (kill == 1) {
                    job = begin(serve);
                }
                int pages = kill * PAGES / (KILLS + 1);
                await().atMost(SOON).until(() -> lists() >= pages);
                serve.kill();
            }
            assertThat(lists()).as("it was killed in the middle").isLessThan(PAGES);
        }
        try (ServeProcess serve = recipe.start()) {
            int id = job;
            await().atMost(SOON).until(() -> find(serve, id).path("finished_at") != null);

            assertThat(find(serve, id).path("state").toString()).isEqualTo("done");
            assertThat(lists())
                    .as("a kill costs the pages that were under way")
                    .isBetween(PAGES, PAGES + 1 + 2 * KILLS);
            for (int i = 0; i < PAGES * 1_000; i += 499) {
                assertThat(as().get(serve.apiUrl("/2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID + "/Messages/"
                                        + message(i).sid() + ".json"))
                                .path("status")
                                .toString())
                        .isEqualTo("delivered");
            }
            assertThat(serve.metric("ringback_events_total")).isPositive();
        }
    }

    private Message message(int number) {
        Instant sent = now.minus(Duration.ofDays(2)).plusSeconds(number);
        return MessageBuilder.builder()
                .accountSid(TestCallbacks.ACCOUNT_SID)
                .sid("SM%032x".formatted(number))
                .progress(TestEntries.progress(0, "delivered"))
                .to("+14155550101")
                .from("+14155550102")
                .body("Your code is 1234")
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .numSegments(1)
                .numMedia(0)
                .dateCreated(sent)
                .dateUpdated(sent)
                .dateSent(sent)
                .lastReceivedAt(sent)
                .build();
    }

    private int begin(ServeProcess serve) {
        return as().formParam("Kind", "backfill")
                .formParam("Since", now.minus(Duration.ofDays(3)).toString())
                .formParam("Messages", "true")
                .post(serve.apiUrl("/ringback/v1/jobs"))
                .path("id");
    }

    private static Response find(ServeProcess serve, int job) {
        return as().get(serve.apiUrl("/ringback/v1/jobs/" + job));
    }

    private int lists() {
        return twilio.requests().count("GET", "/Messages.json");
    }

    private static RequestSpecification as() {
        return RestAssured.given().auth().preemptive().basic(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN);
    }
}
