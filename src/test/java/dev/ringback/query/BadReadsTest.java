package dev.ringback.query;

import static dev.ringback.TestCallbacks.SUBACCOUNT_SID;
import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.conference;
import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.participant;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.TestCallbacks;
import dev.ringback.web.TestApi;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that cannot be answered: each is refused clearly, by the name of what is wrong with it, and shows nobody another's row. Nothing
 * here changes the database, so that all share one.
 */
class BadReadsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CALL = sid("CA");
    private static final String OTHER_CALL = sid("CA");
    private static final String CONFERENCE = sid("CF");
    private static final String MESSAGE = sid("MM");
    private static final String OTHER_MESSAGE = sid("MM");
    private static final String MEDIA = sid("ME");
    private static final String OTHER_MEDIA = sid("ME");
    private static final String RECORDING = sid("RE");
    private static final String OTHER_RECORDING = sid("RE");
    private static final String TRANSCRIPTION = sid("TR");
    private static final String OTHER_TRANSCRIPTION = sid("TR");
    private static final String ALERT = sid("NO");
    private static final String OTHER_ALERT = sid("NO");
    /** Of the subaccount, whose rows the account does not list as its own. */
    private static final String FOREIGN_MESSAGE = sid("SM");

    private static final String FOREIGN_CALL = sid("CA");
    private static final String FOREIGN_RECORDING = sid("RE");
    private static final String FOREIGN_CONFERENCE = sid("CF");
    private static final String FOREIGN_ALERT = sid("NO");

    private static final Map<String, List<String>> DATE_FILTERS = Map.of(
            path("/Messages.json"), List.of("DateSent"),
            path("/Messages/" + MESSAGE + "/Media.json"), List.of("DateCreated"),
            path("/Calls.json"), List.of("StartTime", "EndTime"),
            path("/Calls/" + CALL + "/Recordings.json"), List.of("DateCreated"),
            path("/Calls/" + CALL + "/Notifications.json"), List.of("MessageDate"),
            path("/Recordings.json"), List.of("DateCreated"),
            path("/Conferences.json"), List.of("DateCreated", "DateUpdated"),
            path("/Conferences/" + CONFERENCE + "/Recordings.json"), List.of("DateCreated"),
            path("/Notifications.json"), List.of("MessageDate"));

    @TempDir
    static Path folder;

    private static TestApi api;

    @BeforeAll
    static void openDoor() {
        api = TestApi.open(folder);
        api.receive(withMedia(MESSAGE, MEDIA));
        api.receive(withMedia(OTHER_MESSAGE, OTHER_MEDIA));
        api.receive(callStatus(CALL, "completed", 1, "Sun, 01 Mar 2026 12:00:00 +0000"));
        api.receive(callStatus(OTHER_CALL, "completed", 1, "Sun, 01 Mar 2026 12:00:00 +0000"));
        api.receive(recording(RECORDING, "completed").with("CallSid", CALL).with("ConferenceSid", CONFERENCE));
        api.receive(recording(OTHER_RECORDING, "completed").with("CallSid", OTHER_CALL));
        api.receive(transcription(TRANSCRIPTION, RECORDING));
        api.receive(transcription(OTHER_TRANSCRIPTION, OTHER_RECORDING));
        api.receive(conference(CONFERENCE, "conference-start", 1));
        api.receive(participant(CONFERENCE, CALL, "participant-join", 2));
        api.receive(debugger(ALERT, "{\"resource_sid\":\"" + CALL + "\"}"));
        api.receive(debugger(OTHER_ALERT, "{\"resource_sid\":\"" + OTHER_CALL + "\"}"));
        api.receive(messageStatus(FOREIGN_MESSAGE, "sent").with("AccountSid", SUBACCOUNT_SID));
        api.receive(callStatus(FOREIGN_CALL, "ringing", 1, "Sun, 01 Mar 2026 12:00:00 +0000")
                .with("AccountSid", SUBACCOUNT_SID));
        api.receive(recording(FOREIGN_RECORDING, "completed").with("AccountSid", SUBACCOUNT_SID));
        api.receive(conference(FOREIGN_CONFERENCE, "conference-start", 1).with("AccountSid", SUBACCOUNT_SID));
        api.receive(debugger(FOREIGN_ALERT, "{}").with("AccountSid", SUBACCOUNT_SID));
    }

    @AfterAll
    static void closeDoor() {
        api.close();
    }

    static Stream<String> lists() {
        return Stream.of(
                "/2010-04-01/Accounts.json",
                path("/Messages.json"),
                path("/Messages/" + MESSAGE + "/Media.json"),
                path("/Calls.json"),
                path("/Calls/" + CALL + "/Events.json"),
                path("/Calls/" + CALL + "/Notifications.json"),
                path("/Calls/" + CALL + "/Recordings.json"),
                path("/Recordings.json"),
                path("/Recordings/" + RECORDING + "/Transcriptions.json"),
                path("/Transcriptions.json"),
                path("/Conferences.json"),
                path("/Conferences/" + CONFERENCE + "/Participants.json"),
                path("/Conferences/" + CONFERENCE + "/Recordings.json"),
                path("/Notifications.json"),
                "/v1/Alerts");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListOfItsOwnIsRead(String list) {
        api.asOwner().get(list + "?Colour=green&PageSize=&PageToken=").then().statusCode(200);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void pageTokensThatNoPageGaveOutAreRefused(String list) {
        Stream.of(
                        "nonsense",
                        "RA",
                        "RB",
                        "RASM",
                        "RA" + sid("SM"),
                        "RA" + sid("CA"),
                        "RB" + sid("RE"),
                        "RC" + MESSAGE,
                        "ra" + MESSAGE,
                        "PA" + MESSAGE,
                        "RA" + MESSAGE + "0",
                        "RA" + MESSAGE + ".",
                        "RA" + MESSAGE + ".=",
                        "RA" + MESSAGE + "." + "x".repeat(701),
                        "RA" + MESSAGE.substring(0, 33),
                        "RA" + MESSAGE.toUpperCase(Locale.ROOT),
                        "RA" + TestApi.STRANGER_SID,
                        "RA%00" + MESSAGE.substring(1),
                        "RA" + "'".repeat(34),
                        "RA" + "é".repeat(34),
                        "RA" + "x".repeat(5_000),
                        "%zz")
                .forEach(token -> refused(list + "?PageToken=" + encoded(token), 400, 20001, "PageToken"));
        refused(list + "?Page=1&PageToken=RAnonsense", 400, 20001, "PageToken");
    }

    /** A row of the list, with one letter of its token changed, is no row any more. */
    @Test
    void aTokenThatWasTamperedWithIsRefused() {
        char last = MESSAGE.charAt(33);
        String tampered = MESSAGE.substring(0, 33) + (last == 'f' ? '0' : 'f');

        api.asOwner().get(path("/Messages.json?PageToken=RA" + MESSAGE)).then().statusCode(200);
        refused(path("/Messages.json?PageToken=RA" + tampered), 400, 20001, "PageToken");
    }

    @Test
    void tokensOfOtherListsAreRefused() {
        List<String> foreign = List.of(
                FOREIGN_MESSAGE, FOREIGN_CALL, FOREIGN_RECORDING, FOREIGN_CONFERENCE, FOREIGN_ALERT, SUBACCOUNT_SID);
        List<String> own = List.of(MESSAGE, CALL, RECORDING, CONFERENCE, ALERT, MEDIA, TRANSCRIPTION);
        tokens(path("/Messages.json"), foreign, List.of(CALL, MEDIA, ALERT));
        tokens(path("/Calls.json"), foreign, List.of(MESSAGE, RECORDING));
        tokens(path("/Recordings.json"), foreign, List.of(MESSAGE, CALL));
        tokens(path("/Conferences.json"), foreign, List.of(CALL));
        tokens(path("/Notifications.json"), foreign, List.of(CALL, MESSAGE));
        tokens("/v1/Alerts", foreign, List.of(CALL, MESSAGE));
        tokens("/2010-04-01/Accounts.json", List.of(FOREIGN_CALL, TestApi.STRANGER_SID), own);
        tokens(path("/Messages/" + MESSAGE + "/Media.json"), List.of(OTHER_MEDIA), List.of(MESSAGE));
        tokens(path("/Calls/" + CALL + "/Recordings.json"), List.of(OTHER_RECORDING, FOREIGN_RECORDING), List.of(CALL));
        tokens(path("/Recordings.json?CallSid=" + CALL), List.of(OTHER_RECORDING), List.of());
        tokens(path("/Recordings.json?ConferenceSid=" + CONFERENCE), List.of(OTHER_RECORDING), List.of());
        tokens(path("/Conferences/" + CONFERENCE + "/Recordings.json"), List.of(OTHER_RECORDING), List.of(CONFERENCE));
        tokens(path("/Recordings/" + RECORDING + "/Transcriptions.json"), List.of(OTHER_TRANSCRIPTION), List.of());
        tokens(path("/Calls/" + CALL + "/Notifications.json"), List.of(OTHER_ALERT, FOREIGN_ALERT), List.of(CALL));
        tokens(path("/Conferences/" + CONFERENCE + "/Participants.json"), List.of(OTHER_CALL), List.of(CONFERENCE));
        tokens(path("/Calls/" + CALL + "/Events.json"), List.of("EV" + "f".repeat(32)), List.of(CALL));
    }

    private static void tokens(String list, List<String> others, List<String> kinds) {
        String query = list.contains("?") ? "&" : "?";
        Stream.concat(others.stream(), kinds.stream()).forEach(sid -> {
            refused(list + query + "PageToken=RA" + sid, 400, 20001, "PageToken");
            refused(list + query + "PageToken=RB" + sid, 400, 20001, "PageToken");
        });
    }

    @ParameterizedTest
    @MethodSource("lists")
    void pageSizesAndNumbersThatCannotBeAreRefused(String list) {
        Stream.of("0", "-1", "x", "1.5", "%2B1", "+1", "1e3", "0x10", "٣", "1%00", "%20")
                .forEach(size -> refused(list + "?PageSize=" + size, 400, 20007, "PageSize"));
        Stream.of("-1", "x", "1.5", "%2B1").forEach(page -> refused(list + "?Page=" + page, 400, 20001, "Page "));
        refused(list + "?Page=1", 400, 20001, "PageToken");
        refused(list + "?Page=99999999999999999999", 400, 20001, "PageToken");
        api.asOwner()
                .get(list + "?PageSize=99999999999999999999")
                .then()
                .statusCode(200)
                .body(list.startsWith("/v1/") ? "meta.page_size" : "page_size", equalTo(1000));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void onlyWordsForAnOrderAreOne(String list) {
        Stream.of("up", "ascending", "1", "asc,desc")
                .forEach(order -> refused(list + "?Order=" + order, 400, 20001, "Order"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void anEndlessQueryIsRefused(String list) {
        refused(list + "?Colour=" + "g".repeat(10_000), 414, 20414, "8192");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aForeignAccountIsRefused(String list) {
        if (list.contains(TestCallbacks.ACCOUNT_SID)) {
            for (String account : List.of(TestApi.STRANGER_SID, sid("AC"), "nonsense", "AC%27")) {
                refused(list.replace(TestCallbacks.ACCOUNT_SID, account), 401, 20003, "Authenticate");
            }
            // one's own rows are not below the subaccount, which one may read
            api.asOwner()
                    .get(list.replace(TestCallbacks.ACCOUNT_SID, SUBACCOUNT_SID))
                    .then()
                    .body(not(containsString("\"sid\":\"" + MESSAGE)))
                    .body(not(containsString("\"sid\":\"" + RECORDING)))
                    .body(not(containsString("\"sid\":\"" + ALERT)));
        }
    }

    /** One of each kind; {@code FilterTimeTest} has the rest. */
    static Stream<String> nonDates() {
        return Stream.of(
                "2026-02-30", "2026-13-01", "2026-01-01T25:00:00Z", "2026-01-01T10:00:00 XYZ", "25:00", "yesterday");
    }

    @ParameterizedTest
    @MethodSource("nonDates")
    void datesThatDoNotExistAreRefused(String date) {
        DATE_FILTERS.forEach((list, names) -> {
            for (String name : names) {
                for (String comparison : List.of("", "<", ">")) {
                    String filter = encoded(name + comparison) + '=' + encoded(date);
                    refused(list + '?' + filter, 400, 20001, name + comparison + " is");
                }
            }
        });
        refused("/v1/Alerts?StartDate=" + encoded(date), 400, 20001, "StartDate");
        refused("/v1/Alerts?EndDate=" + encoded(date), 400, 20001, "EndDate");
    }

    @ParameterizedTest
    @CsvSource({
        "/Messages.json, Status, nonsense",
        "/Messages.json, Status, initiated",
        "/Messages.json, ErrorCode, x",
        "/Messages.json, ErrorCode, -1",
        "/Messages.json, ErrorCode, 30003.5",
        "/Messages.json, ErrorCode, 99999999999",
        "/Messages.json, MessagingServiceSid, nonsense",
        "/Messages.json, MessagingServiceSid, SM00000000000000000000000000000001",
        "/Calls.json, Status, nonsense",
        "/Calls.json, Status, initiated",
        "/Calls.json, Status, delivered",
        "/Calls.json, ParentCallSid, nonsense",
        "/Calls.json, ParentCallSid, SM00000000000000000000000000000001",
        "/Calls.json, ParentCallSid, CA0000000000000000000000000000000",
        "/Calls.json, ParentCallSid, CA0000000000000000000000000000000g",
        "/Recordings.json, CallSid, CF00000000000000000000000000000001",
        "/Recordings.json, ConferenceSid, CA00000000000000000000000000000001",
        "/Recordings.json, IncludeSoftDeleted, yes",
        "/Recordings.json, IncludeSoftDeleted, 1",
        "/Conferences.json, Status, nonsense",
        "/Conferences.json, Status, queued",
        "/Conferences.json, Status, 'any,completed'",
        "/Conferences.json, Status, all",
        "/Conferences/{CF}/Participants.json, Muted, maybe",
        "/Conferences/{CF}/Participants.json, Hold, 1",
        "/Conferences/{CF}/Participants.json, Coaching, null",
        "/Notifications.json, Log, error",
        "/Notifications.json, Log, 9",
        "/Notifications.json, Log, -1",
        "/Notifications.json, Log, 99999999999",
        "/Calls/{CA}/Notifications.json, Log, 0.5"
    })
    void impossibleFiltersAreRefused(String list, String name, String value) {
        String address = path(list.replace("{CF}", CONFERENCE).replace("{CA}", CALL));

        refused(address + '?' + name + '=' + value, 400, 20001, "Parameter " + name + " is invalid: '" + value);
    }

    @Test
    void tagsThatNothingIsFoundByAreRefused() {
        refused(path("/Messages.json?Tag.=1"), 400, 20001, "Tag.");
        refused(path("/Messages.json?Tag.order=" + "1".repeat(496)), 400, 20001, "Tag.order");
        refused(path("/Messages.json?Tag." + "n".repeat(501) + "=1"), 400, 20001, "500");
    }

    @Test
    void impossibleFiltersOfWhatHasNoAccountInItsAddressAreRefused() {
        refused("/v1/Alerts?LogLevel=loud", 400, 20001, "LogLevel");
        refused("/v1/Alerts?LogLevel=0", 400, 20001, "LogLevel");
        refused("/2010-04-01/Accounts.json?Status=open", 400, 20001, "Status");
        refused(path("/Recordings/" + RECORDING + ".json?IncludeSoftDeleted=yes"), 400, 20001, "IncludeSoftDeleted");
    }

    static Stream<String> wrongSids() {
        return Stream.of(
                "nonsense",
                "x",
                sid("XX"),
                sid("AC"),
                "SM" + "0".repeat(31),
                "CA" + "0".repeat(33),
                "CA" + "g".repeat(32),
                "%27%20OR%201=1--",
                "%2e%2e%2fMessages",
                "%C3%A9",
                "%F0%9F%91%8B",
                "x".repeat(2_000));
    }

    @ParameterizedTest
    @MethodSource("wrongSids")
    void sidsThatAreNoneAreNotFoundWhereverTheyStand(String sid) {
        Stream.of(
                        "/Messages/{}.json",
                        "/Messages/{}/Media.json",
                        "/Messages/{}/Media/" + MEDIA + ".json",
                        "/Messages/" + MESSAGE + "/Media/{}.json",
                        "/Calls/{}.json",
                        "/Calls/{}/Events.json",
                        "/Calls/{}/Notifications.json",
                        "/Calls/{}/Notifications/" + ALERT + ".json",
                        "/Calls/" + CALL + "/Notifications/{}.json",
                        "/Calls/{}/Recordings.json",
                        "/Calls/{}/Recordings/" + RECORDING + ".json",
                        "/Calls/" + CALL + "/Recordings/{}.json",
                        "/Recordings/{}.json",
                        "/Recordings/{}/Transcriptions.json",
                        "/Recordings/{}/Transcriptions/" + TRANSCRIPTION + ".json",
                        "/Recordings/" + RECORDING + "/Transcriptions/{}.json",
                        "/Transcriptions/{}.json",
                        "/Conferences/{}.json",
                        "/Conferences/{}/Participants.json",
                        "/Conferences/{}/Participants/" + CALL + ".json",
                        "/Conferences/" + CONFERENCE + "/Participants/{}.json",
                        "/Conferences/{}/Recordings.json",
                        "/Conferences/{}/Recordings/" + RECORDING + ".json",
                        "/Conferences/" + CONFERENCE + "/Recordings/{}.json",
                        "/Notifications/{}.json")
                .map(template -> path(template.replace("{}", sid)))
                .forEach(BadReadsTest::notFound);
        notFound("/v1/Alerts/" + sid);
    }

    @Test
    void rowsAreNotFoundBelowOthersThanTheirs() {
        Stream.of(
                        "/Messages/" + FOREIGN_MESSAGE,
                        "/Messages/" + OTHER_MESSAGE + "/Media/" + MEDIA,
                        "/Messages/" + FOREIGN_MESSAGE + "/Media",
                        "/Calls/" + FOREIGN_CALL,
                        "/Calls/" + FOREIGN_CALL + "/Events",
                        "/Calls/" + OTHER_CALL + "/Recordings/" + RECORDING,
                        "/Calls/" + OTHER_CALL + "/Notifications/" + ALERT,
                        "/Recordings/" + FOREIGN_RECORDING,
                        "/Recordings/" + OTHER_RECORDING + "/Transcriptions/" + TRANSCRIPTION,
                        "/Conferences/" + FOREIGN_CONFERENCE,
                        "/Conferences/" + FOREIGN_CONFERENCE + "/Participants",
                        "/Conferences/" + CONFERENCE + "/Participants/" + OTHER_CALL,
                        "/Conferences/" + CONFERENCE + "/Recordings/" + OTHER_RECORDING,
                        "/Notifications/" + FOREIGN_ALERT)
                .map(path -> path(path + ".json"))
                .forEach(BadReadsTest::notFound);
        notFound("/v1/Alerts/" + FOREIGN_ALERT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Messages", "Calls", "Recordings", "Conferences", "Notifications"})
    void aFilterThatNobodyKnowsIsIgnored(String list) {
        String path = list.isEmpty() ? "/2010-04-01/Accounts.json" : path("/" + list + ".json");

        String plain = api.asOwner().get(path).then().statusCode(200).extract().asString();
        List<String> unknown = api.asOwner()
                .get(path + "?Colour=green&muted=nonsense&status=nonsense&Date=nonsense&Limit=1&%00=x")
                .then()
                .statusCode(200)
                .extract()
                .path((list.isEmpty() ? "accounts" : list.toLowerCase(Locale.ROOT)) + ".sid");

        assertThat(unknown).isNotEmpty().allSatisfy(sid -> assertThat(plain).contains(sid));
    }

    @Test
    void aListOfOneConferenceHasItsRowsOnly() {
        api.asOwner()
                .get(path("/Recordings.json?ConferenceSid=" + CONFERENCE))
                .then()
                .statusCode(200)
                .body("recordings", hasSize(1))
                .body("recordings[0].sid", equalTo(RECORDING));
    }

    private static TestCallbacks withMedia(String messageSid, String mediaSid) {
        return inboundMessage(messageSid, "look")
                .with("NumMedia", "1")
                .with("MediaContentType0", "image/jpeg")
                .with("MediaUrl0", "https://api.twilio.com/x/Media/" + mediaSid);
    }

    private static TestCallbacks transcription(String sid, String recordingSid) {
        return new TestCallbacks()
                .with("AccountSid", TestCallbacks.ACCOUNT_SID)
                .with("TranscriptionSid", sid)
                .with("TranscriptionStatus", "completed")
                .with("RecordingSid", recordingSid);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void notFound(String path) {
        refused(path, 404, 20404, "was not found");
    }

    /** Reads the answer once and by itself: there are thousands of them. */
    private static void refused(String address, int status, int code, String message) {
        Response response = api.asOwner().get(address);
        assertThat(response.statusCode()).as(address).isEqualTo(status);
        assertThat(response.contentType()).as(address).isEqualTo("application/json");
        JsonNode error;
        try {
            error = JSON.readTree(response.asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(address, e);
        }
        assertThat(error.path("status").intValue()).as(address).isEqualTo(status);
        assertThat(error.path("code").intValue()).as(address).isEqualTo(code);
        assertThat(error.path("more_info").textValue())
                .as(address)
                .isEqualTo("https://www.twilio.com/docs/errors/" + code);
        assertThat(error.path("message").textValue())
                .as(address)
                .contains(message)
                .hasSizeLessThan(600);
    }
}
