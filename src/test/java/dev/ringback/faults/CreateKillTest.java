package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.model.Account;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.twilio.FormBody;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} and a Twilio that goes away in the middle of creates, over and over: none reaches Twilio twice, and each is accounted for. */
@Tag("long")
@Timeout(900)
class CreateKillTest {
    private static final int CYCLES = Form.pick(50, 50, 100);
    private static final int CREATES = 8;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String MESSAGES = "/2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID + "/Messages";

    @TempDir
    Path folder;

    private final Random random = new Random(3);
    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)),
            new TestClock(Instant.now()));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> created = new HashMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void noCreateReachesTwilioTwiceAndEachIsAccountedFor() throws Exception {
        int port = ServeProcess.freePort();
        Path config = Files.writeString(folder.resolve("ringback.yaml"), """
                upstream: {writes: true, callbacks: add, patience: 2s, url: "%s"}
                """.formatted(twilio.url()));
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(folder.resolve("ringback.db"), port)
                .publicUrl("http://127.0.0.1:" + port)
                .config(config)
                .forManyStarts();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (ServeProcess serve = recipe.start()) {
                twilio.advance(Duration.ofMinutes(1));
                cycle(serve, cycle);
            }
        }
        try (ServeProcess serve = recipe.start()) {
            twilio.advance(Duration.ofMinutes(1));

            assertThat(twilio.requests().repeatedPosts(post -> post.form().get("Body")))
                    .isEmpty();
            Map<String, String> atTwilio = atTwilio();
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(unknown(serve)).doesNotContainAnyElementsOf(atTwilio.keySet());
                assertThat(foundOut(serve)).doesNotHaveDuplicates().isSubsetOf(atTwilio.values());
            });
            assertThat(created)
                    .as("answered with 201")
                    .allSatisfy((body, sid) -> assertThat(atTwilio).containsEntry(body, sid));
            assertThat(atTwilio.values())
                    .allSatisfy(sid -> assertThat(
                                    read(serve, MESSAGES + '/' + sid + ".json").statusCode())
                            .isEqualTo(200));
            assertThat(answers.keySet()).as("no answer that an SDK repeats").allMatch(Answers::isNoInvitation);
            assertThat(atTwilio.size()).isGreaterThan(CYCLES);
            assertThat(answers.getOrDefault(Answers.CUT, 0))
                    .as("creates cut off by a kill")
                    .isPositive();
            new ResultRow("12-create-kill", "`kill -9` in the middle of creates, and a Twilio that goes away")
                    .figure("%,d cycles of %d creates", CYCLES, CREATES)
                    .figure("answers: %s", answers)
                    .figure("%,d messages at Twilio, each from one POST, each in the mirror", atTwilio.size())
                    .figure("%,d creates found out about later", foundOut(serve).size())
                    .write();
        }
    }

    /** Names what a create was answered with. */
    private static final class Answers {
        static final String CUT = "cut off";

        /** 503 stands for what was never sent: then, and only then, repeating it is right. */
        static boolean isNoInvitation(String answer) {
            return List.of("201", "409", "503", CUT).contains(answer);
        }
    }

    private void cycle(ServeProcess serve, int cycle) throws InterruptedException {
        switch (cycle % 5) {
            case 1 -> twilio.faults().once(Fault.silenceAfterwards());
            case 2 -> twilio.faults().once(Fault.cutAfterwards());
            case 3 -> twilio.conditions().latency(Duration.ofMillis(20), Duration.ofMillis(200));
            default -> twilio.conditions().latency(Duration.ZERO, Duration.ofMillis(20));
        }
        int before = twilio.requests().posts().size();
        Map<String, CompletableFuture<HttpResponse<String>>> sending = new HashMap<>();
        for (int i = 0; i < CREATES; i++) {
            String body = "cycle " + cycle + " message " + i;
            sending.put(body, client.sendAsync(create(serve, body), BodyHandlers.ofString()));
        }
        int until = before + random.nextInt(CREATES);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> twilio.requests().posts().size() >= until);
        if (cycle % 5 == 4) {
            twilio.goDown();
            sending.values().forEach(one -> one.handle((answer, failure) -> 0).join());
        }
        serve.kill();
        sending.forEach(this::note);
        if (cycle % 5 == 4) {
            twilio.comeUp();
        }
        twilio.faults().clear();
    }

    private void note(String body, CompletableFuture<HttpResponse<String>> sending) {
        String answer;
        try {
            HttpResponse<String> response = sending.join();
            answer = Integer.toString(response.statusCode());
            if (response.statusCode() == 201) {
                created.put(body, JsonPath.from(response.body()).getString("sid"));
            }
        } catch (CompletionException killed) {
            answer = Answers.CUT;
        }
        answers.merge(answer, 1, Integer::sum);
    }

    private static HttpRequest create(ServeProcess serve, String body) {
        String credentials = TestCallbacks.ACCOUNT_SID + ':' + TestCallbacks.AUTH_TOKEN;
        return HttpRequest.newBuilder(URI.create(serve.apiUrl(MESSAGES + ".json")))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("To=%2B14155550101&From=%2B14155550100&Body="
                        + URLEncoder.encode(body, StandardCharsets.UTF_8)))
                .build();
    }

    /** Returns the SIDs of all messages that Twilio has, by what they say. */
    private Map<String, String> atTwilio() throws IOException {
        Map<String, String> sids = new HashMap<>();
        String page = MESSAGES + ".json?PageSize=1000";
        while (page != null) {
            Response list = as().baseUri(twilio.url()).get(page);
            list.jsonPath()
                    .getList("messages", Map.class)
                    .forEach(message ->
                            sids.put(String.valueOf(message.get("body")), String.valueOf(message.get("sid"))));
            page = list.path("next_page_uri");
        }
        return sids;
    }

    /** Returns what the creates say of which nobody knows what became of them. */
    private static List<String> unknown(ServeProcess serve) {
        return read(serve, "/ringback/v1/unknown-writes?State=unknown&PageSize=1000")
                .jsonPath()
                .getList("writes.body", String.class)
                .stream()
                .map(form -> FormBody.parse(form).parameters().text("Body"))
                .toList();
    }

    /** Returns the SIDs of what the creates have made of which that was unknown at first. */
    private static List<String> foundOut(ServeProcess serve) {
        return read(serve, "/ringback/v1/unknown-writes?State=created&PageSize=1000")
                .jsonPath()
                .getList("writes.sid", String.class);
    }

    private static Response read(ServeProcess serve, String path) {
        return as().get(serve.apiUrl(path));
    }

    private static RequestSpecification as() {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .preemptive()
                .basic(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN);
    }
}
