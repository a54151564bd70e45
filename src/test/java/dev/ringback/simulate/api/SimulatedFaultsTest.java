package dev.ringback.simulate.api;

import static dev.ringback.simulate.api.TestTwilio.START;
import static dev.ringback.simulate.api.TestTwilio.message;
import static dev.ringback.simulate.api.TestTwilio.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.simulate.api.http.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong at the stand-in on demand. */
class SimulatedFaultsTest {
    private static final String MESSAGES = path("/Messages.json");
    private static final String CREATE = "To=%2B14155550150&From=%2B14155550100&Body=x";

    private final TestTwilio test = new TestTwilio();
    private final SimulatedTwilio twilio = test.twilio();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void everyAnswerTellsItsIdItsTimeAndTheConcurrency() throws Exception {
        HttpResponse<String> answer = test.get(MESSAGES);

        assertThat(answer.headers().firstValue("Twilio-Request-Id").orElseThrow())
                .matches("RQ[0-9a-f]{32}");
        assertThat(answer.headers().firstValue("Twilio-Request-Duration").orElseThrow())
                .matches("[0-9]+\\.[0-9]{3}");
        assertThat(answer.headers().firstValue("Twilio-Concurrent-Requests")).contains("1");
    }

    @Test
    void wrongCredentialsAre401() throws Exception {
        var wrong = test.send(
                test.request(MESSAGES, TestTwilio.ACCOUNT_SID, "wrong").GET());
        var stranger = test.send(test.request(MESSAGES, TestTwilio.SUBACCOUNT_SID, "another token")
                .GET());

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("\"code\":20003");
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(stranger.statusCode()).isEqualTo(401);
    }

    @Test
    void aKeyThatMayOnlyReadIs403ForWrites() throws Exception {
        assertThat(test.send(test.request(MESSAGES, TestTwilio.READING_KEY, "secret")
                                .GET())
                        .statusCode())
                .isEqualTo(200);
        assertThat(test.send(test.request(MESSAGES, TestTwilio.READING_KEY, "secret")
                                .DELETE())
                        .statusCode())
                .isEqualTo(405);
        assertThat(test.send(test.request(
                                        path("/Messages/" + message(1, START).sid() + ".json"),
                                        TestTwilio.READING_KEY,
                                        "secret")
                                .DELETE())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void moreRequestsAtOnceThanAllowedAre429() throws Exception {
        twilio.conditions().maxConcurrent(2).retryAfter(Duration.ofSeconds(3));
        twilio.faults().always(request -> true, Fault.silence());
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            waiting.add(test.sending(MESSAGES));
            int count = i;
            Awaitility.await().until(() -> twilio.requests().highestConcurrency(TestTwilio.ACCOUNT_SID) == count);
        }

        HttpResponse<String> refused = test.get(MESSAGES);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"code\":20429");
        assertThat(refused.headers().firstValue("Retry-After")).contains("3");
        assertThat(twilio.requests().answeredWith(429)).isEqualTo(1);
        assertThat(twilio.requests().highestConcurrency(TestTwilio.ACCOUNT_SID)).isEqualTo(3);
        twilio.goDown();
        assertThat(waiting).allSatisfy(each -> assertThatThrownBy(each::join).hasCauseInstanceOf(IOException.class));
    }

    @Test
    void aShareOfRequestsFails() throws Exception {
        twilio.conditions().serverErrors(1);

        assertThat(test.get(MESSAGES).statusCode()).isBetween(500, 503);
    }

