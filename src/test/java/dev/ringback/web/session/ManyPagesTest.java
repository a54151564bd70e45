package dev.ringback.web.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.web.PageDoor;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of open pages meet the bounds of their account, as programs do. */
@Timeout(120)
class ManyPagesTest {
    private static final int MOST = 200;

    @TempDir
    Path folder;

    @Test
    void pagesOfAllSessionsOfAnAccountShareItsPlaces() {
        try (Database database = TestSqlite.open(folder);
                PageDoor door = PageDoor.open(database)) {
            Browser viewer = new Browser(door.port());
            viewer.signIn(PageDoor.VIEWER, PageDoor.SECRET, "/");
            Browser operator = new Browser(door.port());
            operator.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");

            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                held.add(client.sendAsync(slow(i % 2 == 0 ? viewer : operator), BodyHandlers.ofString()));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> door.slow().entered() == MOST);

            Response page = viewer.get("/things/7");
            assertThat(page.statusCode()).isEqualTo(429);
            assertThat(page.header("Retry-After")).isEqualTo("1");
            assertThat(page.contentType()).isEqualTo("text/plain;charset=utf-8");
            assertThat(operator.get("/ringback/v1/things").statusCode()).isEqualTo(429);
            // Whoever has no account yet takes no place of one.
            assertThat(viewer.get("/sign-in").statusCode()).isEqualTo(200);
            assertThat(operator.signOut().statusCode()).isEqualTo(303);

            door.slow().letGo();
            assertThat(held)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(viewer.get("/things/7").header("Twilio-Concurrent-Requests"))
                            .isEqualTo("1"));
        }
    }

    private static HttpRequest slow(Browser browser) {
        return HttpRequest.newBuilder(URI.create(browser.url() + "/slow"))
                .header("Cookie", SessionCookie.NAME + "=" + browser.token())
                .build();
    }
}
