package dev.ringback.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Handler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedMethodsTest {
    private static final Handler NOTHING = ctx -> {};

    private final RouteTable routes = new RouteTable();

    @BeforeEach
    void declare() {
        routes.read("/things", NOTHING);
        routes.post("/things/all.done", NOTHING);
        routes.read("/things/{id}", NOTHING);
        routes.delete("/things/{id}", NOTHING);
        routes.post("/things/{id}/replay", NOTHING);
        routes.read("/tree/*", NOTHING);
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
    void aFixedPathComesBeforeOneWithAParameter() {
        assertThat(routes.allowedMethods().at("/things/all.done")).containsExactly("POST");
        assertThat(routes.allowedMethods().at("/things/allxdone")).containsExactly("GET", "HEAD", "DELETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things",
                "/things/",
                "/things/1/",
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
