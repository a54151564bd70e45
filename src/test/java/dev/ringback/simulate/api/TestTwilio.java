package dev.ringback.simulate.api;

import com.twilio.http.TwilioRestClient;
import dev.ringback.TestClock;
import dev.ringback.conformance.RingbackHttpClient;
import dev.ringback.model.Account;
import dev.ringback.model.ApiKey;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A stand-in whose time the test drives, and clients of it: Twilio's own library, and plain HTTP. */
final class TestTwilio implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final String ACCOUNT_SID = "AC00000000000000000000000000000001";
    static final String AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
    static final String SUBACCOUNT_SID = "AC00000000000000000000000000000002";
    static final String READING_KEY = "SK00000000000000000000000000000001";
    static final Account ACCOUNT = new Account(
            ACCOUNT_SID, List.of(AUTH_TOKEN), null, List.of(), Map.of(READING_KEY, new ApiKey("secret", Role.VIEWER)));
    static final Account SUBACCOUNT =
            new Account(SUBACCOUNT_SID, List.of("another token"), ACCOUNT_SID, List.of(), Map.of());

    private final SimulatedTwilio twilio;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    TestTwilio() {
        twilio = SimulatedTwilio.start(SimulatedTwilioOptions.of(ACCOUNT, SUBACCOUNT), new TestClock(START));
    }

    SimulatedTwilio twilio() {
        return twilio;
    }

    TwilioRestClient client() {
        return new TwilioRestClient.Builder(ACCOUNT_SID, AUTH_TOKEN)
                .httpClient(new RingbackHttpClient(twilio.url()))
                .build();
    }

    /** An address under the account, as {@code /Messages.json}. */
    static String path(String path) {
        return "/2010-04-01/Accounts/" + ACCOUNT_SID + path;
    }

    HttpRequest.Builder request(String path) {
        return request(path, ACCOUNT_SID, AUTH_TOKEN);
    }

    HttpRequest.Builder request(String path, String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(twilio.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + credentials);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return http.send(request.build(), body);
    }

    HttpResponse<byte[]> getBytes(String path) throws IOException, InterruptedException {
        return send(request(path).GET(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** An answer whose body the test reads, or not. */
    HttpResponse<InputStream> open(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<Void> head(String path) throws IOException, InterruptedException {
        return http.send(
                request(path).method("HEAD", BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.discarding());
    }

    /** A request without credentials to a whole URL. */
    static HttpRequest.Builder unauthorized(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
    }

    /** A request that is under way while the test goes on. */
    CompletableFuture<HttpResponse<String>> sending(String path) {
        return sending(request(path).GET());
    }

    CompletableFuture<HttpResponse<String>> sending(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A delivered message of the account. */
    static Message message(int number, Instant created) {
        return MessageBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid("SM%032d".formatted(number))
                .progress(new Progress(0, "delivered", EventSource.CALLBACK))
                .to("+14155550150")
                .from("+14155550100")
                .body("message " + number)
                .direction("outbound-api")
                .numSegments(1)
                .numMedia(0)
                .dateCreated(created)
                .dateUpdated(created)
                .dateSent(created)
                .lastReceivedAt(created)
                .build();
    }

    /** A completed recording of the account, of two channels and three seconds. */
    static RecordingBuilder recording(int number) {
        return RecordingBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid("RE%032d".formatted(number))
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .callSid("CA%032d".formatted(number))
                .duration(Duration.ofSeconds(3))
                .channels(2)
                .dateCreated(START)
                .dateUpdated(START)
                .lastReceivedAt(START);
    }

    /** An attachment of the message with that number. */
    static Media media(int number, String contentType) {
        return MediaBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .messageSid(message(number, START).sid())
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
        twilio.close();
    }
}
