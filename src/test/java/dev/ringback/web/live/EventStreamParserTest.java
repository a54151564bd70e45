package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.web.live.EventStreamParser.Block;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser that judges streams, held against the examples of the standard. */
class EventStreamParserTest {

    @Test
    void theExamplesOfTheStandardAreReadAsItSays() throws IOException {
        assertThat(events("data: YHOO\ndata: +2\ndata: 10\n\n")).containsExactly("message:YHOO\n+2\n10");
        assertThat(events(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n"))
                .containsExactly("message:first event", "message:second event");
        assertThat(events("data\n\ndata\ndata\n\ndata:")).containsExactly("message:", "message:\n");
        assertThat(events("data:test\n\ndata: test\n\n")).containsExactly("message:test", "message:test");
        assertThat(events("event: add\ndata: 73857293\n\n")).containsExactly("add:73857293");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void everyLineEndOfTheStandardEndsALine(String end) throws IOException {
        assertThat(events("\uFEFFdata: a" + end + "data: b" + end + end + "data: c" + end + end))
                .containsExactly("message:a\nb", "message:c");
    }

    @Test
    void anIdWithoutDataMovesThePlaceAndIsNoEvent() throws IOException {
        EventStreamParser parser = parser("retry: 1000\nid: a-1\n\n:\n\nid: a-2\n\ndata: x\n\n");

        Block begin = parser.next().orElseThrow();
        assertThat(begin.data()).isEmpty();
        assertThat(begin.id()).isEqualTo("a-1");
        assertThat(parser.retryMillis()).isEqualTo(1000);
        assertThat(parser.next().orElseThrow().isComment()).isTrue();
        assertThat(parser.next().orElseThrow().id()).isEqualTo("a-2");
        assertThat(parser.next().orElseThrow()).isEqualTo(new Block("a-2", "message", Optional.of("x"), false));
        assertThat(parser.next()).isEmpty();
        assertThat(parser.lastEventId()).isEqualTo("a-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Data: x\n\n", "retry: soon\n\n", "id: a\0b\n\n", "{\"json\": 1}\n\n"})
    void whatABrowserWouldPassOverIsAComplaint(String stream) {
        assertThatThrownBy(() -> events(stream)).isInstanceOf(IOException.class);
    }

    @Test
    void bytesThatAreNoTextAreAComplaint() {
        assertThatThrownBy(() ->
                        new EventStreamParser(new ByteArrayInputStream(new byte[] {'d', (byte) 0xC3, '\n'})).next())
                .isInstanceOf(IOException.class);
    }

    private static EventStreamParser parser(String stream) {
        return new EventStreamParser(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> events(String stream) throws IOException {
        EventStreamParser parser = parser(stream);
        List<String> events = new ArrayList<>();
        for (Optional<Block> block = parser.next(); block.isPresent(); block = parser.next()) {
            Block known = block.get();
            known.data().ifPresent(data -> events.add(known.type() + ":" + data));
        }
        return events;
    }
}
