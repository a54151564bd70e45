package dev.ringback.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamReaderTest {
    private static final String HEAD = """
            HTTP/1.1 200 OK
            Content-Type: text/event-stream
            Transfer-Encoding: chunked

            """.replace("\n", "\r\n");

    private final StreamReader reader = new StreamReader();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10_000})
    void eventsAreCountedHoweverTheyAreCut(int size) {
        feed(
                size,
                HEAD
                        + chunk("retry: 1000\n\nid: 1-1\nda")
                        + chunk("ta: {\"a\":\"data: é\"}\n\n: nothing\n\n")
                        + chunk("data: {}\n\nid: 1-3\n\n"));
        assertThat(reader.began()).isTrue();
        assertThat(reader.events()).isEqualTo(2);
    }

    @Test
    void sizesOfChunksAreNoEvents() {
        feed(10_000, HEAD + chunk("id: " + "1".repeat(0xda - 5) + "\n") + chunk("data: {}\n\n"));
        assertThat(reader.events()).isEqualTo(1);
    }

    @Test
    void refusalIsNoStream() {
        feed(5, "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 9\r\n\r\n\ndata: {}\n");
        assertThat(reader.began()).isFalse();
        assertThat(reader.status()).isEqualTo("HTTP/1.1 429");
        assertThat(reader.events()).isEqualTo(0);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n";
    }

    private void feed(int size, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i += size) {
            reader.received(ByteBuffer.wrap(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size))));
        }
    }
}
