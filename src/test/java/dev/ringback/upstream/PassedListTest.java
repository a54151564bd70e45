package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.monitor.v1.Alert;
import dev.ringback.CapturedLog;
import dev.ringback.TestServer;
import dev.ringback.conformance.RingbackHttpClient;
import dev.ringback.model.AlertBuilder;
import dev.ringback.model.EventSource;
import dev.ringback.model.Progress;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.RecordedRequest;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list that ends before the mirror begins is Twilio's, where the settings let reads be passed on. */
class PassedListTest {
    private static final String ACCOUNT = TestServer.ACCOUNT.sid();
    private static final Instant BEGINNING = TestUpstream.START;
    private static final Instant DAY_BEFORE = BEGINNING.minus(Duration.ofDays(1));
    private static final String OLD = "/Messages.json?PageSize=2&DateSent%3C=2026-03-01T11:59:59Z";

    @TempDir
    Path folder;

    private TestUpstream upstream;

    @BeforeEach
    void start() {
        upstream = TestUpstream.start(folder, TestUpstream.passing(TestUpstream.reading(Reads.MISSING)));
        for (int i = 1; i <= 5; i++) {
            upstream.twilio().add(TestMirror.message(i, "delivered", DAY_BEFORE.plusSeconds(i)));
        }
        tell("SM" + "f".repeat(32)); // with which the mirror begins
        upstream.clock().advance(Duration.ofDays(2));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    private void tell(String sid) {
        String form = "AccountSid=" + ACCOUNT + "&MessageSid=" + sid + "&MessageStatus=sent&ApiVersion=2010-04-01";
        assertThat(upstream.server().post("/twilio", form).statusCode()).isEqualTo(204);
    }

    private static List<String> newestFirst(int first, int last) {
        return IntStream.iterate(first, number -> number >= last, number -> number - 1)
                .mapToObj("SM%032x"::formatted)
                .toList();
    }

    private Response list(String pathAndQuery) {
        return upstream.server().fetch(pathAndQuery);
    }

    private static List<String> sids(Response list) {
        assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
        return list.jsonPath().getList("messages.sid");
    }

    private static String next(Response page) {
        return page.jsonPath().getString("next_page_uri").replace("/2010-04-01/Accounts/" + ACCOUNT, "");
    }

    private List<RecordedRequest> asked() {
        return upstream.twilio().requests().all();
    }

    private TwilioRestClient library() {
        return new TwilioRestClient.Builder(
                        ACCOUNT, TestServer.ACCOUNT.authTokens().get(0))
                .httpClient(new RingbackHttpClient(upstream.server().apiUrl("")))
                .build();
    }

    @Test
    void aListThatEndsBeforeTheMirrorBeginsIsTwiliosAsItIs() {
        Response first = list(OLD);
        assertThat(sids(first)).isEqualTo(newestFirst(5, 4));
        assertThat(first.header("X-Ringback-Since")).isNull();
        assertThat(first.header("X-Ringback-Stale")).isNull();
        assertThat(first.jsonPath().getString("messages[0].price_unit")).isEqualTo("USD");
        String next = next(first);
        assertThat(next).contains("PageToken=PASM");
        Response second = list(next);
        assertThat(sids(second)).isEqualTo(newestFirst(3, 2));
        assertThat(sids(list(next(second)))).isEqualTo(newestFirst(1, 1));
        assertThat(asked())
                .extracting(request -> request.query().get("PageToken"))
                .containsExactly(
                        null,
                        "PA" + newestFirst(4, 4).get(0),
                        "PA" + newestFirst(2, 2).get(0));
        // what was passed is known now
        await().until(() -> upstream.server()
                        .fetch("/Messages/" + newestFirst(1, 1).get(0) + ".json")
                        .statusCode()
                == 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Messages.json",
                "/Messages.json?DateSent%3C=2026-03-01T12:00:00Z",
                "/Messages.json?DateSent%3E=2026-01-01",
                "/Messages.json?DateSent=2026-03-01",
                "/Messages.json?DateSent=2026-02-28&Status=delivered",
                "/Messages.json?DateSent=2026-02-28&Order=asc",
                "/Calls.json",
                "/Recordings.json?DateCreated%3E=2026-03-01",
                "/Conferences.json?DateCreated%3C=2026-02-28&Status=any",
                "/Transcriptions.json",
                "/Notifications.json",
                "/Calls/CA00000000000000000000000000000001/Recordings.json"
            })
    void everyOtherListIsTheMirrorsAndSaysSinceWhen(String list) {
        Response answer = list(list);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("X-Ringback-Since")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Calls.json?StartTime=2026-02-28",
                "/Calls.json?EndTime%3C=2026-02-28T23:00:00Z",
                "/Recordings.json?DateCreated%3C=2026-03-01",
                "/Conferences.json?DateCreated=2026-02-28&Status=completed",
                "/Conferences.json?DateUpdated%3C=2026-03-01",
                "/Notifications.json?MessageDate=2026-02-28",
                "/SMS/Messages.json?DateSent=2026-02-28",
                "/Messages.xml?DateSent=2026-02-28",
                "/Messages.csv?DateSent=2026-02-28"
            })
    void listsOfEveryKindArePassedOnWithAllThatTheySay(String list) {
        Response answer = upstream.server().as(TestServer.ACCOUNT).get("/2010-04-01/Accounts/" + ACCOUNT + list);
        assertThat(asked())
                .singleElement()
                .satisfies(request ->
                        assertThat(list).startsWith(request.path().replace("/2010-04-01/Accounts/" + ACCOUNT, "")));
        assertThat(answer.statusCode()).isEqualTo(asked().get(0).status());
        assertThat(answer.header("X-Ringback-Since")).isNull();
    }

