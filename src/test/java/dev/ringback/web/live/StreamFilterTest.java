package dev.ringback.web.live;

import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.conference;
import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.participant;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.web.live.StreamClient.Format;
import dev.ringback.web.live.StreamClient.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which changes a stream tells: those that every filter lets pass, and that the caller may see. */
@Timeout(120)
class StreamFilterTest {
    private static final String UNKNOWN_ACCOUNT = TestCallbacks.sid("AC");

    /** Each event has a name. What stands behind the name is what its filters find; several values are divided by a comma. */
    private static final String CASES = """
            | sent undelivered inbound whatsapp call recording alert warning stream click else started joined subaccount
            Kind=message-status | sent undelivered whatsapp stream subaccount
            Kind=Message-Status | sent undelivered whatsapp stream subaccount
            Kind=inbound-message&Kind=call-status | inbound call
            Kind=amd |
            Kind=unknown | click else
            Kind= | sent undelivered inbound whatsapp call recording alert warning stream click else started joined subaccount
            Account={AC} | sent undelivered inbound whatsapp call recording alert warning stream click else started joined
            Account={subaccount} | subaccount
            Account={AC}&Account={subaccount} | sent undelivered inbound whatsapp call recording alert warning stream click else started joined subaccount
            Sid={sent} | sent
            Sid={call} | call recording
            Sid={parent} | call
            Sid={call}&Sid={alert} | call recording alert
            Sid={started} | started joined
            Sid={leg} | joined
            Sid={undelivered} | undelivered alert
            Sid=SM00000000000000000000000000000009 |
            Status=sent | sent subaccount
            Status=SENT | sent subaccount
            Status=sent&Status=undelivered | sent undelivered subaccount
            Status=completed | call recording
            Status=ERROR | alert
            Status=error&Status=warning | alert warning
            Status=no-such-status |
            To=%2B14155550101 | sent undelivered stream click subaccount
            To=+1%20(415)%20555-0101 | sent undelivered stream click subaccount
            To=14155550101 | sent undelivered stream click subaccount
            To=%2B14155550101&To=%2B14155550100 | sent undelivered inbound stream click subaccount
            To=whatsapp:%2B14155550178 | whatsapp
            To=WhatsApp:+1%20415%20555%200178 | whatsapp
            To=%2B14155550178 |
            To=sip:desk%40example.com | call
            From=client:alice | call
            From=client%3Aalice&From=whatsapp:%2B14155550177 | whatsapp call
            From=%2B14155550102 | click
            From=415555 |
            From=%2B14155550100&To=%2B14155550101 | sent undelivered stream subaccount
            From=%2B14155550101&To=%2B14155550101 |
            ErrorCode=30003 | undelivered alert
            ErrorCode=11200 | warning
            ErrorCode=30003&ErrorCode=11200 | undelivered alert warning
            ErrorCode=3000 |
            ErrorCode=99999999999999999999 |
            Tag.order=1234 | sent
            Tag.order=1234&Tag.order=1235 | sent undelivered
            Tag.order=1234&Tag.note=a+b | sent
            Tag.order=1234&Tag.note=other |
            Tag.Order=1234 |
            Tag.note=a%20b&Tag.order=1235&Tag.order=1234 | sent
            Kind=debugger&ErrorCode=30003 | alert
            Kind=message-status&Status=sent&To=%2B14155550101&From=%2B14155550100&Account={AC}&Tag.order=1234&Sid={sent} | sent
            Kind=message-status&Status=sent&To=%2B14155550101&From=%2B14155550100&Account={AC}&Tag.order=1234&Sid={undelivered} |
            """;

    @TempDir
    static Path folder;

    private static final Map<String, String> NAMED = new HashMap<>(Map.of(
            "AC",
            ACCOUNT.sid(),
            "subaccount",
            SUBACCOUNT.sid(),
            "other",
            OTHER_ACCOUNT.sid(),
            "foreign",
            UNKNOWN_ACCOUNT));

