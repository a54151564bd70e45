package dev.ringback.twilio.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.FuzzInput;
import dev.ringback.TestCallbacks;
import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.twilio.FormBody;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was signed becomes entries that the log and the mirror take, or is refused in the one way that is declared. */
class CallbackReaderFuzzTest {
    private static final int MAX_RECOVERED = 3;
    /** A synced commit takes as long as a hundred readings. */
    private static final int STORE_EVERY = 100;

    @TempDir
    static Path folder;

    private static ReadEntries entries;
    private static long executions;

    private final CallbackReader reader = new CallbackReader(ReadEntries.ACCOUNTS);

    @BeforeAll
    static void openDatabase() {
        entries = ReadEntries.in(folder);
    }

    @AfterAll
    static void closeDatabase() {
        entries.close();
    }

    /** Lines: method, what follows the door's path, idempotency token; then the body. */
    @FuzzTest
    void anyFormBecomesEntries(byte[] input) {
        FuzzInput lines = new FuzzInput(input);
        String method = lines.line().equals("GET") ? "GET" : "POST";
        Arrival arrival = ReadEntries.arrival(method, "/twilio" + lines.line(), lines.lineOrNull());
        byte[] body = method.equals("GET") ? new byte[0] : lines.rest();

        List<Entry> read = reader.readForm(arrival, body, FormBody.parse(body));

        assertThat(read).hasSizeBetween(1, 1 + MAX_RECOVERED);
        assertThat(read).isEqualTo(reader.readForm(arrival, body, FormBody.parse(body)));
        assertThat(FormBody.parse(read.get(0).event().payload()).fields())
                .isEqualTo(FormBody.parse(body).fields());
        assertSound(read);
    }

    /** The body of an Event Streams sink. */
    @FuzzTest
    void anyJsonBecomesEntriesOrIsRefused(byte[] body) throws Exception {
        Arrival arrival = ReadEntries.arrival("POST", "/twilio?bodySHA256=0", null);
        List<Entry> read;
        try {
            read = reader.readJson(arrival, body);
        } catch (MalformedBodyException refused) {
            assertThat(refused.getMessage()).matches("[ -~]{1,100}");
            return;
        }

        assertThat(read).isEqualTo(reader.readJson(arrival, body));
        assertNothingIsLeftOut(body, read);
        assertSound(read);
    }

    /** The {@code Payload} of a Debugger event, which may hold a callback that never reached us, which may be a Debugger event. */
    @FuzzTest
    void anyDebuggerPayloadBecomesEntries(byte[] payload) {
        String form = TestCallbacks.debugger("NO00000000000000000000000000000001", "")
                        .without("Payload")
                        .form()
                + "&Payload="
                + URLEncoder.encode(new String(payload, UTF_8), UTF_8);
        byte[] body = form.getBytes(ISO_8859_1);
        Arrival arrival = ReadEntries.arrival("POST", "/twilio", "made-up-token");

        List<Entry> read = reader.readForm(arrival, body, FormBody.parse(body));

        assertThat(read).hasSizeBetween(1, 1 + MAX_RECOVERED);
        assertThat(read).isEqualTo(reader.readForm(arrival, body, FormBody.parse(body)));
        assertThat(read.get(0).event().kind()).isEqualTo(EventKind.DEBUGGER);
        assertThat(read.get(0).resources()).hasSize(1);
        for (Entry recovered : read.subList(1, read.size())) {
            assertThat(recovered.event().source()).isEqualTo(EventSource.RECOVERED);
            assertThat(recovered.event().target()).startsWith("/twilio");
            assertThat(recovered.event().accountSid()).isEqualTo(TestCallbacks.ACCOUNT_SID);
        }
        assertSound(read);
    }

    /** The pieces of a batch are the elements that a JSON parser finds in the whole. */
    private static void assertNothingIsLeftOut(byte[] body, List<Entry> read) throws Exception {
        JsonNode whole = Json.MAPPER.readTree(new String(body, UTF_8).replaceFirst("^\uFEFF", ""));
        List<JsonNode> elements = whole.isArray() ? List.copyOf(list(whole)) : List.of(whole);
        assertThat(read).hasSameSizeAs(elements);
        for (int i = 0; i < elements.size(); i++) {
            assertThat(Json.MAPPER.readTree(read.get(i).event().payload())).isEqualTo(elements.get(i));
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> elements = new java.util.ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static void assertSound(List<Entry> read) {
        entries.assertSound(read);
        boolean fuzzing = System.getenv("JAZZER_FUZZ") != null;
        if (!fuzzing || executions++ % STORE_EVERY == 0) {
            entries.assertStored(read.size() > MAX_RECOVERED ? read.subList(0, MAX_RECOVERED) : read);
        }
    }
}
