package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.TestCallbacks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** Asks for a reload where there is no Ringback to do it. */
@Timeout(60)
class ReloadCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void withoutAServerOneSentenceSaysSo() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(run(port)).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("ringback: no server answers at http://127.0.0.1:" + port
                        + "/ringback/v1/reload: start it, or name its door with --api-listen\n");
    }

    @Test
    void aServerThatHangsUpIsToldInOneSentence() throws IOException {
        try (ServerSocket hangingUp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Background.THREADS.execute(() -> hangUp(hangingUp));

            assertThat(run(hangingUp.getLocalPort())).isEqualTo(1);
            assertThat(err.toString().lines()).singleElement().asString().contains("broke off without an answer");
            assertThat(err.toString()).doesNotContain("Exception");
        }
    }

    private static void hangUp(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private int run(int port) {
        Map<String, String> environment = Map.of(
                "TWILIO_ACCOUNT_SID",
                TestCallbacks.ACCOUNT_SID,
                "TWILIO_AUTH_TOKEN",
                TestCallbacks.AUTH_TOKEN,
                "RINGBACK_API_LISTEN",
                "127.0.0.1:" + port);
        return new CommandLine(new ReloadCommand(environment))
                .setErr(new PrintWriter(err, true))
                .execute();
    }
}