    private static TestServer server;
    private static SignedPosts posts;
    private static String beginning;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(folder);
        posts = new SignedPosts(server);
        try (StreamClient client = stream(ACCOUNT).after("0000000000000000-0").open()) {
            beginning = client.error().get("beginning").asText();
        }
        seed();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static StreamClient.Opening stream(Account account) {
        return StreamClient.at(server.apiUrl("")).as(account);
    }

    /** Gives a name to a new SID. */
    private static String sid(String prefix, String name) {
        return NAMED.merge(name, TestCallbacks.sid(prefix), (known, unused) -> known);
    }

    private static void seed() {
        posts.post(OTHER_ACCOUNT, messageStatus(sid("SM", "hidden"), "sent").with("AccountSid", OTHER_ACCOUNT.sid()));
        posts.post("order=1234&note=a+b", messageStatus(sid("SM", "sent"), "sent"));
        posts.post(
                "order=1235",
                messageStatus(sid("SM", "undelivered"), "undelivered").with("ErrorCode", "30003"));
        posts.post(inboundMessage(sid("SM", "inbound"), "hello"));
        posts.post(messageStatus(sid("SM", "whatsapp"), "delivered")
                .with("From", "whatsapp:+14155550177")
                .with("To", "whatsapp:+14155550178"));
        posts.post(callStatus(sid("CA", "call"), "completed", 3, "Thu, 01 Jan 2026 11:59:58 +0000")
                .without("From")
                .without("Called")
                .with("Caller", "client:alice")
                .with("To", "sip:desk@example.com")
                .with("ParentCallSid", sid("CA", "parent")));
        posts.post(recording(sid("RE", "recording"), "completed").with("CallSid", sid("CA", "call")));
        posts.post(debugger(
                sid("NO", "alert"),
                "{\"resource_sid\":\"" + sid("SM", "undelivered")
                        + "\",\"service_sid\":null,\"error_code\":\"30003\",\"more_info\":{\"Msg\":\"Unreachable\"}}"));
        posts.post(debugger(sid("NO", "warning"), "{\"error_code\":\"11200\",\"more_info\":{}}")
                .with("Level", "WARNING"));
        posts.postJson(ACCOUNT, """
                [{"specversion":"1.0","type":"com.twilio.messaging.message.delivered","source":"/s","id":"EZ1",
                  "data":{"accountSid":"%s","messageSid":"%s","messageStatus":"DELIVERED",
                          "to":"\\u002b14155550101","from":"+14155550100"}}]""".formatted(ACCOUNT.sid(), sid("SM", "stream")));
        server.post("/twilio", "event_type=click&to=%2B14155550101&from=%2B14155550102");
        server.post("/twilio", "Something=else");
        posts.post(conference(sid("CF", "started"), "conference-start", 1));
        posts.post(participant(sid("CF", "started"), sid("CA", "leg"), "participant-join", 2));
        posts.post(
                SUBACCOUNT, messageStatus(sid("SM", "of a subaccount"), "sent").with("AccountSid", SUBACCOUNT.sid()));
        posts.postJson(ACCOUNT, """
                [{"specversion":"1.0","type":"com.twilio.some.thing","source":"/s","id":"EZ2",
                  "data":{"accountSid":"%s"}}]""".formatted(UNKNOWN_ACCOUNT));
    }

