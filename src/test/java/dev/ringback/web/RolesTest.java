package dev.ringback.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Role;
import dev.ringback.web.route.Access;
import dev.ringback.web.route.Route;
import io.javalin.http.HandlerType;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks all routes with every kind of credentials, and compares what the door does with what the routes declare. */
class RolesTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestApi api;

    @BeforeEach
    void openDoor() {
        api = TestApi.openForWrites(folder);
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOpensTheRoutesOfItsRoleAndNoOthers(Role role) throws Exception {
        String sid = Objects.requireNonNull(TestApi.SIDS_OF_KEYS.get(role));
        SoftAssertions softly = new SoftAssertions();
        for (Route route : routes()) {
            HttpResponse<String> answer = send(sid, TestApi.API_KEY_SECRET, route);
            Role least = route.access().least();
            boolean allowed = least == null || role.includes(least);
            softly.assertThat(isRefused(answer))
                    .as("%s %s with role %s", route.method(), route.path(), role.value())
                    .isEqualTo(!allowed);
        }
        softly.assertAll();
    }

    @Test
    void anAuthTokenOpensAllRoutes() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (Route route : routes()) {
            softly.assertThat(isRefused(send(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, route)))
                    .as("%s %s", route.method(), route.path())
                    .isFalse();
        }
        softly.assertAll();
    }

    @Test
    void withoutCredentialsOnlyThoseRoutesAnswerThatSaySo() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (Route route : routes()) {
            HttpResponse<String> answer = send(null, "", route);
            if (route.page()) {
                softly.assertThat(answer.statusCode())
                        .as("%s %s", route.method(), route.path())
                        // Whoever signs in or out has no credentials yet, or no more.
                        .isIn(route.access() == Access.ANYBODY ? List.of(200, 303, 401) : List.of(303));
                continue;
            }
            softly.assertThat(answer.statusCode())
                    .as("%s %s", route.method(), route.path())
                    .isEqualTo(
                            switch (route.access()) {
                                case ANYBODY -> 200;
                                case SIGNED_LINK -> 403;
                                default -> 401;
                            });
        }
        softly.assertAll();
    }

    @Test
    void thereAreRoutesOfEveryKindThatIsInUse() {
        assertThat(api.routes().routes())
                .extracting(Route::access)
                .contains(
                        Access.ANYBODY,
                        Access.SIGNED_LINK,
                        Access.VIEWER,
                        Access.OPERATOR,
                        Access.WRITER,
                        Access.ADMIN);
    }

    @Test
    void aRefusalNamesTheRoleThatIsNeededInTwiliosShape() {
        String viewer = Objects.requireNonNull(TestApi.SIDS_OF_KEYS.get(Role.VIEWER));

        Response answer = api.as(viewer, TestApi.API_KEY_SECRET).post("/ringback/v1/quarantine/replay");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.asString())
                .isEqualTo("{\"code\":20403,\"message\":\"This needs the role operator: the API key " + viewer
                        + " has the role viewer\",\"more_info\":\"https://www.twilio.com/docs/errors/20403\","
                        + "\"status\":403}");
    }

    /** Whether it was refused for the role. Some routes refuse whoever does not open every account, too, with other words. */
    private static boolean isRefused(HttpResponse<String> answer) {
        return answer.statusCode() == 403 && answer.body().contains("This needs the role ");
    }

    /** Without the HEADs: they have no body to tell refusals apart, and are declared together with the GETs. */
    private List<Route> routes() {
        return api.routes().routes().stream()
                .filter(route -> !route.method().equals(HandlerType.HEAD))
                .toList();
    }

    private HttpResponse<String> send(@Nullable String user, String password, Route route) throws Exception {
        String path = route.path()
                .replace("{AccountSid}", TestCallbacks.ACCOUNT_SID)
                .replace("{file}", "icon.svg")
                .replaceAll("\\{[^}]+}", "1")
                .replace("*", "Records");
        // A stream has no end, but one that begins at a place that cannot be is refused.
        String query = route.path().equals("/ringback/v1/stream") ? "?LastEventId=nowhere" : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.port() + path + query))
                .method(route.method().name(), BodyPublishers.noBody());
        if (user != null) {
            String credentials = user + ":" + password;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
