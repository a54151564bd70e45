package dev.ringback.web;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as they are sent, since clients fold slashes too. */
class LeadingSlashesTest {
    @TempDir
    Path folder;

    private TestApi api;

    @BeforeEach
    void openDoor() {
        api = TestApi.open(folder);
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "///", "///////////////////////////////////////"})
    void anyNumberOfSlashesAtTheBeginningIsOne(String slashes) {
        String older = sid("SM");
        String newer = sid("SM");
        api.receive(messageStatus(older, "sent"));
        api.receive(messageStatus(newer, "sent").with("From", "a//b c"));

        String list = get(slashes + path("/Messages.json").substring(1) + "?PageSize=1&Order=desc&x=%2F%2F");
        assertThat(list)
                .startsWith("HTTP/1.1 200")
                .contains("\"next_page_uri\":\"" + path("/Messages.json?Order=desc&x=%2F%2F&PageSize=1&Page=1&"));
        assertThat(get(slashes + path("/Messages/" + older + ".json").substring(1)))
                .startsWith("HTTP/1.1 200")
                .contains(older);
        assertThat(get(slashes + path("/Messages.xml?From=a//b%20c").substring(1)))
                .contains(newer)
                .doesNotContain(older);
        assertThat(get(slashes + "v1/Alerts"))
                .startsWith("HTTP/1.1 200")
                .contains("\"url\":\"http://localhost/v1/Alerts?PageSize=50&Page=0\"");
        assertThat(get(slashes + "ringback/v1/timeline/" + older)).startsWith("HTTP/1.1 200");
        assertThat(get(slashes + "health")).startsWith("HTTP/1.1 200").endsWith("well");
    }

    @Test
    void theWholeUrlInTheRequestLineIsFoldedToo() {
        assertThat(get("http://localhost//2010-04-01/Accounts.json")).startsWith("HTTP/1.1 200");
    }

    @Test
    void errorsNameTheFoldedPath() {
        String missing = path("/Messages/" + sid("SM") + ".json");

        assertThat(get("//" + missing))
                .startsWith("HTTP/1.1 404")
                .contains("The requested resource " + missing + " was not found");
        assertThat(get("///nothing"))
                .startsWith("HTTP/1.1 404")
                .contains("The requested resource /nothing was not found");
    }

    @Test
    void credentialsAreAskedForAtEverySpelling() {
        for (String address : new String[] {"//2010-04-01/Accounts.json", "///v1/Alerts", "//ringback/v1/quarantine"}) {
            assertThat(api.raw("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .as(address)
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void writesAreRefusedAtEverySpelling() {
        assertThat(request("POST", "/" + path("/Messages.json"))).startsWith("HTTP/1.1 405");
        assertThat(request("DELETE", "/" + path("/Messages/" + sid("SM") + ".json")))
                .startsWith("HTTP/1.1 405");
    }

    @Test
    void slashesFurtherOnStay() {
        assertThat(get("/2010-04-01//Accounts.json")).startsWith("HTTP/1.1 404");
        assertThat(get(path("//Messages.json"))).startsWith("HTTP/1.1 404");
    }

    private String get(String target) {
        return request("GET", target);
    }

    private String request(String method, String target) {
        String credentials = Base64.getEncoder()
                .encodeToString(
                        (TestCallbacks.ACCOUNT_SID + ":" + TestCallbacks.AUTH_TOKEN).getBytes(StandardCharsets.UTF_8));
        return api.raw(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + credentials
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