    @Test
    void alertsAreReadOnAtRingbackAlthoughTheirLinksAreWhole() {
        Instant recently = BEGINNING.minus(Duration.ofDays(3));
        for (int i = 1; i <= 3; i++) {
            upstream.twilio()
                    .add(AlertBuilder.builder()
                            .accountSid(ACCOUNT)
                            .sid("NO%032x".formatted(i))
                            .progress(Progress.none(EventSource.CALLBACK))
                            .errorCode("11200")
                            .logLevel("error")
                            .dateCreated(recently.plusSeconds(i))
                            .dateUpdated(recently.plusSeconds(i))
                            .lastReceivedAt(recently)
                            .build());
        }
        Response first = upstream.server().read("/v1/Alerts?PageSize=2&EndDate=2026-02-28");
        assertThat(first.jsonPath().getString("meta.next_page_url"))
                .startsWith(upstream.server().apiUrl("/v1/Alerts?"))
                .contains("PageToken=PANO");
        assertThat(StreamSupport.stream(
                        Alert.reader()
                                .setEndDate(recently.plusSeconds(3_600).atZone(ZoneOffset.UTC))
                                .pageSize(2)
                                .read(library())
                                .spliterator(),
                        false))
                .extracting(Alert::getSid)
                .containsExactly("NO%032x".formatted(3), "NO%032x".formatted(2), "NO%032x".formatted(1));
        assertThat(asked()).hasSize(3);
    }

    @Test
    void twiliosLibraryReadsThePagesOfBothKindsOfLists() {
        for (int i = 10; i < 13; i++) {
            tell("SM%032x".formatted(i));
        }
        assertThat(StreamSupport.stream(
                        Message.reader()
                                .setDateSentBefore(BEGINNING.minusSeconds(1).atZone(ZoneOffset.UTC))
                                .pageSize(2)
                                .read(library())
                                .spliterator(),
                        false))
                .extracting(Message::getSid)
                .isEqualTo(newestFirst(5, 1));
        assertThat(asked()).hasSize(3);
        assertThat(StreamSupport.stream(
                        Message.reader()
                                .setDateSentAfter(BEGINNING.plusSeconds(1).atZone(ZoneOffset.UTC))
                                .pageSize(2)
                                .read(library())
                                .spliterator(),
                        false))
                .extracting(Message::getSid)
                .isEqualTo(newestFirst(12, 10));
        assertThat(asked()).hasSize(3);
    }

    @Test
    void aTokenOfRingbackNeverGoesToTwilio() {
        tell("SM" + "e".repeat(32));
        String own = next(list("/Messages.json?PageSize=1"));
        assertThat(own).contains("PageToken=RASM");
        String token = own.substring(own.indexOf("PageToken="));
        assertThat(list(own).statusCode()).isEqualTo(200);
        assertThat(list(OLD + "&Page=1&" + token).statusCode()).isIn(200, 400);
        assertThat(list("/Messages.json?PageToken=RAnonsense").statusCode()).isEqualTo(400);
        assertThat(asked()).isEmpty();
    }

