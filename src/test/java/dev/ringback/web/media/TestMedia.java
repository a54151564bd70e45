package dev.ringback.web.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.Entry;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.upstream.TestUpstream;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.VaultOptionsBuilder;
import dev.ringback.vault.store.FolderStore;
import dev.ringback.vault.store.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Ringback with a vault in a folder, whose content a test puts there before the start, and a stand-in for Twilio, both at one time that the test drives.
 */
final class TestMedia implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant COPIED_AT = Instant.parse("2026-02-01T10:00:00Z");
    static final String ACCOUNT = TestServer.ACCOUNT.sid();
    static final String CALL = "CA00000000000000000000000000000001";
    static final String MESSAGE = "MM00000000000000000000000000000001";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestClock clock = new TestClock(START);
    private final SimulatedTwilio twilio =
            SimulatedTwilio.start(SimulatedTwilioOptions.of(TestServer.ACCOUNT, TestServer.SUBACCOUNT), clock);
    private final Path folder;
    private @Nullable TestServer server;

    TestMedia(Path folder) {
        this.folder = folder;
        TestSqlite.create(TestServer.database(folder));
    }

    /** Starts the server with these options of calling Twilio, at the stand-in. */
    TestMedia start(UpstreamOptions upstream) {
        VaultOptions vault = VaultOptionsBuilder.builder(VaultOptions.in(store()))
                .deletePause(Duration.ofMillis(10))
                .redirectHosts(List.of("127.0.0.1"))
                .build();
        return start(upstream, vault);
    }

    TestMedia start(UpstreamOptions upstream, VaultOptions vault) {
        server = TestServer.start(
                folder, upstream.enabled() ? TestUpstream.at(upstream, twilio.url()) : upstream, vault, clock);
        if (vault.isEnabled()) {
            // The vault marks its folder in the background.
            await().until(() -> Files.exists(store().resolve("ringback-vault.json")));
        }
        return this;
    }

    /** Starts a server that never asks Twilio. */
    TestMedia start() {
        return start(UpstreamOptions.OFF);
    }

    Path store() {
        return folder.resolve("vault");
    }

    TestClock clock() {
        return clock;
    }

    SimulatedTwilio twilio() {
        return twilio;
    }

    TestServer server() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }

    /** Puts the sound of a recording of {@link #CALL} into the vault. */
    VaultObject keepRecording(String sid, String format, String type, byte[] content) {
        return keep(copied(VaultKind.RECORDING, sid, format, CALL, type, content), content);
    }

    /** Puts an attachment of {@link #MESSAGE} into the vault. */
    VaultObject keepMedium(String sid, String type, byte[] content) {
        return keep(copied(VaultKind.MEDIA, sid, "", MESSAGE, type, content), content);
    }

    static VaultObject copied(VaultKind kind, String sid, String format, String parent, String type, byte[] content) {
        String key = ACCOUNT + "/test/" + sid + (format.isEmpty() ? "" : "." + format);
        return VaultObjectBuilder.builder(VaultObject.heard(ACCOUNT, kind, sid, format, parent, key, COPIED_AT))
                .state(VaultState.COPIED)
                .dueAt(null)
                .length((long) content.length)
                .sha256(sha256(content))
                .contentType(type)
                .copiedAt(COPIED_AT)
                .build();
    }

    /** Puts content into the vault, before the start. */
    VaultObject keep(VaultObject object, byte[] content) {
        try (FolderStore store = new FolderStore(store());
                ObjectWriter writer = store.write(object.key())) {
            writer.stream().write(content);
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        note(object);
        return object;
    }

    /** Notes an entry in the ledger, before the start. */
    void note(VaultObject object) {
        try (Database database = TestSqlite.open(folder)) {
            database.vault()
                    .add(List.of(VaultObjectBuilder.builder(object)
                            .state(VaultState.HEARD)
                            .build()));
            VaultObject added = database.vault()
                    .find(object.accountSid(), object.kind(), object.sid(), object.format())
                    .orElseThrow();
            assertThat(database.vault()
                            .replace(VaultObjectBuilder.builder(object)
                                    .version(added.version())
                                    .build()))
                    .isPresent();
        }
    }

    /** Stores what the mirror knows, before the start. */
    void mirror(List<Entry> entries) {
        try (Database database = TestSqlite.open(folder)) {
            database.events().append(entries);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An address below the account. */
    String url(String pathBelowAccount) {
        return server().apiUrl("/2010-04-01/Accounts/" + ACCOUNT + pathBelowAccount);
    }

    HttpResponse<byte[]> get(String pathBelowAccount, String... headers) throws Exception {
        return send("GET", url(pathBelowAccount), headers);
    }

    HttpResponse<byte[]> head(String pathBelowAccount, String... headers) throws Exception {
        return send("HEAD", url(pathBelowAccount), headers);
    }

    /** Sends a request with the account's credentials. */
    HttpResponse<byte[]> send(String method, String url, String... headers) throws Exception {
        return client.send(request(method, url, TestServer.ACCOUNT, headers), BodyHandlers.ofByteArray());
    }

    HttpRequest request(String method, String url, Account account, String... headers) {
        String credentials = account.sid() + ':' + account.authTokens().get(0);
        return request(
                method,
                url,
                request -> request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))),
                headers);
    }

    private static HttpRequest request(
            String method, String url, UnaryOperator<HttpRequest.Builder> credentials, String... headers) {
        HttpRequest.Builder request = credentials
                .apply(HttpRequest.newBuilder(URI.create(url)))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    /** Sends a request without credentials. */
    HttpResponse<byte[]> anonymous(String method, String url, String... headers) throws Exception {
        return client.send(request(method, url, request -> request, headers), BodyHandlers.ofByteArray());
    }

    HttpClient client() {
        return client;
    }

    /** Reads JSON of Ringback's own as the account does. */
    HttpResponse<byte[]> own(String path) throws Exception {
        return send("GET", server().apiUrl(path));
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static String sid(String prefix, int number) {
        return prefix + "%032d".formatted(number);
    }

    static String anySid(String prefix) {
        return TestCallbacks.sid(prefix);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        twilio.close();
    }
}
