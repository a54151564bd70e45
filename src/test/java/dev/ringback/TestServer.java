package dev.ringback;

import dev.ringback.config.Settings;
import dev.ringback.conformance.ShapeFilter;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.TwilioSignature;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.vault.VaultOptions;
import dev.ringback.web.door.ListenAddress;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A real server on free ports with a database of its own, and a Twilio that signs for it. */
public final class TestServer implements AutoCloseable {
    /** The server's clock stands still. */
    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    public static final Account ACCOUNT = new Account(
            TestCallbacks.ACCOUNT_SID,
            List.of(TestCallbacks.AUTH_TOKEN, "the token before"),
            null,
            List.of(new SigningKey("a shared key", SignatureAlgorithm.HMAC_SHA256)),
            Map.of("SK00000000000000000000000000000001", new ApiKey("the secret of a key", Role.OPERATOR)));
    public static final Account SUBACCOUNT = new Account(
            TestCallbacks.SUBACCOUNT_SID, List.of("the token of the subaccount"), ACCOUNT.sid(), List.of(), Map.of());
    public static final Account OTHER_ACCOUNT =
            Account.of("AC00000000000000000000000000000003", "the token of another");

    private final RingbackServer server;

    private TestServer(RingbackServer server) {
        this.server = server;
    }

    /** On a database in that folder, which it may share with the server that was there before. */
    public static TestServer start(Path folder) {
        return start(folder, CallbackOptions.defaults());
    }

    public static TestServer start(Path folder, CallbackOptions callback) {
        return start(folder, callback, List.of(ACCOUNT, SUBACCOUNT, OTHER_ACCOUNT), NOW);
    }

    /** With other accounts, at another time. */
    public static TestServer start(Path folder, CallbackOptions callback, List<Account> accounts, Instant now) {
        return start(folder, callback, accounts, Clock.fixed(now, ZoneOffset.UTC));
    }

    public static TestServer start(Path folder, CallbackOptions callback, Clock clock) {
        return start(folder, callback, List.of(ACCOUNT, SUBACCOUNT, OTHER_ACCOUNT), clock);
    }

    /** On a database in that folder, with its own accounts, but otherwise as the settings are made to say. */
    public static TestServer start(Path folder, UnaryOperator<Settings> change) {
        TestSqlite.create(database(folder));
        return start(DatabaseOptions.of(database(folder)), change);
    }

