package dev.ringback;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.model.Account;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** A program that calls an API door without waiting for the answers, which may come late. Safe for use by many threads. */
public final class TestCaller {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Far longer than anything takes that is not broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final String apiUrl;
    private final String authorization;

    private TestCaller(String apiUrl, String user, String password) {
        this.apiUrl = apiUrl;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    /** An answer, and how long it took. */
    public record Answer(HttpResponse<String> response, Duration took) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (JsonProcessingException noJson) {
                throw new AssertionError(response.body(), noJson);
            }
        }

        /** A member as text, empty where it is null or missing. */
        public String text(String member) {
            return json().path(member).asText("");
        }

        /** Whether the state was reached that was waited for. */
        public boolean reached() {
            return json().path("reached").booleanValue();
        }
    }

    /** With the account's credentials. */
    public static TestCaller of(TestServer server, Account account) {
        return of(server, account.sid(), account.authTokens().get(0));
    }

    public static TestCaller of(TestServer server, String user, String password) {
        return at(server.apiUrl(""), user, password);
    }

    /**
     * Makes a caller of a door.
     *
     * @param apiUrl scheme and host of the door
     */
    public static TestCaller at(String apiUrl, String user, String password) {
        return new TestCaller(apiUrl, user, password);
    }

    public CompletableFuture<Answer> get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public CompletableFuture<Answer> head(String path) {
        return send("HEAD", path, BodyPublishers.noBody());
    }

    public CompletableFuture<Answer> post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json));
    }

    private CompletableFuture<Answer> send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(apiUrl + path))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .method(method, body)
                .build();
        long began = System.nanoTime();
        return CLIENT.sendAsync(request, BodyHandlers.ofString())
                .thenApply(response -> new Answer(response, Duration.ofNanos(System.nanoTime() - began)));
    }

    /** Returns how many requests wait for a state. */
    public int waiting() {
        return waiting("state");
    }

    /** Returns how many requests wait for what is of that kind. */
    public int waiting(String kind) {
        return metric("ringback_waiting_requests{kind=\"" + kind + "\"}");
    }

    /** Returns a metric; 0 where there is none. */
    public int metric(String nameWithLabels) {
        String name = nameWithLabels + ' ';
        return get("/metrics")
                .join()
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    /** Returns when so many requests wait for a state. */
    public void awaitWaiting(int requests) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> waiting() == requests);
    }
}
