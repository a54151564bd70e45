package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import dev.ringback.CapturedLog;
import dev.ringback.TestServer;
import dev.ringback.conformance.RingbackHttpClient;
import dev.ringback.model.AlertBuilder;
import dev.ringback.model.EventSource;
import dev.ringback.model.ParticipantBuilder;
import dev.ringback.model.ParticipantFlagsBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.TranscriptionBuilder;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.IncomingRequest;
import dev.ringback.simulate.api.http.RecordedRequest;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list that its caller wants fresh is read through to Twilio, and its rows are known from then on. */
class FreshListTest {
    private static final String ACCOUNT = TestServer.ACCOUNT.sid();
    private static final String CONFERENCE = "CF00000000000000000000000000000001";
    private static final String CALL = "CA00000000000000000000000000000001";
    private static final String RECORDING = "RE00000000000000000000000000000001";
    private static final Instant HOUR_AGO = TestUpstream.START.minusSeconds(3_600);

    @TempDir
    Path folder;

    private TestUpstream upstream;

    @BeforeEach
    void start() {
        upstream = TestUpstream.start(folder, TestUpstream.reading(Reads.MISSING));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    private void addMessages(int count) {
        for (int i = 1; i <= count; i++) {
            upstream.twilio().add(TestMirror.message(i, "delivered", HOUR_AGO.plusSeconds(i)));
        }
    }

    /** The SIDs of messages that {@link #addMessages} has made, as a list has them. */
    private static List<String> newestFirst(int first, int last) {
        return IntStream.iterate(first, number -> number >= last, number -> number - 1)
                .mapToObj("SM%032x"::formatted)
                .toList();
    }

    private Response list(String pathAndQuery, String cacheControl) {
        String path = pathAndQuery.startsWith("/v1/") ? pathAndQuery : "/2010-04-01/Accounts/" + ACCOUNT + pathAndQuery;
        return upstream.server()
                .as(TestServer.ACCOUNT)
                .header("Cache-Control", cacheControl)
                .get(path);
    }

    /** Reads what needs nothing of Twilio. */
    private Response known(String pathAndQuery) {
        return pathAndQuery.startsWith("/v1/")
                ? upstream.server().read(pathAndQuery)
                : upstream.server().fetch(pathAndQuery);
    }

    private static List<String> sids(Response list) {
        assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
        return list.jsonPath().getList("messages.sid");
    }

    private List<RecordedRequest> asked() {
        return upstream.twilio().requests().all();
    }

    @Test
    void rowsThatTwilioShowsAreKnownFromThenOn() {
        addMessages(3);
        assertThat(sids(known("/Messages.json"))).isEmpty();
        assertThat(asked()).isEmpty();
        Response fresh = list("/Messages.json", "no-cache");
        assertThat(sids(fresh)).isEqualTo(newestFirst(3, 1));
        assertThat(fresh.header("X-Ringback-Source")).isEqualTo("api");
        assertThat(fresh.header("X-Ringback-Stale")).isNull();
        assertThat(fresh.jsonPath().getString("next_page_uri")).isNull();
        assertThat(fresh.jsonPath().getString("messages[0].body")).isEqualTo("Your code is 1234");
        assertThat(sids(known("/Messages.json"))).isEqualTo(newestFirst(3, 1));
        assertThat(asked()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
            assertThat(request.query().get("PageSize")).isEqualTo("50");
        });
        assertThat(upstream.server().read("/ringback/v1/events").jsonPath().getList("events.source"))
                .containsOnly("api")
                .hasSize(3);
    }

    @Test
    void aListThatIsReadAgainAddsNoEvents() {
        addMessages(3);
        assertThat(sids(list("/Messages.json", "no-cache"))).hasSize(3);
        assertThat(sids(list("/Messages.json", "no-cache"))).hasSize(3);
        assertThat(asked()).hasSize(2);
        assertThat(upstream.server().read("/ringback/v1/events").jsonPath().getList("events"))
                .hasSize(3);
    }

