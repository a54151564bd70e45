package dev.ringback.web.live;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.PayloadFormat;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.twilio.signature.TwilioSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Plays Twilio at a callback door over connections that are kept: signs webhooks for any account, and demands that they are taken in. Safe for use by many threads. */
public final class SignedPosts {
    private static final int MOST_AT_ONCE = 32;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
    private final String host;

    public SignedPosts(int callbackPort) {
        host = "http://127.0.0.1:" + callbackPort;
    }

    public SignedPosts(TestServer server) {
        this(server.callbackPort());
    }

    /** Posts for the account that callbacks are of unless they say otherwise. */
    public void post(TestCallbacks callback) {
        post(TestServer.ACCOUNT, callback);
    }

    public void post(Account account, TestCallbacks callback) {
        send(form(account, "/twilio", callback.form())).join();
    }

    /** Posts with tags. */
    void post(String query, TestCallbacks callback) {
        send(form(TestServer.ACCOUNT, "/twilio?" + query, callback.form())).join();
    }

    /** Posts as fast as they are taken in, in any order, and returns when all are. */
    public void postAll(List<TestCallbacks> callbacks) {
        CompletableFuture.allOf(callbacks.stream()
                        .map(callback -> send(form(TestServer.ACCOUNT, "/twilio", callback.form())))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    void postJson(Account account, String json) {
        send(json(account, "", json)).join();
    }

    void post(Account account, SimulatedCallback callback) {
        send(request(account, callback)).join();
    }

    private HttpRequest request(Account account, SimulatedCallback callback) {
        String question = callback.query().isEmpty() ? "" : "?" + callback.query();
        if (callback.method().equals("GET")) {
            String target = "/twilio" + question + (question.isEmpty() ? "?" : "&") + callback.payload();
            return signed(account, target, "").GET().build();
        }
        return callback.format() == PayloadFormat.JSON
                ? json(account, callback.query(), callback.payload())
                : form(account, "/twilio" + question, callback.payload());
    }

    private HttpRequest form(Account account, String target, String form) {
        return signed(account, target, form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    private HttpRequest json(Account account, String query, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String target =
                "/twilio?" + (query.isEmpty() ? "" : query + "&") + "bodySHA256=" + TwilioSignature.bodySha256(body);
        return signed(account, target, "")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private HttpRequest.Builder signed(Account account, String target, String form) {
        String url = host + target;
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(1))
                .header(
                        "X-Twilio-Signature",
                        TestServer.sign(TestServer.tokenKey(account.authTokens().get(0)), url, form));
    }

    private CompletableFuture<Void> send(HttpRequest request) {
        atOnce.acquireUninterruptibly();
        return client.sendAsync(request, BodyHandlers.ofString())
                .whenComplete((answer, failure) -> atOnce.release())
                .thenAccept(answer -> {
                    if (answer.statusCode() / 100 != 2) {
                        throw new AssertionError(request.uri() + " was answered " + answer.statusCode());
                    }
                });
    }
}
