package dev.ringback.query;

import static dev.ringback.TestCallbacks.AUTH_TOKEN;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Account;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineHandlerTest {
    private static final String LIST = "/ringback/v1/quarantine";

    @TempDir
    Path folder;

    @Test
    void aMatchingUrlIsExplainedWithoutASecret() {
        String form = messageStatus(sid("SM"), "sent").form();
        String signature =
                TestServer.sign(TestServer.tokenKey(AUTH_TOKEN), "https://hooks.example.com/twilio?key=secret", form);
        CallbackOptions wrongUrl = CallbackOptions.defaults().withPublicUrl("https://wrong.example.com/twilio");
        try (TestServer server = TestServer.start(folder, wrongUrl, List.of(ACCOUNT), NOW)) {
            TestServer.request(signature, "application/x-www-form-urlencoded")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "hooks.example.com")
                    .body(form.getBytes(StandardCharsets.UTF_8))
                    .post(server.callbackUrl("/twilio?key=secret"));

            Response list = server.read(LIST);

            assertThat(list.contentType()).startsWith("application/json");
            assertThat(list.path("requests[0].account_sid").toString()).isEqualTo(ACCOUNT.sid());
            assertThat(list.path("requests[0].reason").toString()).isEqualTo("mismatch");
            assertThat(list.path("requests[0].explanation").toString())
                    .contains("wrong host: Twilio signed https://hooks.example.com/twilio, not")
                    .contains("https://wrong.example.com/twilio");
            assertThat(list.path("requests[0].path").toString()).isEqualTo("/twilio");
            assertThat(list.path("requests[0].received_at").toString()).isEqualTo("2026-01-01T12:00:00.000Z");
            assertThat((boolean) list.path("requests[0].proved_now")).isFalse();
            assertThat(list.<String>path("next_page_uri")).isNull();
            assertThat(list.asString()).doesNotContain("secret", signature, AUTH_TOKEN);
        }
        CallbackOptions mended = CallbackOptions.defaults().withPublicUrl("https://hooks.example.com/twilio");
        try (TestServer server = TestServer.start(folder, mended, List.of(ACCOUNT), NOW)) {
            assertThat((boolean) server.read(LIST).path("requests[0].proved_now"))
                    .isTrue();
        }
    }

    @Test
    void pagesAreNewestFirstAndGoByKey() {
        try (TestServer server = TestServer.start(folder)) {
            for (int i = 0; i < 5; i++) {
                refuse(server, ACCOUNT.sid());
            }
            List<Integer> all = server.read(LIST).path("requests.id");
            assertThat(all).hasSize(5).isSortedAccordingTo((a, b) -> Integer.compare(b, a));

            Response first = server.read(LIST + "?PageSize=2");
            refuse(server, ACCOUNT.sid());
            Response second = server.read(first.path("next_page_uri"));
            Response third = server.read(second.path("next_page_uri"));

            assertThat(first.<List<Integer>>path("requests.id")).isEqualTo(all.subList(0, 2));
            assertThat(second.<List<Integer>>path("requests.id")).isEqualTo(all.subList(2, 4));
            assertThat(third.<List<Integer>>path("requests.id")).isEqualTo(all.subList(4, 5));
            assertThat(third.<String>path("next_page_uri")).isNull();
        }
    }

    @Test
    void anEmptyQuarantineIsAnEmptyList() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.read(LIST).asString()).isEqualTo("{\"requests\":[],\"next_page_uri\":null}");
        }
    }

    @Test
    void everyCallerSeesAndReplaysWhatNamesItsAccountsOnly() {
        String unknown = sid("AC");
        try (TestServer server = TestServer.start(folder)) {
            for (String accountSid : List.of(ACCOUNT.sid(), SUBACCOUNT.sid(), OTHER_ACCOUNT.sid(), unknown)) {
                refuse(server, accountSid);
            }
            assertThat(seen(server, ACCOUNT)).containsExactly(SUBACCOUNT.sid(), ACCOUNT.sid());
            assertThat(seen(server, SUBACCOUNT)).containsExactly(SUBACCOUNT.sid());
            assertThat(seen(server, OTHER_ACCOUNT)).containsExactly(OTHER_ACCOUNT.sid());
            assertThat(server.replay(OTHER_ACCOUNT).path("still_refused").toString())
                    .isEqualTo("1");
        }
        try (TestServer server =
                TestServer.start(folder, CallbackOptions.defaults(), List.of(ACCOUNT, SUBACCOUNT), NOW)) {
            // Whose credentials open every account sees what names none of them
            assertThat(seen(server, ACCOUNT))
                    .containsExactly(unknown, OTHER_ACCOUNT.sid(), SUBACCOUNT.sid(), ACCOUNT.sid());
            assertThat(seen(server, SUBACCOUNT)).containsExactly(SUBACCOUNT.sid());
        }
    }

    @Test
    void strangersAndWrongMethodsAreRefused() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(RestAssured.get(server.apiUrl(LIST)).statusCode()).isEqualTo(401);
            assertThat(RestAssured.post(server.apiUrl(LIST + "/replay")).statusCode())
                    .isEqualTo(401);
            assertThat(RestAssured.get(server.callbackUrl(LIST)).statusCode()).isEqualTo(404);
            Response get = server.read(LIST + "/replay");
            assertThat(get.statusCode()).isEqualTo(405);
            assertThat(get.header("Allow")).isEqualTo("POST");
            assertThat(server.read(LIST + "?Before=yesterday").statusCode()).isEqualTo(400);
        }
    }

    private static List<String> seen(TestServer server, Account caller) {
        return server.read(caller, LIST).path("requests.account_sid");
    }

    private static void refuse(TestServer server, String accountSid) {
        String form =
                messageStatus(sid("SM"), "sent").with("AccountSid", accountSid).form();
        assertThat(TestServer.request(
                                server.sign("an unknown token", "/twilio", form), "application/x-www-form-urlencoded")
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .post(server.callbackUrl("/twilio"))
                        .statusCode())
                .isEqualTo(403);
    }
}
