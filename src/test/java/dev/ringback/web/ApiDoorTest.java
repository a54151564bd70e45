package dev.ringback.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.ringback.Background;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDoorTest {
    @TempDir
    Path folder;

    @Test
    @Tag("timed")
    void aRequestInFlightIsAnsweredBeforeTheDoorCloses() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestApi api = TestApi.open(folder, messages -> messages, ctx -> {
            inside.countDown();
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            ctx.result("late, but well");
        })) {
            int port = api.port();
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                    () -> api.raw("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
                    Background.THREADS);
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> closed = CompletableFuture.runAsync(api::closeDoor, Background.THREADS);
            await().atMost(Duration.ofSeconds(5)).until(() -> !accepts(port));
            // Silent for a while, as a request is that waits for the disk.
            await().pollDelay(Duration.ofMillis(400)).until(() -> !closed.isDone());
            goOn.countDown();

            assertThat(answer.get(5, TimeUnit.SECONDS))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("late, but well");
            closed.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    @Tag("timed")
    void connectionsBetweenTwoRequestsDoNotHoldUpTheClose() throws IOException {
        TestApi api = TestApi.open(folder);
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            silent.getOutputStream().write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(silent.getInputStream().read()).isEqualTo('H');

            // Far below the five seconds that a request in flight is given.
            assertTimeout(Duration.ofSeconds(3), api::close);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidToBeTaken() {
        try (TestApi first = TestApi.open(folder)) {
            assertThatThrownBy(() -> TestApi.open(folder.resolve("second"), first.port()))
                    .isInstanceOf(JavalinBindException.class);
        }
    }

    @Test
    void aClosedDoorHasNoPort() {
        TestApi api = TestApi.open(folder);
        api.close();

        assertThatThrownBy(api::port).isInstanceOf(IllegalStateException.class);
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
