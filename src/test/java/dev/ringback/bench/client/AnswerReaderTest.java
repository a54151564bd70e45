package dev.ringback.bench.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private final List<Answer> answers = new ArrayList<>();
    private final AnswerReader reader = new AnswerReader(answers::add);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10_000})
    void answersAreFoundHoweverTheyAreCut(int size) {
        String text = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n{\n\n}"
                + "HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
        for (int i = 0; i < text.length(); i += size) {
            reader.received(ByteBuffer.wrap(
                    text.substring(i, Math.min(text.length(), i + size)).getBytes(ISO_8859_1)));
        }
        reader.closed();
        assertThat(answers).extracting(Answer::status).containsExactly(200, 204, 404, 0);
        assertThat(answers.get(0).body()).isEqualTo("{\n\n}");
    }
}