    /** On a database that is there. */
    public static TestServer start(DatabaseOptions database, UnaryOperator<Settings> change) {
        ListenAddress anyPort = new ListenAddress("127.0.0.1", 0);
        Settings settings = Settings.defaults()
                .at(database, anyPort, anyPort)
                .withAccounts(new Accounts(List.of(ACCOUNT, SUBACCOUNT, OTHER_ACCOUNT)), ForwardOptions.NONE);
        return new TestServer(RingbackServer.start(change.apply(settings), Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    /** With credentials that open everything, those of {@link #ACCOUNT}, and something to forward. */
    public static TestServer start(Path folder, ForwardOptions forward) {
        return start(
                folder,
                CallbackOptions.defaults(),
                List.of(ACCOUNT, SUBACCOUNT),
                Clock.fixed(NOW, ZoneOffset.UTC),
                forward);
    }

    /** With credentials that open everything, those of {@link #ACCOUNT}, and a Twilio to ask. */
    public static TestServer start(Path folder, UpstreamOptions upstream, Clock clock) {
        return start(folder, upstream, VaultOptions.OFF, clock);
    }

    /** With credentials that open everything, those of {@link #ACCOUNT}, a Twilio to ask, and a vault. */
    public static TestServer start(Path folder, UpstreamOptions upstream, VaultOptions vault, Clock clock) {
        TestSqlite.create(database(folder));
        ListenAddress anyPort = new ListenAddress("127.0.0.1", 0);
        Settings settings = Settings.defaults()
                .at(DatabaseOptions.of(database(folder)), anyPort, anyPort)
                .withAccounts(new Accounts(List.of(ACCOUNT, SUBACCOUNT)), ForwardOptions.NONE)
                .withUpstream(upstream)
                .withVault(vault);
        return new TestServer(RingbackServer.start(settings, clock));
    }

    private static TestServer start(Path folder, CallbackOptions callback, List<Account> accounts, Clock clock) {
        return start(folder, callback, accounts, clock, ForwardOptions.NONE);
    }

    private static TestServer start(
            Path folder, CallbackOptions callback, List<Account> accounts, Clock clock, ForwardOptions forward) {
        TestSqlite.create(database(folder));
        ListenAddress anyPort = new ListenAddress("127.0.0.1", 0);
        Settings settings = Settings.defaults()
                .at(DatabaseOptions.of(database(folder)), anyPort, anyPort)
                .withCallback(callback)
                .withAccounts(new Accounts(accounts), forward);
        return new TestServer(RingbackServer.start(settings, clock));
    }

    public static TestServer startImpatient(Path folder) {
        return start(folder, CallbackOptions.defaults().withPatience(Duration.ofMillis(300)));
    }

    public static Path database(Path folder) {
        return folder.resolve("ringback.db");
    }

    public String callbackUrl(String target) {
        return "http://127.0.0.1:" + server.callbackPort() + target;
    }

    public int callbackPort() {
        return server.callbackPort();
    }

    public int apiPort() {
        return server.apiPort();
    }

    public String apiUrl(String path) {
        return "http://127.0.0.1:" + server.apiPort() + path;
    }

    /** Posts to {@code /twilio}, signed with the account's first token. */
    public Response post(TestCallbacks callback) {
        return post("/twilio", callback.form());
    }

    public Response post(String target, String form) {
        return request(sign(ACCOUNT.authTokens().get(0), target, form), "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .post(callbackUrl(target));
    }

    public Response get(String target) {
        return request(sign(ACCOUNT.authTokens().get(0), target, ""), null).get(callbackUrl(target));
    }

    public Response postJson(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String target = "/twilio?bodySHA256=" + TwilioSignature.bodySha256(body);
        return request(sign(ACCOUNT.authTokens().get(0), target, ""), "application/json")
                .body(body)
                .post(callbackUrl(target));
    }

    /** The signature of a request to the callback door. */
    public String sign(String token, String target, String form) {
        return sign(tokenKey(token), callbackUrl(target), form);
    }

    /** An auth token as the key it is. */
    public static SigningKey tokenKey(String token) {
        return new SigningKey(token, SignatureAlgorithm.HMAC_SHA1);
    }

    public static String sign(SigningKey key, String url, String form) {
        return TwilioSignature.sign(key, url, FormBody.parse(form));
    }

    /** Sends URL and body as they are written, without encoding them again. */
    public static RequestSpecification request(String signature, @Nullable String contentType) {
        RequestSpecification request = given().urlEncodingEnabled(false).header("X-Twilio-Signature", signature);
        if (contentType == null) {
            return request;
        }
        EncoderConfig raw = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(contentType, ContentType.BINARY)
                .encodeContentTypeAs(contentType.split(";", 2)[0], ContentType.BINARY);
        return request.config(RestAssured.config().encoderConfig(raw)).contentType(contentType);
    }

    /** Reads as the account does. */
    public Response read(String path) {
        return read(ACCOUNT, path);
    }

    public Response read(Account account, String path) {
        return given().urlEncodingEnabled(false)
                .filter(new ShapeFilter())
                .auth()
                .preemptive()
                .basic(account.sid(), account.authTokens().get(0))
                .get(apiUrl(path));
    }

    /** A request to the API door with the account's credentials, sent as it is written. */
    public RequestSpecification as(Account account) {
        return anonymous()
                .auth()
                .preemptive()
                .basic(account.sid(), account.authTokens().get(0));
    }

    /** A request to the API door without credentials, sent as it is written. */
    public RequestSpecification anonymous() {
        return given().baseUri(apiUrl("")).urlEncodingEnabled(false);
    }

    /** Replays the quarantine as the account does. */
    public Response replay(Account account) {
        return given().auth()
                .preemptive()
                .basic(account.sid(), account.authTokens().get(0))
                .post(apiUrl("/ringback/v1/quarantine/replay"));
    }

    public Response fetch(String pathBelowAccount) {
        return read("/2010-04-01/Accounts/" + ACCOUNT.sid() + pathBelowAccount);
    }

    public String metrics() {
        return given().get(apiUrl("/metrics")).asString();
    }

    @Override
    public void close() {
        server.close();
    }

    /** A connection that is not kept: the doors would wait for it a moment before they close. */
    private static RequestSpecification given() {
        return RestAssured.given().header("Connection", "close");
    }
}