    @Test
    void aTokenThatTwilioDoesNotKnowIsRefusedByTwilio() {
        Response refused = list("/Messages.json?Page=1&PageToken=nonsense");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getInt("code")).isEqualTo(20001);
        assertThat(refused.jsonPath().getString("message")).contains("PageToken");
        assertThat(asked()).hasSize(1);
    }

    @Test
    void aTokenOfTwilioIsRefusedInItsShapeWhereNothingIsPassedOn() {
        try (TestUpstream silent = TestUpstream.start(folder.resolve("another"), TestUpstream.reading(Reads.MISSING))) {
            Response refused = silent.server().fetch(OLD + "&Page=1&PageToken=PASM" + "0".repeat(32));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.jsonPath().getInt("code")).isEqualTo(20001);
            assertThat(refused.jsonPath().getString("message")).contains("PageToken");
            assertThat(sids(silent.server().fetch(OLD))).isEmpty();
            assertThat(silent.twilio().requests().all()).isEmpty();
        }
        assertThat(upstream.server()
                        .as(TestServer.ACCOUNT)
                        .header("Cache-Control", "only-if-cached")
                        .get("/2010-04-01/Accounts/" + ACCOUNT + OLD + "&Page=1&PageToken=PASM" + "0".repeat(32))
                        .statusCode())
                .isEqualTo(400);
        assertThat(asked()).isEmpty();
    }

    @Test
    void twiliosRefusalIsItsOwn() {
        Response refused = list("/Messages.json?DateSent=2020-01-01");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getInt("code")).isEqualTo(20004);
    }

    @Test
    void whatIsKnownIsAnsweredInPlaceOfATwilioThatIsAway() {
        upstream.twilio().goDown();
        Response unknown = list(OLD);
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.header("Retry-After")).isEqualTo("1");
        assertThat(list(OLD).header("Retry-After")).isEqualTo("2");
        upstream.twilio().comeUp();
        upstream.clock().advance(Duration.ofMinutes(2));
        assertThat(sids(list(OLD))).hasSize(2);
        await().until(() -> upstream.server()
                        .fetch("/Messages/" + newestFirst(5, 5).get(0) + ".json")
                        .statusCode()
                == 200);
        upstream.twilio().goDown();
        Response known = list(OLD);
        assertThat(sids(known)).isEqualTo(newestFirst(5, 4));
        assertThat(known.header("X-Ringback-Stale")).isEqualTo("twilio-unavailable");
    }

    static Stream<Arguments> spoiledAnswers() {
        return Stream.of(
                Arguments.of("HTML with 200", Fault.html()),
                Arguments.of("half of the JSON", Fault.truncated()),
                Arguments.of("a page that links to another host", Fault.nextPageAt("https://evil.example.com/x")),
                Arguments.of("a page that links to another list", Fault.nextPageAt("/2010-04-01/Accounts.json")),
                Arguments.of("a page that links to itself", Fault.nextPageItself()),
                Arguments.of("rows of another account", Fault.replacing(ACCOUNT, TestServer.OTHER_ACCOUNT.sid())),
                Arguments.of("a redirect loop", Fault.redirectLoop()),
                Arguments.of("50 MB", Fault.large(50_000_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiledAnswers")
    void whatCannotBeThePageIsNotPassedOn(String what, Fault fault) {
        upstream.twilio().faults().times(2, request -> true, fault);
        try (CapturedLog log = CapturedLog.of(RefusedAnswers.class.getName())) {
            assertThat(list(OLD).statusCode()).as(what).isEqualTo(503);
            assertThat(list(OLD).statusCode()).as(what).isEqualTo(503);
            assertThat(log.lines()).hasSize(1);
        }
        assertThat(upstream.server().metrics()).doesNotContain("ringback_upstream_answers_refused_total 0.0");
        assertThat(upstream.server().read("/ringback/v1/events").jsonPath().getList("events"))
                .hasSize(1);
        upstream.twilio().faults().clear();
        assertThat(sids(list(OLD))).hasSize(2);
    }
}
