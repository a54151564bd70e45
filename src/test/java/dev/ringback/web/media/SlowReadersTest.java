package dev.ringback.web.media;

import static dev.ringback.web.media.TestMedia.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.simulate.api.content.RandomContent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take content slowly, or not at all, keep nobody else from an answer. */
class SlowReadersTest {
    private static final String LARGE = sid("RE", 1);
    private static final String SMALL = sid("RE", 2);

    /** More than fits into the buffers on the way. */
    private static final byte[] CONTENT = new RandomContent(LARGE, 20_000_000).bytes();

    @TempDir
    private Path folder;

    private final List<Socket> sockets = new ArrayList<>();
    private TestMedia media;

    @BeforeEach
    void start() {
        media = new TestMedia(folder);
        VaultObject large = media.keepRecording(LARGE, "wav", "audio/x-wav", CONTENT);
        media.note(VaultObjectBuilder.builder(large)
                .accountSid(TestServer.SUBACCOUNT.sid())
                .build());
        media.keep(
                TestMedia.copied(
                        VaultKind.RECORDING, SMALL, "wav", TestMedia.CALL, "audio/x-wav", new byte[] {1, 2, 3}),
                new byte[] {1, 2, 3});
        media.start();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        media.close();
    }

    /** Asks for the large recording, reads the first line of the answer, and nothing more. */
    private String ask(Account account) throws IOException {
        URI url = URI.create(media.server().apiUrl(""));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        String credentials = account.sid() + ':' + account.authTokens().get(0);
        String request = "GET /2010-04-01/Accounts/" + account.sid() + "/Recordings/" + LARGE + ".wav HTTP/1.1\r\n"
                + "Host: localhost\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 16)
                .readLine();
    }

    @Test
    void moreOfThemThanThereAreThreadsKeepNobodyWaiting() throws Exception {
        for (int i = 0; i < 190; i++) {
            for (Account account : List.of(TestServer.ACCOUNT, TestServer.SUBACCOUNT)) {
                assertThat(ask(account)).isEqualTo("HTTP/1.1 200 OK");
            }
        }

        long begun = System.nanoTime();
        assertThat(media.get("/Messages/" + sid("SM", 1) + ".json").statusCode())
                .isEqualTo(404);
        HttpResponse<byte[]> small = media.get("/Recordings/" + SMALL);
        assertThat(small.body()).containsExactly(1, 2, 3);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void tooManyOfOneAccountAreRefusedAndItsOtherReadsAreNot() throws Exception {
        for (int i = 0; i < Transfers.MOST_OF_ACCOUNT; i++) {
            assertThat(ask(TestServer.ACCOUNT)).isEqualTo("HTTP/1.1 200 OK");
        }
        assertThat(ask(TestServer.ACCOUNT)).isEqualTo("HTTP/1.1 429 Too Many Requests");
        assertThat(ask(TestServer.SUBACCOUNT)).isEqualTo("HTTP/1.1 200 OK");
        assertThat(media.get("/Messages.json").statusCode()).isEqualTo(200);

        for (Socket socket : sockets) {
            socket.close();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ask(TestServer.ACCOUNT).equals("HTTP/1.1 200 OK"));
    }

    @Test
    void aClientThatReadsInStepsGetsAll() throws Exception {
        HttpResponse<InputStream> answer = media.client()
                .send(
                        media.request("GET", media.url("/Recordings/" + LARGE), TestServer.ACCOUNT),
                        HttpResponse.BodyHandlers.ofInputStream());
        int offset = 0;
        try (InputStream body = answer.body()) {
            for (byte[] step = body.readNBytes(1_000_001); step.length > 0; step = body.readNBytes(1_000_001)) {
                assertThat(step).isEqualTo(Arrays.copyOfRange(CONTENT, offset, offset + step.length));
                offset += step.length;
            }
        }
        assertThat(offset).isEqualTo(CONTENT.length);
    }
}
