package dev.ringback.web.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.web.PageDoor;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever guesses waits; whoever is right does not. */
@Tag("timed")
@Timeout(60)
class SlowedSignInsTest {
    private static final int FREE = 5;

    private Database database;
    private PageDoor door;
    private Browser browser;

    @BeforeEach
    void openDoor(@TempDir Path folder) {
        database = TestSqlite.open(folder);
        door = PageDoor.open(database);
        browser = new Browser(door.port());
    }

    @AfterEach
    void closeDoor() {
        door.close();
        database.close();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(browser.signIn(PageDoor.VIEWER, "wrong", "").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void afterAFewTheAnswersToWrongOnesComeLaterAndHoldNoThread() throws Exception {
        fail(FREE);
        assertThat(door.signIns("wrong")).isEqualTo(FREE);
        assertThat(door.signIns("slowed")).isZero();

        List<CompletableFuture<Response>> slowed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            slowed.add(CompletableFuture.supplyAsync(
                    () -> browser.signIn(PageDoor.VIEWER, "wrong", "/a&b"), Background.THREADS));
        }
        slowed.add(CompletableFuture.supplyAsync(
                () -> browser.basic(PageDoor.VIEWER, "wrong").get("/things/7"), Background.THREADS));
        await().until(() -> door.slowed() == 4);

        // The right ones are answered while the wrong ones wait.
        assertThat(browser.signIn(PageDoor.VIEWER, PageDoor.SECRET, "").statusCode())
                .isEqualTo(303);
        assertThat(browser.basic(PageDoor.VIEWER, PageDoor.SECRET)
                        .get("/things/7")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/things/7").statusCode()).isEqualTo(200);
        assertThat(door.slowed()).isGreaterThanOrEqualTo(3);

        for (CompletableFuture<Response> answer : slowed) {
            assertThat(answer.get().statusCode()).isEqualTo(401);
        }
        assertThat(slowed.get(0).get().asString()).contains("are wrong", "/a&amp;b");
        assertThat(slowed.get(0).get().header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(slowed.get(3).get().header("WWW-Authenticate")).startsWith("Basic");
        assertThat(slowed.get(3).get().asString()).isEqualTo("Authenticate");
        assertThat(door.slowed()).isZero();
        assertThat(door.signIns("slowed")).isEqualTo(4);
        assertThat(door.signIns("signed_in")).isEqualTo(1);
    }

    @Test
    void aProgramIsAnsweredAtOnceAndCounted() {
        long began = System.nanoTime();
        for (int i = 0; i < FREE * 3; i++) {
            assertThat(browser.basic(PageDoor.VIEWER, "wrong")
                            .get("/ringback/v1/things")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(door.signIns("wrong_api")).isEqualTo(FREE * 3);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        CompletableFuture<Response> form =
                CompletableFuture.supplyAsync(() -> browser.signIn(PageDoor.VIEWER, "wrong", ""), Background.THREADS);
        await().until(() -> door.slowed() == 1);
        door.close();
        assertThat(form.join().statusCode()).isIn(401, 503);
    }

    @Test
    void anotherClientOfTheSameProxyIsNotSlowed() {
        for (int i = 0; i < FREE; i++) {
            assertThat(guess("198.51.100.7").statusCode()).isEqualTo(401);
        }
        CompletableFuture<Response> slowed =
                CompletableFuture.supplyAsync(() -> guess("198.51.100.7"), Background.THREADS);
        await().until(() -> door.slowed() == 1);

        assertThat(guess("198.51.100.8").statusCode()).isEqualTo(401);
        // What the client itself has written into the list stands before what the proxy has.
        assertThat(guess("198.51.100.7, 198.51.100.9").statusCode()).isEqualTo(401);
        assertThat(door.signIns("slowed")).isEqualTo(1);
        assertThat(slowed.join().statusCode()).isEqualTo(401);
    }

    private Response guess(String forwardedFor) {
        return browser.anonymous()
                .header("X-Forwarded-For", forwardedFor)
                .contentType("application/x-www-form-urlencoded")
                .body("user=x&password=y")
                .post("/sign-in");
    }

    @Test
    void beyondTheWrongOnesThatMayWaitTheyAreRefusedAndTheRightOneIsNot() {
        fail(FREE);
        List<CompletableFuture<Integer>> guesses = new ArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 300; i++) {
            guesses.add(client.sendAsync(
                            HttpRequest.newBuilder(URI.create(browser.url() + "/sign-in"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString("user=x&password=" + i))
                                    .build(),
                            BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> guesses.stream().filter(CompletableFuture::isDone).count() >= 100);

        long began = System.nanoTime();
        assertThat(browser.signIn(PageDoor.VIEWER, PageDoor.SECRET, "").statusCode())
                .isEqualTo(303);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));

        assertThat(guesses).extracting(CompletableFuture::join).containsOnly(401, 429);
    }
}
