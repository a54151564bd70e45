package dev.ringback.web.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A proxy keeps connections for later, nginx for 60 s: the door, unlike servers that close after 30 s, must not do so when a callback comes on it. */
@Tag("outage")
@Timeout(150)
class KeptConnectionTest {
    private static final int LONGER_THAN_MOST = 33;

    @TempDir
    Path folder;

    @Test
    void aConnectionThatAProxyKeepsIsThereWhenTheNextCallbackComes() throws IOException {
        try (TestServer server = TestServer.start(folder);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.callbackPort())) {
            assertThat(ask(server, socket)).startsWith("HTTP/1.1 204");

            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LONGER_THAN_MOST));
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .as("nothing comes, not even an end")
                    .isInstanceOf(SocketTimeoutException.class);

            assertThat(ask(server, socket)).startsWith("HTTP/1.1 204");
        }
    }

    private static String ask(TestServer server, Socket socket) throws IOException {
        String form = TestCallbacks.messageStatus("SM" + "1".repeat(32), "sent").form();
        String signature = server.sign(TestServer.ACCOUNT.authTokens().get(0), "/twilio", form);
        socket.getOutputStream()
                .write(("POST /twilio HTTP/1.1\r\nHost: 127.0.0.1:" + server.callbackPort()
                                + "\r\nX-Twilio-Signature: " + signature
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                + form.length()
                                + "\r\n\r\n" + form)
                        .getBytes(StandardCharsets.US_ASCII));
        return answer(socket.getInputStream());
    }

    /** Reads the head, and the body as far as it is there. */
    private static String answer(InputStream input) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("closed after: " + answer);
            }
            answer.append((char) next);
        }
        int length = answer.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        input.readNBytes(length);
        return answer.toString();
    }
}
