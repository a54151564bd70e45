package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.simulate.traffic.Traffic;
import dev.ringback.simulate.traffic.TrafficOptions;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.SqliteDatabase;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.MalformedBodyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same events in any order, with any repetition and in any grouping, end in the same rows. */
class StateConvergenceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Account ACCOUNT = Account.of(TestCallbacks.ACCOUNT_SID, "token");
    private static final String URL = "https://hooks.example.com/twilio";
    private static final List<String> MIRROR =
            List.of("message", "media", "call", "recording", "transcription", "conference", "participant", "alert");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shuffledAndDoubledTrafficOfEveryKindEndsInTheSameRows(long seed) throws Exception {
        List<Entry> entries = entries(seed);
        Random random = new Random(seed);
        Map<String, Set<String>> inOrder = store("in-order-" + seed, entries, random);
        assertThat(inOrder.keySet())
                .allSatisfy(table -> assertThat(inOrder.get(table)).as(table).isNotEmpty());

        for (int round = 0; round < 3; round++) {
            List<Entry> shuffled = new ArrayList<>(entries);
            entries.stream().filter(entry -> random.nextInt(3) == 0).forEach(shuffled::add);
            Collections.shuffle(shuffled, random);
            assertThat(store("shuffled-" + seed + "-" + round, shuffled, random))
                    .isEqualTo(inOrder);
        }
    }

    @Test
    void theTrafficHasEveryKindThatChangesState() throws Exception {
        assertThat(entries(1))
                .extracting(entry -> entry.event().kind())
                .contains(
                        EventKind.MESSAGE_STATUS,
                        EventKind.INBOUND_MESSAGE,
                        EventKind.CALL_STATUS,
                        EventKind.AMD,
                        EventKind.RECORDING,
                        EventKind.TRANSCRIPTION,
                        EventKind.REALTIME_TRANSCRIPTION,
                        EventKind.CONFERENCE,
                        EventKind.PARTICIPANT,
                        EventKind.VIDEO,
                        EventKind.TASKROUTER,
                        EventKind.DEBUGGER);
        assertThat(entries(1))
                .extracting(entry -> entry.event().source())
                .contains(EventSource.CALLBACK, EventSource.STREAM, EventSource.RECOVERED);
    }

    /** Appends in groups of any size, and returns all rows of the mirror. */
    private Map<String, Set<String>> store(String name, List<Entry> entries, Random random) throws SQLException {
        Path file = folder.resolve(name + ".db");
        try (SqliteDatabase database = SqliteDatabase.open(DatabaseOptions.of(file))) {
            for (int from = 0; from < entries.size(); ) {
                int to = Math.min(entries.size(), from + 1 + random.nextInt(200));
                database.events().append(entries.subList(from, to));
                from = to;
            }
        }
        Map<String, Set<String>> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : MIRROR) {
                rows.put(table, rows(statement, table));
            }
        }
        return rows;
    }

    private static Set<String> rows(Statement statement, String table) throws SQLException {
        Set<String> rows = new TreeSet<>();
        try (ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getMetaData().getColumnName(i))
                            .append('=')
                            .append(result.getString(i))
                            .append(' ');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    /** Simulated traffic, with conflicting witnesses added: final states that contradict each other. */
    private static List<Entry> entries(long seed) throws MalformedBodyException {
        TrafficOptions options = new TrafficOptions(ACCOUNT.sid(), CallbackUrl.parse(URL), 60, 40, false, 0, seed);
        CallbackReader reader = new CallbackReader(new Accounts(List.of(ACCOUNT)));
        List<Entry> entries = new ArrayList<>();
        for (SimulatedCallback callback : new Traffic(options, Clock.fixed(NOW, ZoneOffset.UTC))
                .callbacks()
                .toList()) {
            entries.addAll(read(reader, callback));
        }
        for (String status : List.of("failed", "undelivered", "delivered", "canceled", "read", "sent", "novel")) {
            for (String dlr : List.of("", "2601011000", "2601011001")) {
                String form = TestCallbacks.messageStatus("SM" + "0".repeat(32), status)
                        .with("RawDlrDoneDate", dlr)
                        .with("ErrorCode", status.equals("failed") ? "30003" : "")
                        .form();
                entries.addAll(reader.readForm(arrival("POST", ""), bytes(form), FormBody.parse(form)));
            }
        }
        return entries;
    }

    private static List<Entry> read(CallbackReader reader, SimulatedCallback callback) throws MalformedBodyException {
        String query = callback.query();
        if (callback.method().equals("GET")) {
            query += (query.isEmpty() ? "" : "&") + callback.payload();
            return reader.readForm(arrival("GET", query), new byte[0], FormBody.parse(""));
        }
        byte[] body = bytes(callback.payload());
        return callback.format() == PayloadFormat.JSON
                ? reader.readJson(arrival("POST", query), body)
                : reader.readForm(arrival("POST", query), body, FormBody.parse(body));
    }

    private static Arrival arrival(String method, String query) {
        String target = query.isEmpty() ? "/twilio" : "/twilio?" + query;
        return new Arrival(ACCOUNT, URL, method, target, null, NOW, EventSource.CALLBACK);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
