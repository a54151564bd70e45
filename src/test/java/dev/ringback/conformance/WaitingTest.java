package dev.ringback.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import dev.ringback.TestServer;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README shows the Java that stands here, which sends a message and waits for it. {@code scripts/conformance} runs the other languages. */
@Timeout(120)
class WaitingTest {
    private static final Pattern CODE =
            Pattern.compile("^```(js|python|java)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final int SHORT = 15;

    @TempDir
    Path folder;

    @Test
    void theReadmeShowsAShortClientForEachLanguage() throws IOException {
        assertThat(snippets()).extracting(snippet -> snippet.group(1)).containsExactly("js", "python", "java");
        assertThat(snippets())
                .extracting(snippet -> snippet.group(2))
                .allSatisfy(code -> assertThat(code.lines()).hasSizeLessThanOrEqualTo(SHORT));
    }

    @Test
    void theReadmeShowsTheWaitingThatFollows() throws IOException {
        assertThat(unindented(Files.readString(Path.of("src/test/java/dev/ringback/conformance/WaitingTest.java"))))
                .contains(unindented(snippets().get(2).group(2)));
    }

    @Test
    void theClientOfTheReadmeSendsAMessageAndPrintsWhatBecameOfIt() throws Exception {
        String accountSid = TestServer.ACCOUNT.sid();
        String authToken = TestServer.ACCOUNT.authTokens().get(0);
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (TestServer server = TestServer.start(folder);
                SimulatedTwilio twilio =
                        SimulatedTwilio.start(SimulatedTwilioOptions.of(TestServer.ACCOUNT), Clock.systemUTC())) {
            twilio.keepTime();
            String ringbackUrl = server.apiUrl("");
            String publicUrl = server.callbackUrl("/twilio");
            TwilioRestClient writing = new TwilioRestClient.Builder(accountSid, authToken)
                    .httpClient(new RingbackHttpClient(twilio.url()))
                    .build();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));

            Message sent = Message.creator(new PhoneNumber("+14155550101"), new PhoneNumber("+14155550100"), "Hello")
                    .setStatusCallback(publicUrl + "#rc=5&rp=all")
                    .create(writing);
            byte[] credentials = (accountSid + ":" + authToken).getBytes(StandardCharsets.UTF_8);
            URI url = URI.create(ringbackUrl + "/ringback/v1/wait/" + sent.getSid() + "?timeout=60");
            HttpRequest wait = HttpRequest.newBuilder(url)
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                    .build();
            HttpClient http = HttpClient.newHttpClient();
            ObjectMapper json = new ObjectMapper();
            JsonNode message;
            do {
                message = json.readTree(http.send(wait, BodyHandlers.ofString()).body());
            } while (!message.required("reached").asBoolean()); // an error has none
            System.out.println(sent.getSid() + " " + message.path("status").asText());

            assertThat(twilio.message(sent.getSid()).orElseThrow().progress().status())
                    .isEqualTo("delivered");
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .isEqualToNormalizingNewlines(sent.getSid() + " delivered\n");
        } finally {
            System.setOut(before);
        }
    }

    private static List<MatchResult> snippets() throws IOException {
        String section = Files.readString(Path.of("README.md"))
                .split("\n## Waiting instead of polling\n", 2)[1]
                .split("\n## ", 2)[0];
        return CODE.matcher(section).results().toList();
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