    /** Says what an event is called, by what it is about. */
    private static String name(Told told) {
        String account = told.event().get("account_sid").asText();
        String kind = told.event().get("kind").asText();
        if (account.equals(SUBACCOUNT.sid())) {
            return "subaccount";
        }
        if (told.sid() == null) {
            return switch (kind) {
                case "unknown" -> told.json().toString().contains("event_type") ? "click" : "else";
                default -> account.equals(UNKNOWN_ACCOUNT) ? "foreign" : kind;
            };
        }
        return kind.equals("participant")
                ? "joined"
                : NAMED.entrySet().stream()
                        .filter(named -> named.getValue().equals(told.sid()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(told.sid());
    }

    private static String named(List<Told> told) {
        return told.stream().map(StreamFilterTest::name).collect(Collectors.joining(" "));
    }

    private static String filled(String query) {
        String filled = query;
        for (Map.Entry<String, String> named : NAMED.entrySet()) {
            filled = filled.replace("{" + named.getKey() + "}", named.getValue());
        }
        return filled;
    }

    /**
     * Returns what each stream has told once all of them have seen what is in the log. One that follows without a filter tells when: what comes while
     * another has been stored and told meanwhile has been offered to all.
     */
    private static Map<String, String> told(TestServer asked, Map<String, StreamClient> streams) throws IOException {
        SignedPosts toAsked = new SignedPosts(asked);
        try (StreamClient control = StreamClient.at(asked.apiUrl(""))
                .as(OTHER_ACCOUNT)
                .after(beginning)
                .open()) {
            for (int round = 0; round < 2; round++) {
                String last = TestCallbacks.sid("SM");
                toAsked.post(OTHER_ACCOUNT, messageStatus(last, "sent").with("AccountSid", OTHER_ACCOUNT.sid()));
                control.upTo(last);
            }
        }
        Map<String, String> told = new LinkedHashMap<>();
        for (Map.Entry<String, StreamClient> entry : streams.entrySet()) {
            try (StreamClient stream = entry.getValue()) {
                told.put(entry.getKey(), named(stream.come()));
            }
        }
        return told;
    }

    private static Map<String, String> cases() {
        Map<String, String> cases = new LinkedHashMap<>();
        for (String line : CASES.lines().toList()) {
            String[] parts = line.split("\\|", 2);
            cases.put(parts[0].strip(), parts[1].strip());
        }
        return cases;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aStreamTellsWhatEveryFilterLetsPassInTheOrderOfTheLog(Format format) throws IOException {
        Map<String, StreamClient> streams = new LinkedHashMap<>();
        for (String query : cases().keySet()) {
            streams.put(
                    query,
                    stream(ACCOUNT)
                            .as(format)
                            .with(filled(query))
                            .after(beginning)
                            .begin());
        }
        Map<String, String> told = told(server, streams);
        assertThat(told).containsExactlyEntriesOf(cases());
    }

    @Test
    void eachCallerIsToldOfTheAccountsThatItsCredentialsOpen() throws IOException {
        Map<String, StreamClient> streams = new LinkedHashMap<>();
        streams.put("subaccount", stream(SUBACCOUNT).after(beginning).begin());
        streams.put(
                "by name",
                stream(SUBACCOUNT)
                        .with(filled("Sid={sent}&Sid={of a subaccount}"))
                        .after(beginning)
                        .begin());
        streams.put(
                "by status",
                stream(SUBACCOUNT).with("Status=sent").after(beginning).begin());
        streams.put(
                "API key",
                StreamClient.at(server.apiUrl(""))
                        .as("SK00000000000000000000000000000001", "the secret of a key")
                        .with("Status=sent")
                        .after(beginning)
                        .begin());

        assertThat(told(server, streams))
                .containsEntry("subaccount", "subaccount")
                .containsEntry("by name", "subaccount")
                .containsEntry("by status", "subaccount")
                .containsEntry("API key", "sent subaccount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{AC}", "{other}", "{foreign}", "AC00000000000000000000000000000009"})
    void anAccountThatTheCredentialsDoNotOpenIsRefusedWhetherItExistsOrNot(String account) throws IOException {
        for (String query : List.of("Account={}", "Account={subaccount}&Account={}")) {
            String asked = filled(query.replace("{}", account));
            try (StreamClient client = stream(SUBACCOUNT).with(asked).open()) {
                assertThat(client.status()).as(asked).isEqualTo(403);
                assertThat(client.error().get("code").asInt()).isEqualTo(20403);
            }
        }
    }

    @Test
    void whoOpensEveryAccountOfTheSettingsIsToldOfAllOthersToo() throws IOException {
        try (TestServer whole = TestServer.start(
                folder.resolve("own"),
                settings -> settings.withAccounts(new Accounts(List.of(ACCOUNT, SUBACCOUNT)), ForwardOptions.NONE))) {
            StreamClient.Opening asAccount = StreamClient.at(whole.apiUrl("")).as(ACCOUNT);
            StreamClient.Opening asSubaccount =
                    StreamClient.at(whole.apiUrl("")).as(SUBACCOUNT);
            SignedPosts toWhole = new SignedPosts(whole);
            try (StreamClient all = asAccount.begin();
                    StreamClient ofUnknown =
                            asAccount.with("Account=" + UNKNOWN_ACCOUNT).begin();
                    StreamClient ofSubaccount = asSubaccount.begin()) {
                toWhole.postJson(ACCOUNT, """
                        [{"specversion":"1.0","type":"com.twilio.some.thing","source":"/s","id":"EZ2",
                          "data":{"accountSid":"%s"}}]""".formatted(UNKNOWN_ACCOUNT));
                assertThat(name(all.next())).isEqualTo("foreign");
                assertThat(name(ofUnknown.next())).isEqualTo("foreign");
                toWhole.post(
                        SUBACCOUNT,
                        messageStatus(TestCallbacks.sid("SM"), "sent").with("AccountSid", SUBACCOUNT.sid()));
                assertThat(name(all.next())).isEqualTo("subaccount");
                assertThat(name(ofSubaccount.next())).isEqualTo("subaccount");
                assertThat(ofUnknown.come()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kind=sms | Kind",
                "Kind=amd&Kind=sms | Kind",
                "Account=AC1 | Account",
                "Account=SM00000000000000000000000000000001 | Account",
                "Sid=SM1 | Sid",
                "Sid=* | Sid",
                "To=%2B | To",
                "To=%20 | To",
                "To=whatsapp:%2B | To",
                "From=+ | From",
                "ErrorCode=x | ErrorCode",
                "ErrorCode=-1 | ErrorCode",
                "ErrorCode=%D9%A3 | ErrorCode",
                "Tag.=1 | Tag.",
                "LastEventId=1 | LastEventId",
            })
    void aValueThatCannotBeIsRefusedByItsName(String query, String parameter) throws IOException {
        try (StreamClient client = stream(ACCOUNT).with(query).open()) {
            assertThat(client.status()).isEqualTo(400);
            assertThat(client.error().get("message").asText()).startsWith("Parameter " + parameter + " is invalid: ");
            assertThat(client.header("content-type")).startsWith("application/json");
        }
    }

    @Test
    void aParameterThatIsNoneIsRefusedWithThoseThatThereAre() throws IOException {
        try (StreamClient client =
                stream(ACCOUNT).with("Unheard=of&PageSize=0&kind=amd&tag.a=1").open()) {
            assertThat(client.status()).isEqualTo(400);
            assertThat(client.error().get("message").asText())
                    .isEqualTo(
                            "Parameters 'Unheard', 'PageSize', 'kind', 'tag.a' are unknown: this address takes Kind, Account, Sid,"
                                    + " Status, To, From, ErrorCode, Tag.<name>, Interval, LastEventId");
        }
    }

    @Test
    void moreFiltersThanAnybodyNeedsAreRefused() throws IOException {
        String hundred = Stream.generate(() -> "Status=sent").limit(100).collect(Collectors.joining("&"));
        try (StreamClient client = stream(ACCOUNT).with(hundred).begin()) {
            assertThat(client.status()).isEqualTo(200);
        }
        try (StreamClient client = stream(ACCOUNT).with(hundred).with("a=b").open()) {
            assertThat(client.status()).isEqualTo(400);
        }
        try (StreamClient client =
                stream(ACCOUNT).with("Tag.a=" + "x".repeat(9_000)).open()) {
            assertThat(client.status()).isEqualTo(414);
        }
    }

    @Test
    void withoutCredentialsOrWithWrongOnesNothingIsTold() throws IOException {
        for (StreamClient.Opening opening : List.of(
                StreamClient.at(server.apiUrl("")),
                StreamClient.at(server.apiUrl("")).as(ACCOUNT.sid(), "wrong"),
                StreamClient.at(server.apiUrl("")).as("SK00000000000000000000000000000009", "the secret of a key"))) {
            try (StreamClient client = opening.open()) {
                assertThat(client.status()).isEqualTo(401);
                assertThat(client.header("www-authenticate")).isEqualTo("Basic realm=\"Twilio API\"");
            }
        }
    }
}