    @Test
    void twilioIsAskedWithTheSameFiltersAndPageSize() {
        addMessages(4);
        String query = "?To=%2B14155550101&From=+14155550102&DateSent%3E=2026-03-01&DateSent%3C=2026-03-01T11:00:03Z"
                + "&PageSize=2&Colour=green";
        assertThat(sids(list("/Messages.json" + query, "no-cache"))).isEqualTo(newestFirst(3, 2));
        assertThat(asked())
                .singleElement()
                .satisfies(request -> assertThat(request.query())
                        .extracting(parameter -> parameter.name() + '=' + parameter.value())
                        .containsExactly(
                                "To=+14155550101",
                                "From=+14155550102",
                                "DateSent<=2026-03-01T11:00:03Z",
                                "DateSent>=2026-03-01",
                                "PageSize=2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".xml", ".csv", ""})
    void otherFormatsAreReadThroughAsJson(String extension) {
        addMessages(1);
        Response fresh = list("/Messages" + extension, "no-cache");
        assertThat(fresh.statusCode()).isEqualTo(200);
        assertThat(fresh.asString()).contains(newestFirst(1, 1).get(0));
        assertThat(asked())
                .singleElement()
                .satisfies(request -> assertThat(request.path()).endsWith("/Messages.json"));
    }

    @Test
    void theOldAddressOfMessagesIsReadThroughAtTheNewOne() {
        addMessages(2);
        assertThat(list("/SMS/Messages.json", "no-cache").jsonPath().getList("sms_messages.sid"))
                .isEqualTo(newestFirst(2, 1));
        assertThat(asked())
                .singleElement()
                .satisfies(request -> assertThat(request.path()).endsWith(ACCOUNT + "/Messages.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "/Calls.json?Status=completed, calls, 1",
        "/Conferences.json?Status=completed, conferences, 1",
        "/Conferences/" + CONFERENCE + "/Participants.json, participants, 1",
        "/Recordings.json, recordings, 1",
        "/Calls/" + CALL + "/Recordings.json, recordings, 1",
        "/Conferences/" + CONFERENCE + "/Recordings.json, recordings, 0",
        "/Transcriptions.json, transcriptions, 1",
        "/Recordings/" + RECORDING + "/Transcriptions.json, transcriptions, 1",
        "/v1/Alerts?LogLevel=error, alerts, 1"
    })
    void listsOfEveryKindAreReadThrough(String list, String key, int rows) {
        addOneOfEach();
        Response fresh = list(list, "no-cache");
        assertThat(fresh.header("X-Ringback-Stale")).as(fresh.asString()).isNull();
        assertThat(fresh.statusCode()).as(fresh.asString()).isEqualTo(200);
        assertThat(fresh.jsonPath().getList(key)).hasSize(rows);
        assertThat(asked())
                .singleElement()
                .satisfies(request ->
                        assertThat(list).startsWith(request.path().replace("/2010-04-01/Accounts/" + ACCOUNT, "")));
        if (rows > 0 && !key.equals("participants")) { // of whose conference nothing else was told
            assertThat(known(list).jsonPath().getList(key)).hasSize(rows);
        }
        assertThat(asked()).hasSize(1);
    }

    private void addOneOfEach() {
        upstream.twilio().add(TestMirror.call(1, HOUR_AGO));
        upstream.twilio().add(TestMirror.conference(1, "completed", HOUR_AGO));
        upstream.twilio()
                .add(ParticipantBuilder.builder()
                        .accountSid(ACCOUNT)
                        .conferenceSid(CONFERENCE)
                        .callSid(CALL)
                        .progress(new Progress(0, "connected", EventSource.CALLBACK))
                        .flags(ParticipantFlagsBuilder.builder()
                                .muted(false)
                                .hold(false)
                                .coaching(false)
                                .build())
                        .dateCreated(HOUR_AGO)
                        .dateUpdated(HOUR_AGO)
                        .lastReceivedAt(HOUR_AGO)
                        .build());
        upstream.twilio()
                .add(RecordingBuilder.builder()
                        .accountSid(ACCOUNT)
                        .sid(RECORDING)
                        .callSid(CALL)
                        .progress(new Progress(0, "completed", EventSource.CALLBACK))
                        .dateCreated(HOUR_AGO)
                        .dateUpdated(HOUR_AGO)
                        .lastReceivedAt(HOUR_AGO)
                        .build());
        upstream.twilio()
                .add(TranscriptionBuilder.builder()
                        .accountSid(ACCOUNT)
                        .sid("TR00000000000000000000000000000001")
                        .recordingSid(RECORDING)
                        .progress(new Progress(0, "completed", EventSource.CALLBACK))
                        .dateCreated(HOUR_AGO)
                        .dateUpdated(HOUR_AGO)
                        .lastReceivedAt(HOUR_AGO)
                        .build());
        upstream.twilio()
                .add(AlertBuilder.builder()
                        .accountSid(ACCOUNT)
                        .sid("NO00000000000000000000000000000001")
                        .progress(Progress.none(EventSource.CALLBACK))
                        .errorCode("11200")
                        .logLevel("error")
                        .dateCreated(HOUR_AGO)
                        .dateUpdated(HOUR_AGO)
                        .lastReceivedAt(HOUR_AGO)
                        .build());
    }

    @Test
    void thePagesOfAListThatWasReadThroughAreReadThroughToo() {
        addMessages(5);
        List<String> read = new ArrayList<>();
        String path = "/Messages.json?PageSize=2";
        Response page = list(path, "no-cache");
        while (true) {
            read.addAll(sids(page));
            String next = page.jsonPath().getString("next_page_uri");
            if (next == null) {
                break;
            }
            page = known(next.replace("/2010-04-01/Accounts/" + ACCOUNT, "")); // the link says it, not the caller
            assertThat(page.jsonPath().getString("uri")).isEqualTo(next);
        }
        assertThat(read).isEqualTo(newestFirst(5, 1));
        assertThat(asked())
                .extracting(request -> request.query().get("PageToken"))
                .containsExactly(
                        null,
                        "PA" + newestFirst(4, 4).get(0),
                        "PA" + newestFirst(2, 2).get(0));
    }

    @Test
    void rowsOfOneSecondComeOnceEachHoweverTheMirrorSortsThem() {
        for (int i = 1; i <= 7; i++) {
            upstream.twilio().add(TestMirror.message(8 - i, "delivered", HOUR_AGO.plusMillis(i)));
        }
        List<String> read = new ArrayList<>();
        Response page = list("/Messages.json?PageSize=2", "no-cache");
        for (int pages = 1; pages < 4; pages++) {
            read.addAll(sids(page));
            page = known(next(page));
        }
        read.addAll(sids(page));
        assertThat(page.jsonPath().getString("next_page_uri")).isNull();
        assertThat(read)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 7)
                        .mapToObj("SM%032x"::formatted)
                        .toList());
        assertThat(sids(known("/Messages.json"))).isEqualTo(newestFirst(7, 1));
    }

    @Test
    void whatTwilioDoesNotListIsInTheMirrorsListAlone() {
        addMessages(2);
        String sid = "SM" + "f".repeat(32);
        tell(sid, "sent");
        assertThat(sids(list("/Messages.json", "no-cache"))).isEqualTo(newestFirst(2, 1));
        assertThat(sids(known("/Messages.json")))
                .containsExactly(
                        sid, newestFirst(2, 2).get(0), newestFirst(1, 1).get(0));
    }

    private static String next(Response page) {
        return page.jsonPath().getString("next_page_uri").replace("/2010-04-01/Accounts/" + ACCOUNT, "");
    }

    private void tell(String sid, String status) {
        String form =
                "AccountSid=" + ACCOUNT + "&MessageSid=" + sid + "&MessageStatus=" + status + "&ApiVersion=2010-04-01";
        assertThat(upstream.server().post("/twilio", form).statusCode()).isEqualTo(204);
    }

    @Test
    void aLaterCallbackIsNotUndone() {
        upstream.twilio().add(TestMirror.message(1, "sent", HOUR_AGO));
        tell(newestFirst(1, 1).get(0), "delivered");
        assertThat(list("/Messages.json", "no-cache").jsonPath().getString("messages[0].status"))
                .isEqualTo("delivered");
    }

    @Test
    void twiliosLibraryReadsThePagesOfAFreshList() {
        addMessages(7);
        TwilioRestClient client = new TwilioRestClient.Builder(
                        ACCOUNT, TestServer.ACCOUNT.authTokens().get(0))
                .httpClient(new HttpClient() {
                    private final HttpClient ringback =
                            new RingbackHttpClient(upstream.server().apiUrl(""));

                    @Override
                    public com.twilio.http.Response makeRequest(Request request) {
                        request.addHeaderParam("Cache-Control", "no-cache");
                        return ringback.makeRequest(request);
                    }
                })
                .build();
        assertThat(StreamSupport.stream(
                        Message.reader().pageSize(2).read(client).spliterator(), false))
                .extracting(Message::getSid)
                .isEqualTo(newestFirst(7, 1));
        assertThat(asked()).hasSize(4);
    }

    @Test
    void allWhoWantTheSamePageShareOneRequest() {
        addMessages(2);
        CountDownLatch answers = new CountDownLatch(1);
        upstream.twilio().faults().once(waiting(answers));
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<CompletableFuture<Response>> reads = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                reads.add(CompletableFuture.supplyAsync(() -> list("/Messages.json", "no-cache"), callers));
            }
            // none of them keeps a thread of the door
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            upstream.server().metrics().contains("ringback_waiting_requests{kind=\"twilio\"} 20.0"));
            answers.countDown();
            assertThat(reads).allSatisfy(read -> assertThat(sids(read.join())).isEqualTo(newestFirst(2, 1)));
        } finally {
            callers.shutdownNow();
        }
        assertThat(asked()).hasSize(1);
    }

    /** Lets Twilio think until somebody says that it has the answer. */
    private static Fault waiting(CountDownLatch answers) {
        return new Fault() {
            @Override
            public Optional<Answer> instead(IncomingRequest request) {
                try {
                    assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            }
        };
    }

    @Test
    void theAgeOfAListIsThatOfItsLastReading() {
        addMessages(3);
        assertThat(sids(list("/Messages.json?PageSize=2", "max-age=60"))).hasSize(2);
        assertThat(asked()).hasSize(1);
        upstream.clock().advance(Duration.ofSeconds(60));
        Response young = list("/Messages.json?PageSize=2", "max-age=60");
        assertThat(asked()).hasSize(1);
        assertThat(sids(list(next(young), "max-age=60"))).hasSize(1);
        assertThat(asked()).hasSize(2);
        assertThat(sids(list("/Messages.json?PageSize=2", "max-age=59"))).hasSize(2);
        assertThat(asked()).hasSize(3);
        assertThat(sids(list("/Messages.json?PageSize=3", "max-age=60"))).hasSize(3); // another page
        assertThat(asked()).hasSize(4);
        assertThat(sids(list("/Messages.json?PageSize=2", "max-age=0"))).hasSize(2);
        assertThat(asked()).hasSize(5);
        assertThat(sids(list("/Messages.json?PageSize=2", "max-age=nonsense"))).hasSize(2);
        assertThat(asked()).hasSize(5);
    }

    @Test
    void onlyIfCachedAsksNobody() {
        addMessages(3);
        Response first = list("/Messages.json?PageSize=2", "no-cache");
        assertThat(sids(list("/Messages.json?PageSize=2", "no-cache, only-if-cached")))
                .hasSize(2);
        assertThat(sids(list(next(first), "only-if-cached"))).isEmpty();
        assertThat(asked()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Reads.class)
    void theSettingSaysWhetherListsMayBeReadThrough(Reads reads) {
        try (TestUpstream other = TestUpstream.start(folder.resolve("another"), TestUpstream.reading(reads))) {
            other.twilio().add(TestUpstream.delivered(newestFirst(1, 1).get(0)));
            Response answer = other.server()
                    .as(TestServer.ACCOUNT)
                    .header("Cache-Control", "no-cache")
                    .get("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
            assertThat(sids(answer)).hasSize(reads == Reads.NEVER ? 0 : 1);
            assertThat(other.twilio().requests().all()).hasSize(reads == Reads.NEVER ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Messages.json?Status=delivered",
                "/Messages.json?Tag.order=1",
                "/Messages.json?Order=asc",
                "/Conferences.json?Status=any"
            })
    void aFilterThatTwilioDoesNotHaveIsNotReadThroughAndThatIsTold(String list) {
        Response answer = list(list, "no-cache");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("X-Ringback-Stale")).isEqualTo("own-filter");
        assertThat(asked()).isEmpty();
    }

    @Test
    void aPageInTheMiddleIsNotReadThroughAndThatIsTold() {
        for (int i = 1; i <= 3; i++) {
            tell("SM%032x".formatted(i), "sent");
        }
        String next = next(known("/Messages.json?PageSize=2"));
        Response answer = list(next, "no-cache");
        assertThat(sids(answer)).hasSize(1);
        assertThat(answer.header("X-Ringback-Stale")).isEqualTo("unknown-page");
        assertThat(asked()).isEmpty();
    }

    @Test
    void anImpossibleFilterIsRefusedBeforeAnybodyIsAsked() {
        assertThat(list("/Messages.json?DateSent=nonsense", "no-cache").statusCode())
                .isEqualTo(400);
        assertThat(asked()).isEmpty();
    }

    @Test
    void whatIsKnownIsAnsweredWhileTwilioIsDownAndSaysSo() {
        addMessages(2);
        assertThat(sids(list("/Messages.json", "no-cache"))).hasSize(2);
        upstream.twilio().goDown();
        Response stale = list("/Messages.json", "no-cache");
        assertThat(sids(stale)).hasSize(2);
        assertThat(stale.header("X-Ringback-Stale")).isEqualTo("twilio-unavailable");
    }

    @Test
    void refusedCredentialsAreTold() {
        upstream.twilio().faults().always(request -> true, Fault.error(401, 20003, "Authenticate"));
        assertThat(list("/Messages.json", "no-cache").header("X-Ringback-Stale"))
                .isEqualTo("credentials-refused");
    }

    @Test
    void datesThatReachBackTooFarForTwilioAreTold() {
        Response answer = list("/Messages.json?DateSent%3E=2020-01-01", "no-cache");
        assertThat(sids(answer)).isEmpty();
        assertThat(answer.header("X-Ringback-Stale")).isEqualTo("request-refused");
        assertThat(upstream.server().metrics()).contains("ringback_upstream_answers_refused_total 0.0");
    }

    @Test
    void participantsOfAConferenceThatNobodyKnowsAre404() {
        upstream.twilio().faults().once(Fault.error(404, 20404, "not found"));
        Response unknown = list("/Conferences/CF" + "9".repeat(32) + "/Participants.json", "no-cache");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.header("X-Ringback-Stale")).isEqualTo("not-at-twilio");
    }

    static Stream<Arguments> spoiledAnswers() {
        return Stream.of(
                Arguments.of("HTML with 200", Fault.html(), 0),
                Arguments.of("half of the JSON", Fault.truncated(), 0),
                Arguments.of("a page that links to another host", Fault.nextPageAt("https://evil.example.com/x"), 2),
                Arguments.of("a page that links to another list", Fault.nextPageAt("/2010-04-01/Accounts.json"), 2),
                Arguments.of("a page that links to itself", Fault.nextPageItself(), 2),
                Arguments.of("rows of another account", Fault.replacing(ACCOUNT, TestServer.OTHER_ACCOUNT.sid()), 0),
                Arguments.of(
                        "a row that is no message", Fault.replacing("SM%032x".formatted(2), "XX%032x".formatted(2)), 1),
                Arguments.of("a redirect to another host", Fault.redirectTo("https://evil.example.com/"), 0),
                Arguments.of("50 MB", Fault.large(50_000_000), 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiledAnswers")
    void ofWhatCannotBeThePageNothingWrongIsStored(String what, Fault fault, int rightRows) {
        String known = "SM" + "f".repeat(32);
        tell(known, "sent");
        addMessages(2);
        upstream.twilio().faults().times(2, request -> true, fault);
        try (CapturedLog log = CapturedLog.of(RefusedAnswers.class.getName())) {
            for (int i = 0; i < 2; i++) {
                Response stale = list("/Messages.json", "no-cache");
                assertThat(sids(stale)).as(what).hasSize(1 + rightRows).contains(known);
                assertThat(stale.header("X-Ringback-Stale")).isEqualTo("answer-refused");
                assertThat(stale.jsonPath().getString("next_page_uri")).isNull();
            }
            assertThat(log.lines()).hasSize(1);
        }
        assertThat(upstream.server().metrics()).doesNotContain("ringback_upstream_answers_refused_total 0.0");
        assertThat(upstream.server().read("/ringback/v1/events").jsonPath().getList("events"))
                .hasSize(1 + rightRows);
        upstream.twilio().faults().clear();
        assertThat(sids(list("/Messages.json", "no-cache"))).isEqualTo(newestFirst(2, 1));
    }
}
