package dev.ringback.conformance;

import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import dev.ringback.TestCallbacks;
import dev.ringback.web.TestApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about Twilio's libraries shows the Java that stands here, and that works. */
class SdkPageTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path TESTS = Path.of("src/test/java/dev/ringback/conformance");

    @TempDir
    Path folder;

    @Test
    void thePageShowsTheClientThatTheTestsUse() throws IOException {
        assertThat(read(TESTS.resolve("RingbackHttpClient.java")))
                .endsWith("\n\n" + snippets().get(0));
    }

    @Test
    void thePageShowsTheReadingThatFollows() throws IOException {
        assertThat(unindented(read(TESTS.resolve("SdkPageTest.java"))))
                .contains(unindented(snippets().get(1)));
    }

    @Test
    void theReadingOfThePagePrintsTheNewestMessages() {
        String accountSid = TestCallbacks.ACCOUNT_SID;
        String authToken = TestCallbacks.AUTH_TOKEN;
        String sid = sid("SM");
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (TestApi api = TestApi.open(folder)) {
            api.receive(inboundMessage(sid, "hello"));
            String ringbackUrl = "http://127.0.0.1:" + api.port() + "/"; // as people write it
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));

            TwilioRestClient writing = new TwilioRestClient.Builder(accountSid, authToken).build();
            TwilioRestClient reading = new TwilioRestClient.Builder(accountSid, authToken)
                    .httpClient(new RingbackHttpClient(ringbackUrl))
                    .build();

            for (Message message : Message.reader().limit(20).read(reading)) {
                System.out.println(message.getSid() + " " + message.getStatus());
            }

            assertThat(writing.getHttpClient()).isNotInstanceOf(RingbackHttpClient.class);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(sid + " received\n");
    }

    private static List<String> snippets() throws IOException {
        String section = read(Path.of("src/site/markdown/sdks.md"))
                .split("## Java\n", 2)[1]
                .split("\n## ", 2)[0];
        return JAVA.matcher(section).results().map(found -> found.group(1)).toList();
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
