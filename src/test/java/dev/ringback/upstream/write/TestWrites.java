package dev.ringback.upstream.write;

import dev.ringback.RingbackServer;
import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.config.Settings;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.upstream.Callbacks;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TwilioHosts;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.governor.Ceilings;
import dev.ringback.web.door.ListenAddress;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A Ringback that passes writes on to a stand-in for Twilio, both at one time that the test drives. Twilio reaches its callback door. */
final class TestWrites implements AutoCloseable {
    static final String ACCOUNT_SID = "AC00000000000000000000000000000001";
    static final String AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
    static final String WRITER = "SK00000000000000000000000000000003";
    static final String OPERATOR = "SK00000000000000000000000000000002";
    static final String SECRET = "the secret of a key";
    static final String FORM = "application/x-www-form-urlencoded";
    static final String HELLO = "To=%2B14155550101&From=%2B14155550100&Body=Hello+%C3%A4";

    /** Sends bodies as they are written. */
    private static final EncoderConfig RAW = EncoderConfig.encoderConfig()
            .appendDefaultContentCharsetToContentTypeIfUndefined(false)
            .encodeContentTypeAs(FORM, ContentType.BINARY);

    private static final Account ACCOUNT = new Account(
            ACCOUNT_SID,
            List.of(AUTH_TOKEN),
            null,
            List.of(),
            Map.of(WRITER, new ApiKey(SECRET, Role.WRITER), OPERATOR, new ApiKey(SECRET, Role.OPERATOR)));

    final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
    /** Does not know the keys of Ringback. */
    final SimulatedTwilio twilio =
            SimulatedTwilio.start(SimulatedTwilioOptions.of(Account.of(ACCOUNT_SID, AUTH_TOKEN)), clock);

    private final Settings settings;

    RingbackServer server;

    private TestWrites(Path folder, Callbacks callbacks, Duration patience, ForwardOptions forward) {
        int port = freePort();
        TestSqlite.create(TestServer.database(folder));
        settings = Settings.defaults()
                .at(
                        DatabaseOptions.of(TestServer.database(folder)),
                        new ListenAddress("127.0.0.1", port),
                        new ListenAddress("127.0.0.1", 0))
                .withCallback(
                        CallbackOptions.defaults().withPublicUrl("http://127.0.0.1:" + port + "/twilio#rc=2&rp=all"))
                .withAccounts(new Accounts(List.of(ACCOUNT)), forward)
                .withUpstream(options(twilio.url(), callbacks, patience));
        server = RingbackServer.start(settings, clock);
    }

    /** Ends the server, and starts one with the same settings but for the account. */
    void restart(Account account) {
        server.close();
        server = RingbackServer.start(settings.withAccounts(new Accounts(List.of(account)), settings.forward()), clock);
    }

    static TestWrites start(Path folder, Callbacks callbacks, Duration patience) {
        return start(folder, callbacks, patience, ForwardOptions.NONE);
    }

    static TestWrites start(Path folder, Callbacks callbacks, Duration patience, ForwardOptions forward) {
        return new TestWrites(folder, callbacks, patience, forward);
    }

    static UpstreamOptions options(String url, Callbacks callbacks, Duration patience) {
        return new UpstreamOptions(
                true,
                Reads.NEVER,
                false,
                true,
                callbacks,
                new Ceilings(50, 10_000, Long.MAX_VALUE),
                patience,
                new TwilioHosts(URI.create(url), null, null),
                null,
                false);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    String apiUrl() {
        return "http://127.0.0.1:" + server.apiPort();
    }

    RequestSpecification as(String user, String password) {
        return RestAssured.given()
                .config(RestAssured.config().encoderConfig(RAW))
                .header("Connection", "close")
                .baseUri(apiUrl())
                .urlEncodingEnabled(false)
                .auth()
                .preemptive()
                .basic(user, password);
    }

    RequestSpecification asWriter() {
        return as(WRITER, SECRET);
    }

    static String path(String path) {
        return "/2010-04-01/Accounts/" + ACCOUNT_SID + path;
    }

    Response post(String path, String form) {
        return asWriter()
                .contentType(FORM)
                .body(form.getBytes(StandardCharsets.ISO_8859_1))
                .post(path(path));
    }

    Response delete(String path) {
        return asWriter().delete(path(path));
    }

    Response get(String path) {
        return asWriter().get(path(path));
    }

    /** Creates a message. */
    Response create() {
        return post("/Messages.json", HELLO);
    }

    Response unknownWrites() {
        return asWriter().get("/ringback/v1/unknown-writes");
    }

    /** Waits until the newest of the writes whose outcome was unknown is in that state. */
    void awaitState(String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> state.equals(unknownWrites().jsonPath().getString("writes[0].state")));
    }

    @Override
    public void close() {
        server.close();
        twilio.close();
    }
}
