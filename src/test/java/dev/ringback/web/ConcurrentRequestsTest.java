package dev.ringback.web;

import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Message;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.storage.ResourceFilter;
import dev.ringback.storage.ResourceStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentRequestsTest {
    private static final int MOST = 200;

    @TempDir
    Path folder;

    private final SlowResources slow = new SlowResources();

    @Test
    void beyondTheLimitOneAccountIsRefusedAndTheOthersAreNot() {
        try (TestApi api = TestApi.open(folder, resources -> slow, ctx -> ctx.result("well"))) {
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < MOST; i++) {
                waiting.add(client.sendAsync(request(api), BodyHandlers.ofString()));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> slow.entered.get() == MOST);

            api.asOwner()
                    .get(path("/Calls.json"))
                    .then()
                    .statusCode(429)
                    .header("Twilio-Concurrent-Requests", "201")
                    .header("Retry-After", "1")
                    .body("code", equalTo(20429))
                    .body("message", equalTo("Too Many Requests"))
                    .body("more_info", equalTo("https://www.twilio.com/docs/errors/20429"))
                    .body("status", equalTo(429));
            api.as(TestApi.STRANGER_SID, TestApi.STRANGER_TOKEN)
                    .get("/v1/Alerts")
                    .then()
                    .statusCode(200)
                    .header("Twilio-Concurrent-Requests", "1");

            slow.goOn.countDown();
            assertThat(waiting)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> api.asOwner()
                            .get(path("/Calls.json"))
                            .then()
                            .statusCode(200)
                            .header("Twilio-Concurrent-Requests", "1"));
        }
    }

    private static HttpRequest request(TestApi api) {
        String credentials = TestCallbacks.ACCOUNT_SID + ':' + TestCallbacks.AUTH_TOKEN;
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path("/Messages.json")))
                .header("Authorization", "Basic " + basic)
                .build();
    }

    /** Lists nothing; of messages when it is told to answer. */
    private static final class SlowResources implements ResourceStore {
        private final AtomicInteger entered = new AtomicInteger();
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public <R extends Resource> Optional<R> find(Class<R> kind, String accountSid, String sid) {
            return Optional.empty();
        }

        @Override
        public Optional<? extends Resource> find(String accountSid, String sid) {
            return Optional.empty();
        }

        @Override
        public <R extends Resource> Optional<R> findAny(String accountSid, ResourceFilter<R> filter) {
            return Optional.empty();
        }

        @Override
        public <R extends Resource> int countUpTo(String accountSid, ResourceFilter<R> filter, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <R extends Resource> Page<R> list(String accountSid, ResourceFilter<R> filter, PageRequest page) {
            if (filter.kind() != Message.class) {
                return new Page<>(List.of(), false);
            }
            entered.incrementAndGet();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Page<>(List.of(), false);
        }
    }
}
