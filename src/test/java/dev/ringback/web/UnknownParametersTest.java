package dev.ringback.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.web.route.Access;
import dev.ringback.web.route.QueryParameter;
import dev.ringback.web.route.Route;
import io.javalin.http.HandlerType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks all routes with a parameter that none has, and with those that each declares. */
class UnknownParametersTest {
    private static final String COLOUR = "Parameter 'Colour' is unknown: this address takes ";

    @TempDir
    Path folder;

    private TestApi api;

    @BeforeEach
    void openDoor() {
        api = TestApi.openForWrites(folder);
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    @Test
    void belowRingbackV1WhatARouteDoesNotDeclareIsRefusedWithWhatItDoes() {
        SoftAssertions softly = new SoftAssertions();
        for (Route route : routes()) {
            if (!isChecked(route)) {
                continue;
            }
            List<String> names =
                    route.operation().query().stream().map(QueryParameter::name).toList();
            Response refused = send(route, "?Colour=red");
            softly.assertThat(refused.statusCode()).as("%s", route).isEqualTo(400);
            softly.assertThat(refused.path("message").toString())
                    .as("%s", route)
                    .isEqualTo(COLOUR + (names.isEmpty() ? "none in its query" : String.join(", ", names)));
            for (String name : names) {
                softly.assertThat(send(route, "?" + escaped(name) + "=" + end(route))
                                .asString())
                        .as("%s takes %s", route, name)
                        .doesNotContain("is unknown: this address");
            }
        }
        softly.assertAll();
    }

    private static String escaped(String name) {
        return name.replace("<", "%3C").replace(">", "%3E");
    }

    /** A stream has no end, but one that begins at a place that cannot be is refused. */
    private static String end(Route route) {
        return route.path().equals("/ringback/v1/stream") ? "&LastEventId=nowhere" : "";
    }

    @Test
    void atAllOtherAddressesItIsIgnored() {
        SoftAssertions softly = new SoftAssertions();
        for (Route route : routes()) {
            if (!isChecked(route)) {
                softly.assertThat(send(route, "?Colour=red").statusCode())
                        .as("%s", route)
                        .isEqualTo(send(route, "").statusCode());
            }
        }
        softly.assertAll();
    }

    @Test
    void allThatAreUnknownAreNamedOnceAndShortened() {
        assertThat(api.asOwner()
                        .get("/ringback/v1/quarantine?pagesize=5&PageSize=5&x=1&x=2&" + "y".repeat(300))
                        .path("message")
                        .toString())
                .isEqualTo("Parameters 'pagesize', 'x', '" + "y".repeat(200)
                        + "...' are unknown: this address takes PageSize, Before");
        assertThat(api.asOwner().get("/ringback/v1/quarantine?&").statusCode()).isEqualTo(200);
    }

    @Test
    void whoMayNotUseARouteHearsThatAndNotItsParameters() {
        assertThat(api.anonymous().get("/ringback/v1/jobs?Colour=red").statusCode())
                .isEqualTo(401);
        assertThat(api.as(TestApi.API_KEY_SID, TestApi.API_KEY_SECRET)
                        .get("/ringback/v1/audit?Colour=red")
                        .statusCode())
                .isEqualTo(403);
    }

    private static boolean isChecked(Route route) {
        return route.path().startsWith("/ringback/v1/") && route.access() != Access.SIGNED_LINK;
    }

    /** Without the HEADs, whose answers have no body. */
    private List<Route> routes() {
        return api.routes().routes().stream()
                .filter(route -> !route.method().equals(HandlerType.HEAD))
                .toList();
    }

    private Response send(Route route, String query) {
        String path = route.path()
                .replace("{AccountSid}", TestCallbacks.ACCOUNT_SID)
                .replaceAll("\\{[^}]+}", "1")
                .replace("*", "Records");
        return api.asOwner().request(route.method().name(), path + query);
    }
}
