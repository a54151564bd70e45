package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.simulate.api.http.Fault;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads of what the mirror does not hold go on to Twilio, where the settings say so. */
class PassThroughTest {
    @TempDir
    Path folder;

    private TestUpstream upstream;

    @BeforeEach
    void start() {
        upstream = TestUpstream.start(folder, TestUpstream.passing(TestUpstream.reading(Reads.MISSING)));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    /** Reads what the table of Ringback's own answers does not have. */
    private Response raw(String path) {
        return upstream.server().as(TestServer.ACCOUNT).get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + path);
    }

    @Test
    void numbersAndTheBalanceAreTwilios() {
        Response numbers = raw("/IncomingPhoneNumbers.json?PageSize=3");
        assertThat(numbers.statusCode()).isEqualTo(200);
        assertThat(numbers.contentType()).startsWith("application/json");
        assertThat(numbers.jsonPath().getList("incoming_phone_numbers")).isNotNull();
        assertThat(raw("/Balance.json").jsonPath().getString("currency")).isEqualTo("USD");
        assertThat(upstream.twilio().requests().all())
                .extracting(request -> request.query().get("PageSize"))
                .containsExactly("3", null);
    }

    @Test
    void twiliosErrorsAreItsOwn() {
        Response unknown = upstream.server().fetch("/Nonsense.json");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.jsonPath().getInt("code")).isEqualTo(20404);
        upstream.twilio().faults().once(Fault.error(400, 20001, "Invalid PageSize"));
        Response refused = upstream.server().fetch("/IncomingPhoneNumbers.json");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("message")).isEqualTo("Invalid PageSize");
    }

    @Test
    void withoutTwilioTheCallerIsToldToComeAgain() {
        upstream.twilio().goDown();
        Response failed = upstream.server().fetch("/IncomingPhoneNumbers.json");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.header("Retry-After")).isEqualTo("1");
        for (String circuitIsOpen : List.of("/IncomingPhoneNumbers.json", "/Balance.json")) {
            assertThat(upstream.server().fetch(circuitIsOpen).header("Retry-After"))
                    .isEqualTo("2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/x/../../AC00000000000000000000000000000009/Messages.json", "/%2e%2e/Keys.json", "/a%2fb.json"})
    void aPathThatLeadsElsewhereIsNotPassedOn(String path) {
        assertThat(upstream.server().fetch(path).statusCode()).isIn(400, 401, 404);
        assertThat(upstream.twilio().requests().all()).isEmpty();
    }

    @Test
    void othersAccountsStayClosed() {
        assertThat(upstream.server()
                        .read(
                                TestServer.SUBACCOUNT,
                                "/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + "/IncomingPhoneNumbers.json")
                        .statusCode())
                .isEqualTo(401);
        assertThat(upstream.twilio().requests().all()).isEmpty();
    }

    @Test
    void withoutTheSettingItIsA404() {
        try (TestUpstream silent = TestUpstream.start(folder.resolve("another"), TestUpstream.reading(Reads.MISSING))) {
            assertThat(silent.server().fetch("/IncomingPhoneNumbers.json").statusCode())
                    .isEqualTo(404);
            assertThat(silent.server().fetch("/Balance.json").jsonPath().getString("message"))
                    .contains("no webhook tells it");
            assertThat(silent.twilio().requests().all()).isEmpty();
        }
    }
}
