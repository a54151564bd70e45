package dev.ringback.query;

import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Account;
import dev.ringback.model.EventKind;
import dev.ringback.twilio.signature.TwilioSignature;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventHandlerTest {
    private static final String LIST = "/ringback/v1/events";
    private static final Account CASE_ACCOUNT =
            Account.of("AC0123456789abcdef0123456789abcdef", "12345678901234567890123456789012");
    private static final Account CASE_SUBACCOUNT = new Account(
            "ACfedcba98fedcba98fedcba98fedcba98", List.of("a token"), CASE_ACCOUNT.sid(), List.of(), Map.of());

    @TempDir
    Path folder;

    @Test
    void anEventThatNamesNoResourceIsReadWithAllThatItSays() throws IOException {
        try (TestServer server =
                TestServer.start(folder, CallbackOptions.defaults(), List.of(CASE_ACCOUNT, CASE_SUBACCOUNT), NOW)) {
            postCase(server, CASE_ACCOUNT, "08-test-event.json");
            postCase(server, CASE_SUBACCOUNT, "50-brand-unverified.json");
            postCase(server, CASE_SUBACCOUNT, "51-number-registration-failed.json");

            JsonPath list = server.read(CASE_ACCOUNT, LIST).jsonPath();

            assertThat(list.<String>getList("events.account_sid"))
                    .containsExactly(CASE_SUBACCOUNT.sid(), CASE_SUBACCOUNT.sid(), CASE_ACCOUNT.sid());
            assertThat(list.getString("events[0].data.data.phonenumbersid"))
                    .isEqualTo("PN504e253708b7c2c604d049411ad4b95c");
            assertThat(list.getString("events[1].data.data.brandsid")).isEqualTo("BN2c94207a06e7941e2d785257f5fca708");
            assertThat(list.getString("events[1].data.data.brandregistrationerrors[0].registrationerrorcode"))
                    .isEqualTo("30795");
            assertThat(list.getString("events[2].data.type")).isEqualTo("com.twilio.eventstreams.test-event");
            assertThat(list.getString("events[2].data.data"))
                    .isEqualTo("{\"test_id\": \"95001c1e-5b8e-45f5-830d-000000000008\"}");
            assertThat(list.getString("events[2].sid")).isNull();
            assertThat(list.getString("events[2].occurred_at")).isEqualTo("2026-11-28T12:00:00.000Z");
            assertThat(list.getString("next_page_uri")).isNull();
            assertThat(server.read(CASE_SUBACCOUNT, LIST).jsonPath().getList("events"))
                    .hasSize(2);
        }
    }

    @Test
    void aFormOfNoKindWeKnowIsReadToo() {
        try (TestServer server = TestServer.start(folder)) {
            server.post("/twilio?order=1234&note=a+b", "Something=else&Something=again&Empty=")
                    .then()
                    .statusCode(204);

            server.as(ACCOUNT)
                    .get(LIST + "?Kind=unknown")
                    .then()
                    .statusCode(200)
                    .body("events[0].kind", equalTo("unknown"))
                    .body("events[0].parameters.value", equalTo(List.of("else", "again", "")))
                    .body("events[0].tags.name", equalTo(List.of("order", "note")));
        }
    }

    @Test
    void anEventHasTheMembersOfATimelinesEntryItsAccountAndItsReferences() {
        String callSid = sid("CA");
        String parentSid = sid("CA");
        try (TestServer server = TestServer.start(folder)) {
            TestCallbacks callback = callStatus(callSid, "completed", 3, "Thu, 01 Jan 2026 11:59:58 +0000")
                    .with("ParentCallSid", parentSid);
            server.post("/twilio?order=7", callback.form());
            server.post("/twilio?order=7", callback.form());

            JsonPath list = server.read(LIST).jsonPath();
            Map<String, Object> event = list.getMap("events[0]");
            Map<String, Object> entry =
                    server.read("/ringback/v1/timeline/" + callSid).jsonPath().getMap("events[0]");

            assertThat(event.keySet())
                    .containsExactly(
                            "id",
                            "received_at",
                            "occurred_at",
                            "kind",
                            "source",
                            "sid",
                            "status",
                            "account_sid",
                            "references",
                            "arrivals",
                            "last_received_at",
                            "problem",
                            "idempotency_token",
                            "method",
                            "tags",
                            "parameters");
            entry.remove("effect");
            assertThat(event)
                    .containsAllEntriesOf(entry)
                    .containsEntry("account_sid", ACCOUNT.sid())
                    .containsEntry("references", List.of(parentSid))
                    .containsEntry("sid", callSid)
                    .containsEntry("status", "completed")
                    .containsEntry("arrivals", 2)
                    .containsEntry("received_at", "2026-01-01T12:00:00.000Z")
                    .containsEntry("occurred_at", "2026-01-01T11:59:58.000Z");
        }
    }

    @Test
    void pagesGoByIdAndKeepTheFilters() {
        try (TestServer server = TestServer.start(folder)) {
            List<String> newestFirst = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                newestFirst.add(0, sid("SM"));
                server.post(messageStatus(newestFirst.get(0), "sent"));
                server.post(callStatus(sid("CA"), "ringing", 1, "Thu, 01 Jan 2026 11:59:58 +0000"));
            }
            String filtered = LIST + "?Kind=Message-Status&From=%2B1+415+555+0100&Since=2026-01-01&Account="
                    + ACCOUNT.sid() + "&PageSize=2";

            JsonPath first = server.read(filtered).jsonPath();
            server.post(messageStatus(sid("SM"), "sent"));
            JsonPath second = server.read(first.getString("next_page_uri")).jsonPath();
            JsonPath third = server.read(second.getString("next_page_uri")).jsonPath();

            assertThat(first.<String>getList("events.sid")).isEqualTo(newestFirst.subList(0, 2));
            assertThat(first.getString("next_page_uri"))
                    .isEqualTo(LIST + "?Kind=Message-Status&Account=" + ACCOUNT.sid()
                            + "&From=%2B1+415+555+0100&Since=2026-01-01&PageSize=2&BeforeId="
                            + first.getString("events[1].id"));
            assertThat(second.<String>getList("events.sid")).isEqualTo(newestFirst.subList(2, 4));
            assertThat(third.<String>getList("events.sid")).isEqualTo(newestFirst.subList(4, 5));
            assertThat(third.getString("next_page_uri")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "From=%2B14155550100, form stream",
        "From=+14155550100, form stream",
        "From=14155550100, form stream",
        "From=%2B1%20(415)%20555-0100, form stream",
        "To=%2B14155550101, form stream click",
        "To=%2B14155550100, inbound",
        "From=%2B14155550101, inbound",
        "From=client:alice, call",
        "From=client%3Aalice, call",
        "To=sip:desk%40example.com, call",
        "From=whatsapp:%2B14155550177, whatsapp",
        "From=whatsapp:+14155550177, whatsapp",
        "From=%2B14155550177, ''",
        "From=Ringback, name",
        "From=%2B14155550100&To=%2B14155550101, form stream",
        "From=%2B14155550101&To=%2B14155550101, ''",
        "From=415555, ''",
        "From=%2B14155550166, escaped",
        "To=client:desk2024, escaped",
        "From=, form stream inbound call whatsapp name click escaped"
    })
    void eventsAreFoundByNumberInEverySpelling(String query, String found) {
        try (TestServer server = TestServer.start(folder)) {
            server.post(messageStatus(named("form"), "sent"));
            server.postJson("""
                    [{"specversion":"1.0","type":"com.twilio.messaging.message.delivered","source":"/s","id":"EZ1",
                      "data":{"accountSid":"%s","messageSid":"%s","messageStatus":"DELIVERED",
                              "to":"\\u002b14155550101","from":"+14155550100"}}]""".formatted(ACCOUNT.sid(), named("stream")));
            server.post(inboundMessage(named("inbound"), "hello"));
            server.post(callStatus(named("call"), "ringing", 1, "Thu, 01 Jan 2026 11:59:58 +0000")
                    .without("From")
                    .without("Called")
                    .with("Caller", "client:alice")
                    .with("To", "sip:desk@example.com"));
            server.post(messageStatus(named("whatsapp"), "sent")
                    .with("From", "whatsapp:+14155550177")
                    .with("To", "whatsapp:+14155550178"));
            server.post(messageStatus(named("name"), "sent")
                    .with("From", "Ringback")
                    .with("To", "+14155550188"));
            server.post("/twilio", "event_type=click&to=%2B14155550101&from=%2B14155550102");

            server.post(
                    "/twilio",
                    "MessageStatus=sent&MessageSid=" + named("escaped") + "&AccountSid=" + ACCOUNT.sid()
                            + "&From=%2B1415555%30%31%36%36&To=client:desk%32%30%32%34");

            JsonPath list = server.read(LIST + "?" + query).jsonPath();

            List<@Nullable String> expected = new ArrayList<>();
            for (String name : found.isEmpty() ? new String[0] : found.split(" ")) {
                expected.add(0, name.equals("click") ? null : named(name)); // which names no resource
            }
            assertThat(list.<String>getList("events.sid")).isEqualTo(expected);
            assertThat(list.getString("next_page_uri")).isNull();
        }
    }

    @Test
    void eventsAreFoundByWhenTheyCame() {
        TestClock clock = new TestClock(NOW);
        try (TestServer server = TestServer.start(folder, CallbackOptions.defaults(), clock)) {
            String first = sid("SM");
            String second = sid("SM");
            server.post(messageStatus(first, "sent"));
            clock.advance(Duration.ofHours(12));
            server.post(messageStatus(second, "sent"));

            assertThat(sids(server, "?Since=2026-01-02")).containsExactly(second);
            assertThat(sids(server, "?Before=2026-01-02")).containsExactly(first);
            assertThat(sids(server, "?Since=2026-01-01T12:00:00Z&Before=2026-01-02T00:00:00.001Z"))
                    .containsExactly(second, first);
            assertThat(sids(server, "?Since=2026-01-01T12:00:00.001Z&Before=2026-01-02"))
                    .isEmpty();
            assertThat(sids(server, "?Since=Thu%2C+01+Jan+2026+12%3A00%3A01+%2B0000"))
                    .containsExactly(second);
        }
    }

    @Test
    void everyCallerSeesTheEventsOfItsAccountsOnly() {
        String unknown = sid("AC");
        List<Account> accounts = List.of(ACCOUNT, SUBACCOUNT, OTHER_ACCOUNT);
        try (TestServer server = TestServer.start(folder)) {
            for (Account account : accounts) {
                post(server, account, account.sid());
            }
            // a sink of the account, and a subaccount that nobody put into the settings
            server.postJson("""
                    [{"specversion":"1.0","type":"com.twilio.some.thing","source":"/s","id":"EZ1",
                      "data":{"accountSid":"%s"}}]""".formatted(unknown));
            assertThat(seen(server, ACCOUNT, "")).containsExactly(SUBACCOUNT.sid(), ACCOUNT.sid());
            assertThat(seen(server, SUBACCOUNT, "")).containsExactly(SUBACCOUNT.sid());
            assertThat(seen(server, OTHER_ACCOUNT, "")).containsExactly(OTHER_ACCOUNT.sid());
            assertThat(seen(server, ACCOUNT, "?Account=" + SUBACCOUNT.sid())).containsExactly(SUBACCOUNT.sid());
            for (String closed : List.of(ACCOUNT.sid(), OTHER_ACCOUNT.sid(), unknown, sid("AC"))) {
                server.as(SUBACCOUNT)
                        .get(LIST + "?Account=" + closed)
                        .then()
                        .statusCode(403)
                        .body("code", equalTo(20403))
                        .body("message", equalTo("The credentials do not open account " + closed));
            }
        }
        try (TestServer server =
                TestServer.start(folder, CallbackOptions.defaults(), List.of(ACCOUNT, SUBACCOUNT), NOW)) {
            // Whose credentials open every account of the settings sees what belongs to none of them
            assertThat(seen(server, ACCOUNT, ""))
                    .containsExactly(unknown, OTHER_ACCOUNT.sid(), SUBACCOUNT.sid(), ACCOUNT.sid());
            assertThat(seen(server, ACCOUNT, "?Account=" + unknown)).containsExactly(unknown);
            assertThat(seen(server, SUBACCOUNT, "")).containsExactly(SUBACCOUNT.sid());
        }
    }

    @Test
    void anUnknownKindIsAnsweredWithTheKindsThereAre() {
        try (TestServer server = TestServer.start(folder)) {
            for (EventKind kind : EventKind.values()) {
                server.as(ACCOUNT)
                        .get(LIST + "?Kind=sms")
                        .then()
                        .statusCode(400)
                        .body("code", equalTo(20001))
                        .body("message", allOf(containsString("Kind"), containsString(kind.value())));
                server.as(ACCOUNT).get(LIST + "?Kind=" + kind.value()).then().statusCode(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Account=AC1",
                "Account=SM00000000000000000000000000000001",
                "From=%2B",
                "To=+",
                "Since=yesterday",
                "Before=2026-02-30",
                "BeforeId=-1",
                "BeforeId=x",
                "BeforeId=9999999999999999999",
                "PageSize=0",
                "PageSize=many"
            })
    void anImpossibleValueIsRefusedByName(String query) {
        try (TestServer server = TestServer.start(folder)) {
            server.as(ACCOUNT)
                    .get(LIST + "?" + query)
                    .then()
                    .statusCode(400)
                    .body("message", containsString("Parameter " + query.substring(0, query.indexOf('='))));
        }
    }

    @Test
    void strangersAndWritesAreRefused() {
        try (TestServer server = TestServer.start(folder)) {
            server.anonymous().get(LIST).then().statusCode(401);
            server.as(ACCOUNT).post(LIST).then().statusCode(405);
            server.as(ACCOUNT).head(LIST).then().statusCode(200);
            assertThat(server.read(LIST).asString()).isEqualTo("{\"events\":[],\"next_page_uri\":null}");
            server.as(ACCOUNT).get(LIST + "?PageSize=5000").then().statusCode(200);
            server.as(ACCOUNT).get(LIST + "?PageSize=5000&Other=1").then().statusCode(400);
            server.as(ACCOUNT).get(LIST + "?from=%2B14155550199").then().statusCode(400);
        }
    }

    /** JSON can name half of a surrogate pair, and NUL: neither may make the event unreadable, nor its neighbours. */
    @Test
    void bytesThatAreNoCharacterAreReadAsTheyCame() {
        String sid = sid("SM");
        try (TestServer server = TestServer.start(folder)) {
            server.post(messageStatus(sid("SM"), "sent").with("Body", "\u0000\u0001"));
            server.postJson("""
                    [{"specversion":"1.0","type":"com.twilio.messaging.message.delivered","source":"/s","id":"EZ\\ud800",
                      "exact":12345678901234567890.125e400,
                      "data":{"accountSid":"%s","messageSid":"%s","messageStatus":"DELIVERED","body":"\\ud83d\\u0000"}}]""".formatted(ACCOUNT.sid(), sid));

            String list = server.read(LIST).asString();
            String timeline = server.read("/ringback/v1/timeline/" + sid).asString();

            for (String answer : List.of(list, timeline)) {
                assertThat(answer).contains("\"EZ\\ud800\"", "\"\\ud83d\\u0000\"", "12345678901234567890.125e400");
            }
            server.as(ACCOUNT)
                    .get(LIST + "?Kind=message-status")
                    .then()
                    .body("events[1].parameters", hasItem(Map.of("name", "Body", "value", "\u0000\u0001")));
        }
    }

    /** A SID that is the same for the same name. */
    private static String named(String name) {
        return (name.equals("call") ? "CA" : "SM") + "%032x".formatted(name.hashCode());
    }

    private static List<String> sids(TestServer server, String query) {
        return server.read(LIST + query).jsonPath().getList("events.sid");
    }

    private static List<String> seen(TestServer server, Account caller, String query) {
        return server.read(caller, LIST + query).jsonPath().getList("events.account_sid");
    }

    private static void post(TestServer server, Account signer, String accountSid) {
        String form =
                messageStatus(sid("SM"), "sent").with("AccountSid", accountSid).form();
        TestServer.request(
                        server.sign(signer.authTokens().get(0), "/twilio", form), "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .post(server.callbackUrl("/twilio"))
                .then()
                .statusCode(204);
    }

    private static void postCase(TestServer server, Account account, String name) throws IOException {
        try (InputStream stream = EventHandlerTest.class.getResourceAsStream("/cases/" + name)) {
            byte[] body = Objects.requireNonNull(stream, name).readAllBytes();
            String target = "/twilio?bodySHA256=" + TwilioSignature.bodySha256(body);
            TestServer.request(server.sign(account.authTokens().get(0), target, ""), "application/json")
                    .body(body)
                    .post(server.callbackUrl(target))
                    .then()
                    .statusCode(204);
        }
    }
}
