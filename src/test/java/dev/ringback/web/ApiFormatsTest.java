package dev.ringback.web;

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
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.ringback.TestCallbacks;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The formats that an address ends in, and the headers of answers. */
class ApiFormatsTest {
    private static final String DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n<TwilioResponse>";

    private final String messageSid = sid("MM");
    private final String mediaSid = sid("ME");
    private final String callSid = sid("CA");
    private final String recordingSid = sid("RE");
    private final String transcriptionSid = sid("TR");
    private final String conferenceSid = sid("CF");
    private final String alertSid = sid("NO");

    @TempDir
    Path folder;

    private TestApi api;

    @BeforeEach
    void openDoor() {
        api = TestApi.open(folder);
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/Messages, Messages, Message",
        "/Messages/{MM}/Media, MediaList, Media",
        "/Calls, Calls, Call",
        "/Calls/{CA}/Events, Events, Event",
        "/Calls/{CA}/Notifications, Notifications, Notification",
        "/Calls/{CA}/Recordings, Recordings, Recording",
        "/Recordings, Recordings, Recording",
        "/Recordings/{RE}/Transcriptions, Transcriptions, Transcription",
        "/Transcriptions, Transcriptions, Transcription",
        "/Conferences, Conferences, Conference",
        "/Conferences/{CF}/Participants, Participants, Participant",
        "/Conferences/{CF}/Recordings, Recordings, Recording",
        "/Notifications, Notifications, Notification",
        "'', Accounts, Account"
    })
    void everyListIsThereInEveryFormat(String template, String listName, String itemName) {
        receiveOneOfEach();
        String list = template.isEmpty() ? "/2010-04-01/Accounts" : path(filled(template));

        String json = get(list + ".json", "application/json").asString();
        for (String extension : List.of("", ".xml")) {
            String xml = get(list + extension, "application/xml").asString();
            Element listed = child(parse(xml), listName);
            assertThat(xml).startsWith(DECLARATION);
            assertThat(names(listed)).isNotEmpty().containsOnly(itemName);
            assertThat(listed.getAttribute("uri")).isEqualTo(list + "?PageSize=50&Page=0");
            assertThat(listed.getAttribute("firstpageuri")).isEqualTo(list + "?PageSize=50&Page=0");
            assertThat(listed.getAttribute("page")).isEqualTo("0");
            assertThat(listed.getAttribute("pagesize")).isEqualTo("50");
            assertThat(listed.getAttribute("nextpageuri")).isEmpty();
            assertThat(listed.getAttribute("previouspageuri")).isEmpty();
            assertThat(xml).doesNotContain(".json");
        }
        assertThat(json).contains("\"uri\":\"" + list + ".json?PageSize=50&Page=0\"");
        if (!template.endsWith("Events")) {
            assertThat(lines(get(list + ".csv", "text/csv")).get(0)).contains("Uri");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/Messages/{MM}, Message",
        "/Messages/{MM}/Media/{ME}, Media",
        "/Calls/{CA}, Call",
        "/Calls/{CA}/Notifications/{NO}, Notification",
        "/Calls/{CA}/Recordings/{RE}, Recording",
        "/Recordings/{RE}, Recording",
        "/Recordings/{RE}/Transcriptions/{TR}, Transcription",
        "/Transcriptions/{TR}, Transcription",
        "/Conferences/{CF}, Conference",
        "/Conferences/{CF}/Participants/{CA}, Participant",
        "/Conferences/{CF}/Recordings/{RE}, Recording",
        "/Notifications/{NO}, Notification",
        "'', Account"
    })
    void everyResourceIsThereInEveryFormat(String template, String name) {
        receiveOneOfEach();
        String resource = path(filled(template));
        boolean hasContent = template.endsWith("{RE}") || template.endsWith("{ME}");

        List<String> extensions = hasContent ? List.of(".xml") : List.of("", ".xml");
        List<String> json = new ArrayList<>();
        get(resource + ".json", "application/json")
                .jsonPath()
                .getMap("$")
                .keySet()
                .forEach(key -> json.add(camel(key)));
        for (String extension : extensions) {
            Element element =
                    child(parse(get(resource + extension, "application/xml").asString()), name);
            // the same fields, in the same order, under other names
            assertThat(names(element)).isEqualTo(json);
            assertThat(child(element, "Uri").getTextContent())
                    .startsWith("/2010-04-01/")
                    .doesNotContain(".json");
        }
        List<String> lines = lines(get(resource + ".csv", "text/csv"));
        assertThat(lines).hasSize(2);
        json.removeAll(List.of("SubresourceUris"));
        assertThat(lines.get(0).split(",")).containsExactlyElementsOf(json);
    }

    @Test
    void aMessageInXmlIsAsTwilioWritesIt() {
        api.receive(messageStatus(messageSid, "sent"));

        String xml = get(path("/Messages/" + messageSid), "application/xml").asString();

        String own = path("/Messages/" + messageSid);
        assertThat(xml)
                .isEqualTo(DECLARATION + "<Message><Sid>" + messageSid + "</Sid>"
                        + "<DateCreated>Sun, 01 Mar 2026 12:00:00 +0000</DateCreated>"
                        + "<DateUpdated>Sun, 01 Mar 2026 12:00:00 +0000</DateUpdated>"
                        + "<DateSent>Sun, 01 Mar 2026 12:00:00 +0000</DateSent>"
                        + "<AccountSid>" + TestCallbacks.ACCOUNT_SID + "</AccountSid><To>+14155550101</To>"
                        + "<From>+14155550100</From><MessagingServiceSid/><Body/><Status>sent</Status><NumSegments/><NumMedia/>"
                        + "<Direction>outbound-api</Direction><ApiVersion>2010-04-01</ApiVersion><Price/><PriceUnit/><ErrorCode/>"
                        + "<ErrorMessage/><Uri>" + own + "</Uri><SubresourceUris><Media>" + own
                        + "/Media</Media></SubresourceUris></Message></TwilioResponse>");
    }

    @Test
    void charactersThatXmlCannotHoldAreReplacedAndTheRestIsEscaped() {
        api.receive(inboundMessage(messageSid, "a<b>&\"'\u0000\u0001\u000b\uffff\t\r\n]]> Grüße 👋 \ud83d"));

        Element message = child(
                parse(get(path("/Messages/" + messageSid + ".xml"), "application/xml")
                        .asString()),
                "Message");

        assertThat(child(message, "Body").getTextContent())
                .startsWith("a<b>&\"'\ufffd\ufffd\ufffd\ufffd\t\r\n]]> Grüße 👋 ");
    }

    @Test
    void pagesOfAnXmlListAreLinkedInIt() {
        for (int i = 0; i < 3; i++) {
            api.advance(Duration.ofSeconds(1));
            api.receive(messageStatus(sid("SM"), "sent"));
        }
        String list = path("/Messages");

        Element first = child(
                parse(get(list + ".xml?To=%2B14155550101&PageSize=2", "application/xml")
                        .asString()),
                "Messages");
        String next = first.getAttribute("nextpageuri");
        Element second = child(parse(get(next, "application/xml").asString()), "Messages");

        assertThat(next).startsWith(list + "?To=%2B14155550101&PageSize=2&Page=1&PageToken=RASM");
        assertThat(names(first)).hasSize(2);
        assertThat(first.getAttribute("end")).isEqualTo("1");
        assertThat(names(second)).hasSize(1);
        assertThat(second.getAttribute("start")).isEqualTo("2");
        assertThat(second.getAttribute("nextpageuri")).isEmpty();
        assertThat(names(child(
                        parse(get(second.getAttribute("previouspageuri"), "application/xml")
                                .asString()),
                        "Messages")))
                .hasSize(2);
    }

    @Test
    void anEmptyListHasNoItemsInAnyFormat() {
        Element list = child(parse(get(path("/Calls.xml"), "application/xml").asString()), "Calls");

        assertThat(names(list)).isEmpty();
        List<String> lines = lines(get(path("/Calls.csv"), "text/csv"));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).startsWith("Sid,DateCreated,DateUpdated,ParentCallSid,AccountSid,To,ToFormatted,From");
    }

    @Test
    void csvIsQuotedAndTheNextPageIsAHeader() {
        String older = sid("SM");
        String newer = sid("SM");
        api.receive(inboundMessage(older, "one, \"two\"\nthree"));
        api.advance(Duration.ofSeconds(1));
        api.receive(inboundMessage(newer, "plain"));

        Response first = get(path("/Messages.csv?PageSize=1"), "text/csv");
        String link = first.header("Link");
        assertThat(link)
                .isEqualTo("<" + path("/Messages.csv?PageSize=1&Page=1&PageToken=RA" + newer) + ">; rel=\"next\"");
        Response second = get(link.substring(1, link.indexOf('>')), "text/csv");

        assertThat(lines(first).get(0))
                .isEqualTo("Sid,DateCreated,DateUpdated,DateSent,AccountSid,To,From,MessagingServiceSid,Body,Status,"
                        + "NumSegments,NumMedia,Direction,ApiVersion,Price,PriceUnit,ErrorCode,ErrorMessage,Uri");
        assertThat(lines(first).get(1))
                .startsWith('"' + newer + "\",\"Sun, 01 Mar 2026 12:00:01 +0000\",")
                .contains(",plain,received,");
        assertThat(second.header("Link")).isNull();
        assertThat(second.asString())
                .contains('"' + older + "\",\"Sun, 01 Mar 2026 12:00:00 +0000\",")
                .contains(",\"one, \"\"two\"\"\nthree\",received,1,0,inbound,2010-04-01,,,,,");
    }

    /** Programs that read CSV end a field at NUL, or refuse the file. */
    @Test
    void charactersThatCsvCannotHoldAreReplacedInEveryColumn() throws IOException {
        String form = readCase("29-inbound-null-byte.form");
        assertThat(form).contains("%00", "%01");
        api.receiveForm(form.replace("AC0123456789abcdef0123456789abcdef", TestCallbacks.ACCOUNT_SID));
        api.receive(inboundMessage(messageSid, "\u0000\u0007\u001b[31m\u001f\t\r\n\u007f\uffff 👋")
                .with("From", "a\u0000b"));

        Response list = get(path("/Messages.csv?Order=asc"), "text/csv");
        String one = get(path("/Messages/" + messageSid + ".csv"), "text/csv").asString();

        assertThat(list.asString())
                .contains(",\"Dana bar code 77. dana\ufffdmail.example. \ufffd Thank you\",received,")
                .contains(",a\ufffdb,,\"\ufffd\ufffd\ufffd[31m\ufffd\t\r\n\u007f\ufffd 👋\",received,")
                .doesNotContainPattern("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]");
        assertThat(one).contains(",a\ufffdb,").doesNotContain("\u0000");
    }

    @Test
    void jsonEscapesWhatOtherFormatsCannotHold() {
        String body = "\u0000\u0007\u001f\t\r\n\u007f\uffff 👋";
        api.receive(inboundMessage(messageSid, body));

        Response answer = get(path("/Messages/" + messageSid + ".json"), "application/json");

        assertThat(answer.<String>path("body")).isEqualTo(body);
        assertThat(answer.asString()).contains("\\u0000\\u0007\\u001F").doesNotContainPattern("[\\x00-\\x1f]");
    }

    @Test
    void contentStaysWithTwilio() {
        receiveOneOfEach();
        Stream.of(
                        "/Recordings/{RE}",
                        "/Calls/{CA}/Recordings/{RE}",
                        "/Conferences/{CF}/Recordings/{RE}",
                        "/Messages/{MM}/Media/{ME}")
                .map(this::filled)
                .forEach(resource -> Stream.of("", ".mp3", ".wav", ".jpg", "?RequestedChannels=2")
                        .forEach(extension -> {
                            Response response = api.asOwner().get(path(resource + extension));
                            Element error = child(parse(response.asString()), "RestException");

                            response.then().statusCode(404).contentType("application/xml");
                            assertThat(child(error, "Code").getTextContent()).isEqualTo("20404");
                            assertThat(child(error, "Message").getTextContent()).contains("content stays with Twilio");
                        }));
    }

    @Test
    void errorsAreInTheFormatThatWasAskedFor() {
        String unknown = path("/Calls/" + sid("CA"));

        for (String extension : List.of("", ".xml", ".csv")) {
            String xml = api.asOwner()
                    .get(unknown + extension)
                    .then()
                    .statusCode(404)
                    .contentType("application/xml")
                    .extract()
                    .asString();
            assertThat(xml)
                    .isEqualTo(
                            DECLARATION + "<RestException><Code>20404</Code><Message>The requested resource " + unknown
                                    + extension
                                    + " was not found</Message><MoreInfo>https://www.twilio.com/docs/errors/20404</MoreInfo>"
                                    + "<Status>404</Status></RestException></TwilioResponse>");
        }
        api.asOwner().get(unknown + ".json").then().statusCode(404).contentType("application/json");
        api.asOwner()
                .header("Accept", "application/xml")
                .get(unknown + ".json")
                .then()
                .contentType("application/json");
        assertThat(names(child(parse(api.anonymous().get(path("/Calls")).asString()), "RestException")))
                .containsExactly("Code", "Detail", "Message", "MoreInfo", "Status");
        assertThat(child(parse(api.asOwner().get(path("/Calls?PageSize=%3C%26")).asString()), "RestException")
                        .getTextContent())
                .contains("'<&'");
        api.asOwner().post(path("/Calls")).then().statusCode(405).contentType("application/xml");
    }

    /** They are of the JSON kind only. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/Alerts.json", "/v1/Alerts.xml", "/v1/Alerts/x.xml"})
    void alertsHaveNoExtensions(String path) {
        api.asOwner()
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("code", equalTo(20404));
    }

    @ParameterizedTest
    @ValueSource(strings = {".json", ".xml", ".csv", ""})
    void aClientThatHasTheAnswerAlreadyIsToldSo(String extension) {
        api.receive(messageStatus(messageSid, "queued"));
        for (String resource : List.of("/Messages/" + messageSid, "/Messages")) {
            String address = path(resource + extension);
            String tag = api.asOwner().get(address).header("ETag");
            assertThat(tag).matches("\"[0-9a-f]{32}\"");

            for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "\"a\",W/" + tag + " , \"b\"", "*")) {
                api.asOwner()
                        .header("If-None-Match", known)
                        .get(address)
                        .then()
                        .statusCode(304)
                        .header("ETag", tag)
                        .header("X-Ringback-Source", "callback")
                        .header("Content-Type", nullValue())
                        .body(equalTo(""));
            }
            for (String other : List.of("\"other\"", tag.replace("\"", ""), "W/\"other\"", "")) {
                api.asOwner().header("If-None-Match", other).get(address).then().statusCode(200);
            }
        }
    }

    @Test
    void aTagChangesWithTheAnswerAndOnlyThen() {
        String address = path("/Messages/" + messageSid + ".json");
        api.receive(messageStatus(messageSid, "queued"));
        String tag = api.asOwner().get(address).header("ETag");

        api.advance(Duration.ofMinutes(1));
        api.asOwner()
                .header("If-None-Match", tag)
                .get(address)
                .then()
                .statusCode(304)
                .header("Age", "60");
        api.receive(messageStatus(messageSid, "sent"));
        api.asOwner()
                .header("If-None-Match", tag)
                .get(address)
                .then()
                .statusCode(200)
                .body("status", equalTo("sent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".json", ".xml", ".csv", ""})
    void headHasTheHeadersOfGet(String extension) {
        api.receive(messageStatus(messageSid, "queued"));
        String address = path("/Messages/" + messageSid + extension);
        Response get = api.asOwner().get(address);
        Response head = api.asOwner().head(address);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.asString()).isEmpty();
        for (String name : List.of("Content-Type", "ETag", "Age", "X-Ringback-Source", "X-Ringback-Missing")) {
            assertThat(head.header(name)).as(name).isNotNull().isEqualTo(get.header(name));
        }
        api.asOwner()
                .header("If-None-Match", get.header("ETag"))
                .head(address)
                .then()
                .statusCode(304);
        api.asOwner().head(path("/Messages/" + sid("SM") + extension)).then().statusCode(404);
    }

    @Test
    void headersTellWhereAnAnswerCameFromAndWhatItLacks() {
        api.receive(messageStatus(messageSid, "queued"));
        api.advance(Duration.ofSeconds(90));

        api.asOwner()
                .get(path("/Messages/" + messageSid + ".json"))
                .then()
                .header("X-Ringback-Source", "callback")
                .header("Age", "90")
                .header("X-Ringback-Missing", "body,num_segments,num_media,price,price_unit")
                .header("Twilio-Concurrent-Requests", "1")
                .header("Twilio-Request-Duration", matchesPattern("\\d+\\.\\d{3}"))
                .header("Twilio-Request-Id", matchesPattern("RQ[0-9a-f]{32}"));
        api.asOwner()
                .get(path(".json"))
                .then()
                .header("X-Ringback-Source", "settings")
                .header("Age", nullValue())
                .header("X-Ringback-Missing", containsString("friendly_name"));
        api.receive(inboundMessage(messageSid, ""));
        api.asOwner()
                .get(path("/Messages/" + messageSid + ".json"))
                .then()
                .header("Age", "0")
                .header("X-Ringback-Missing", "price,price_unit")
                .body("body", equalTo(""));
    }

    private void receiveOneOfEach() {
        api.receive(inboundMessage(messageSid, "look")
                .with("NumMedia", "1")
                .with("MediaContentType0", "image/jpeg")
                .with("MediaUrl0", "https://api.twilio.com/x/Media/" + mediaSid));
        api.receive(callStatus(callSid, "in-progress", 1, "Sun, 01 Mar 2026 12:00:00 +0000"));
        api.receive(
                recording(recordingSid, "completed").with("CallSid", callSid).with("ConferenceSid", conferenceSid));
        api.receive(new TestCallbacks()
                .with("AccountSid", TestCallbacks.ACCOUNT_SID)
                .with("TranscriptionSid", transcriptionSid)
                .with("TranscriptionStatus", "completed")
                .with("RecordingSid", recordingSid));
        api.receive(conference(conferenceSid, "conference-start", 1));
        api.receive(participant(conferenceSid, callSid, "participant-join", 2));
        api.receive(debugger(alertSid, "{\"resource_sid\":\"" + callSid + "\",\"error_code\":\"11200\"}"));
    }

    private static String readCase(String name) throws IOException {
        try (InputStream stream = ApiFormatsTest.class.getResourceAsStream("/cases/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String filled(String template) {
        return template.replace("{MM}", messageSid)
                .replace("{ME}", mediaSid)
                .replace("{CA}", callSid)
                .replace("{RE}", recordingSid)
                .replace("{TR}", transcriptionSid)
                .replace("{CF}", conferenceSid)
                .replace("{NO}", alertSid);
    }

    private Response get(String address, String contentType) {
        return api.asOwner()
                .get(address)
                .then()
                .statusCode(200)
                .contentType(contentType)
                .extract()
                .response();
    }

    private static List<String> lines(Response csv) {
        return csv.asString().lines().toList();
    }

    private static String camel(Object snakeCase) {
        StringBuilder name = new StringBuilder();
        for (String word : snakeCase.toString().split("_", -1)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    /** What is in {@code TwilioResponse}. */
    private static Element parse(String xml) {
        try {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            assertThat(root.getTagName()).isEqualTo("TwilioResponse");
            return root;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(xml, e);
        }
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + parent.getTagName()));
    }

    private static List<String> names(Element parent) {
        return children(parent).stream().map(Element::getTagName).toList();
    }

    private static List<Element> children(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .<Node>mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}
