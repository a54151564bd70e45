package dev.ringback.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TestUpstream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A Ringback with a vault in a folder, and a stand-in for Twilio with sound and media, all at one time that the test drives. */
final class TestVault implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final String ACCOUNT = TestServer.ACCOUNT.sid();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final TestClock clock = new TestClock(START);
    private final SimulatedTwilio twilio =
            SimulatedTwilio.start(SimulatedTwilioOptions.of(TestServer.ACCOUNT, TestServer.SUBACCOUNT), clock);
    private VaultOptions options;
    private TestServer server;

    private TestVault(Path folder, UnaryOperator<VaultOptions> change) {
        this.folder = folder;
        this.options = change.apply(new VaultOptions(
                store(),
                null,
                VaultOptions.DEFAULT_FORMATS,
                null,
                null,
                Duration.ofMillis(10),
                null,
                TwilioRetention.NONE,
                VaultOptions.DEFAULT_MAX_CONCURRENT,
                List.of("127.0.0.1")));
        this.server = open();
    }

    static TestVault start(Path folder) {
        return new TestVault(folder, UnaryOperator.identity());
    }

    static TestVault start(Path folder, UnaryOperator<VaultOptions> change) {
        return new TestVault(folder, change);
    }

    private TestServer open() {
        return TestServer.start(
                folder, TestUpstream.at(TestUpstream.reading(Reads.MISSING), twilio.url()), options, clock);
    }

    /** Ends the server, and starts another one on the same database and store. */
    void restart(UnaryOperator<VaultOptions> change) {
        server.close();
        options = change.apply(options);
        server = open();
    }

    Path store() {
        return folder.resolve("vault");
    }

    Path database() {
        return TestServer.database(folder);
    }

    TestClock clock() {
        return clock;
    }

    SimulatedTwilio twilio() {
        return twilio;
    }

    TestServer server() {
        return server;
    }

    /** Lets the server hear of a recording of the stand-in, as a caller's read does. */
    void hearOfRecording(String sid) {
        assertThat(server.fetch("/Recordings/" + sid + ".json").statusCode()).isEqualTo(200);
    }

    void hearOfMessage(String sid) {
        assertThat(server.fetch("/Messages/" + sid + ".json").statusCode()).isEqualTo(200);
    }

    /** Lets Twilio call back about something of an account. */
    void hearOfCallback(Account account, String form) {
        String signature = server.sign(account.authTokens().get(0), "/twilio", form);
        TestServer.request(signature, "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .post(server.callbackUrl("/twilio"))
                .then()
                .statusCode(204);
    }

    /** Returns what was told of the vault and of all else, as text. */
    String systemEvents() throws SQLException {
        return DatabaseRows.of(database(), List.of("system_event")).toString();
    }

    /** Waits until so many entries of the ledger are in a state. */
    void awaitState(VaultState state, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count("state = '" + state.text() + "'"))
                        .as("entries that are %s, of %s", state.text(), failures())
                        .isEqualTo(count));
    }

    /** Counts entries of the ledger that meet a condition in SQL. */
    long count(String condition) throws SQLException {
        return DatabaseRows.number(database(), "SELECT count(*) FROM vault_object WHERE " + condition);
    }

    private String failures() throws SQLException {
        return DatabaseRows.of(database(), List.of("vault_object")).toString();
    }

    /** A completed recording of two channels and three seconds. */
    static RecordingBuilder recording(int number) {
        return RecordingBuilder.builder()
                .accountSid(ACCOUNT)
                .sid("RE%032d".formatted(number))
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .callSid("CA%032d".formatted(number))
                .startTime(START)
                .duration(Duration.ofSeconds(3))
                .channels(2)
                .source("OutboundAPI")
                .dateCreated(START)
                .dateUpdated(START)
                .lastReceivedAt(START);
    }

    /** A message that was received with so many attachments. */
    static Message mms(int number, int media) {
        return MessageBuilder.builder()
                .accountSid(ACCOUNT)
                .sid("MM%032d".formatted(number))
                .progress(new Progress(0, "received", EventSource.CALLBACK))
                .to("+14155550101")
                .from("+14155550102")
                .body("a picture")
                .direction("inbound")
                .apiVersion("2010-04-01")
                .numMedia(media)
                .numSegments(1)
                .dateCreated(START)
                .dateUpdated(START)
                .dateSent(START)
                .lastReceivedAt(START)
                .build();
    }

    /** An attachment of the message with that number. */
    static Media media(int message, int number, String contentType) {
        return MediaBuilder.builder()
                .accountSid(ACCOUNT)
                .messageSid("MM%032d".formatted(message))
                .sid("ME%032d".formatted(number))
                .progress(Progress.none(EventSource.CALLBACK))
                .contentType(contentType)
                .dateCreated(START)
                .dateUpdated(START)
                .lastReceivedAt(START)
                .build();
    }

    @Override
    public void close() {
        server.close();
        twilio.close();
    }
}
