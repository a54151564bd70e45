package dev.ringback.web.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.web.late.LateHandler;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedMethodsTest {
    private static final Handler NOTHING = ctx -> {};
    private static final LateHandler LATE = ctx -> CompletableFuture.completedFuture(NOTHING);
    private static final Operation NO_MATTER = Operation.twilio("nothing");

    private final RouteTable routes = new RouteTable(LateRoutes.none());

    @BeforeEach
    void declare() {
        routes.read(Access.ANYBODY, "/things", NOTHING, NO_MATTER);
        routes.post(Access.ANYBODY, "/things/all.done", NOTHING, NO_MATTER);
        routes.read(Access.ANYBODY, "/things/{id}", NOTHING, NO_MATTER);
        routes.delete(Access.ANYBODY, "/things/{id}", NOTHING, NO_MATTER);
        routes.post(Access.ANYBODY, "/things/{id}/replay", NOTHING, NO_MATTER);
        routes.read(Access.ANYBODY, "/tree/*", NOTHING, NO_MATTER);
        routes.pass(HandlerType.POST, Access.ANYBODY, "/served", LATE, NO_MATTER, true);
        routes.pass(HandlerType.POST, Access.ANYBODY, "/unserved", LATE, NO_MATTER, false);
        routes.delete(Access.ANYBODY, "/things/{id}/{name}.json", NOTHING, NO_MATTER);
        routes.post(Access.ANYBODY, "/2010-04-01/Calls.json", NOTHING, NO_MATTER);
    }

    @Test
    void aWriteAddsToTheReadsOfItsPath() {
        assertThat(routes.allowedMethods().at("/things/1")).containsExactly("GET", "HEAD", "DELETE");
    }

    @Test
    void aPathWithAWriteAloneTakesNoReads() {
        assertThat(routes.allowedMethods().at("/things/1/replay")).containsExactly("POST");
    }

    @Test
    void aWriteThatIsNotServedIsAsIfItWereNotThere() {
        assertThat(routes.allowedMethods().at("/served")).containsExactly("POST");
        assertThat(routes.allowedMethods().at("/unserved")).containsExactly("GET", "HEAD");
        assertThat(routes.routes()).extracting(Route::path).contains("/unserved");
    }

    @Test
    void aParameterIsNeverEmptyAndKeepsItsExtension() {
        assertThat(routes.allowedMethods().at("/things/1/a.json")).containsExactly("DELETE");
        assertThat(routes.allowedMethods().at("/things/1/.json")).containsExactly("GET", "HEAD");
        assertThat(routes.allowedMethods().at("/things/1/a.xml")).containsExactly("GET", "HEAD");
        assertThat(routes.allowedMethods().at("/things//a.json")).containsExactly("GET", "HEAD");
    }

    @Test
    void aSlashAtTheEndMeansNothingExceptOnPathsOfTwilio() {
        assertThat(routes.allowedMethods().at("/things/1/")).containsExactly("GET", "HEAD", "DELETE");
        assertThat(routes.allowedMethods().at("/things/1/replay/")).containsExactly("POST");
        assertThat(routes.allowedMethods().at("/2010-04-01/Calls.json")).containsExactly("POST");
        assertThat(routes.allowedMethods().at("/2010-04-01/Calls.json/")).containsExactly("GET", "HEAD");
    }

    @Test
    void aFixedPathComesBeforeOneWithAParameter() {
        assertThat(routes.allowedMethods().at("/things/all.done")).containsExactly("POST");
        assertThat(routes.allowedMethods().at("/things/allxdone")).containsExactly("GET", "HEAD", "DELETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things",
                "/things/",
                "/things/1//",
                "/things/1/replay/2",
                "/THINGS/1",
                "/tree/1",
                "/x/things/1/replay",
                "/nowhere",
                "/",
                ""
            })
    void allOtherPathsTakeReadsOnly(String path) {
        assertThat(routes.allowedMethods().at(path)).containsExactly("GET", "HEAD");
        assertThat(routes.allowedMethods().isReadOnlyAt(path)).isTrue();
    }
}