    @Test
    void pagesOf1000MayFail() throws Exception {
        twilio.conditions().largePagesFail(true);

        assertThat(test.get(MESSAGES + "?PageSize=1000").body()).contains("\"code\":20500");
        assertThat(test.get(MESSAGES + "?PageSize=999").statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultMeetsOnlyTheRequestsItIsMeantForAndAsOftenAsItIsMeant() throws Exception {
        twilio.faults().times(2, request -> request.is("GET", "/Calls"), Fault.error(500, 20500, "no"));

        assertThat(test.get(MESSAGES).statusCode()).isEqualTo(200);
        assertThat(test.get(path("/Calls.json")).statusCode()).isEqualTo(500);
        assertThat(test.get(path("/Calls.json")).statusCode()).isEqualTo(500);
        assertThat(test.get(path("/Calls.json")).statusCode()).isEqualTo(200);
        assertThat(twilio.faults().isPlanned()).isFalse();
    }

    @Test
    void aConnectionIsCutBeforeOrAfterTheCreate() {
        twilio.faults().once(Fault.cutBefore());
        assertThatThrownBy(() -> test.post(MESSAGES, CREATE)).isInstanceOf(IOException.class);
        assertThat(twilio.messageCount()).isZero();

        twilio.faults().once(Fault.cutAfterwards());
        assertThatThrownBy(() -> test.post(MESSAGES, CREATE)).isInstanceOf(IOException.class);
        assertThat(twilio.messageCount()).isEqualTo(1);
    }

    @Test
    void aCreateIsStoredThoughItsAnswerIs500() throws Exception {
        twilio.faults().once(Fault.errorAfterwards());

        assertThat(test.post(MESSAGES, CREATE).statusCode()).isEqualTo(500);
        assertThat(twilio.messageCount()).isEqualTo(1);
    }

    @Test
    void answersAreSpoiled() throws Exception {
        twilio.add(message(1, START));
        String own = path("/Messages/" + message(1, START).sid() + ".json");

        twilio.faults().once(Fault.html());
        assertThat(test.get(own).headers().firstValue("Content-Type")).contains("text/html");
        twilio.faults().once(Fault.truncated());
        String half = test.get(own).body();
        assertThatThrownBy(() -> new ObjectMapper().readTree(half)).isInstanceOf(JsonProcessingException.class);
        twilio.faults()
                .once(Fault.replacing(message(1, START).sid(), message(2, START).sid()));
        assertThat(test.get(own).body()).contains(message(2, START).sid());
        twilio.faults().once(Fault.large(50_000_000));
        assertThat(test.get(own).body()).hasSize(50_000_000);
        twilio.faults().once(Fault.nextPageAt("https://elsewhere.example.com/2010-04-01/x"));
        assertThat(test.get(MESSAGES).body()).contains("\"next_page_uri\":\"https://elsewhere.example.com");
        twilio.faults().once(Fault.nextPageItself());
        assertThat(test.get(MESSAGES).body()).contains("\"next_page_uri\":\"" + MESSAGES + "?PageSize=50&Page=0\"");
        twilio.faults().once(Fault.redirectTo("https://elsewhere.example.com/"));
        assertThat(test.get(own).headers().firstValue("Location")).contains("https://elsewhere.example.com/");
        twilio.faults().once(Fault.redirectLoop());
        assertThat(test.get(own).headers().firstValue("Location")).contains(twilio.url() + own);
        twilio.faults().once(Fault.tooManyRequests(Duration.ofSeconds(7)));
        assertThat(test.get(own).headers().firstValue("Retry-After")).contains("7");
        assertThat(test.get(own).statusCode()).isEqualTo(200);
    }

    @Test
    void downMeansThatConnectionsAreRefusedUntilItIsUpAtTheSamePort() throws Exception {
        test.get(MESSAGES);
        twilio.goDown();
        assertThatThrownBy(() -> test.get(MESSAGES)).isInstanceOf(ConnectException.class);

        twilio.comeUp();

        assertThat(test.get(MESSAGES).statusCode()).isEqualTo(200);
    }

    @Test
    void unknownAddressesAre404AndWrongMethods405() throws Exception {
        assertThat(test.get(path("/Nothing.json")).body()).contains("\"code\":20404");
        assertThat(test.delete(MESSAGES).body()).contains("\"code\":20004");
    }
}
