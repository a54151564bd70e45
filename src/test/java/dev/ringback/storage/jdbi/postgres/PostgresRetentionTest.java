package dev.ringback.storage.jdbi.postgres;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.participant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.DatabaseRows;
import dev.ringback.TestAnswers;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.Database;
import dev.ringback.storage.Fingerprint;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.RetentionStore.Step;
import dev.ringback.twilio.callback.Projector;
import dev.ringback.upkeep.Rebuild;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old months are dropped, with all that was first heard of in them, but for what is still alive. */
class PostgresRetentionTest {
    private static final Instant OLD = Instant.parse("2024-01-10T12:00:00Z");
    private static final Instant BEFORE = Instant.parse("2025-01-25T00:00:00Z");
    private static final Instant SAME_MONTH = Instant.parse("2025-01-02T00:00:00Z");
    private static final Instant YOUNG = Instant.parse("2026-02-10T12:00:00Z");

    private final String conference = TestCallbacks.sid("CF");

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void openDatabase() {
        database = TestPostgres.open(folder);
        database.events().append(TestTraffic.entries(20, 10, 1, OLD));
        database.events().append(TestTraffic.entries(20, 10, 2, OLD.plusSeconds(60 * 86_400)));
        database.events().append(TestTraffic.entries(10, 5, 3, SAME_MONTH));
        database.events().append(TestTraffic.entries(10, 5, 4, YOUNG));
        database.events().append(List.of(joins(OLD, 1), joins(YOUNG, 2)));
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private Entry joins(Instant at, int sequence) {
        return TestTraffic.entry(
                participant(conference, "CA" + "0".repeat(31) + sequence, "participant-join", sequence), at);
    }

    @Test
    void oldResourcesAreDeletedWholeAndLiveOnesStayWhole() throws SQLException {
        long before = number("SELECT count(*) FROM event");

        deleteAll();

        assertThat(months()).isNotEmpty().allMatch(month -> month >= 202501);
        assertThat(number("SELECT count(*) FROM event")).isPositive().isLessThan(before);
        assertThat(number("SELECT count(*) FROM event WHERE received_at < "
                        + OLD.plusSeconds(90 * 86_400).toEpochMilli()))
                .as("of the conference")
                .isEqualTo(1);
        List<LoggedEvent> timeline = database.events().timeline(List.of(TestCallbacks.ACCOUNT_SID), conference, 0, 10);
        assertThat(timeline).hasSize(2);
        assertThat(number("SELECT month FROM subject WHERE sid = '" + conference + "'"))
                .isEqualTo(202602);
        assertThat(number("SELECT count(*) FROM message WHERE last_received_at < " + SAME_MONTH.toEpochMilli()))
                .isZero();
        assertThat(number("SELECT count(*) FROM event_reference WHERE event_id NOT IN (SELECT id FROM event)"))
                .isZero();
        assertThat(
                        number(
                                "SELECT count(*) FROM event WHERE sid <> '' AND NOT EXISTS (SELECT 1 FROM subject"
                                        + " WHERE subject.account_sid = event.account_sid AND subject.sid = event.sid AND subject.month = event.month)"))
                .isZero();
    }

    @Test
    void theRemainingMirrorIsTheReplayOfTheRemainingLog() {
        deleteAll();
        Map<String, Fingerprint> left = database.migration().mirror();

        new Rebuild(database.projections()).run((done, total) -> {});

        assertThat(database.migration().mirror()).isEqualTo(left);
    }

    @Test
    void aSecondArrivalOfWhatWasMovedIsFound() {
        deleteAll();
        database.events().append(List.of(joins(YOUNG.plusSeconds(60), 1)));

        assertThat(database.events().timeline(List.of(TestCallbacks.ACCOUNT_SID), conference, 0, 10))
                .hasSize(2);
    }

    @Test
    void anAnswerAgesByTwiliosDate() throws SQLException {
        String gone = TestCallbacks.sid("SM");
        String alive = TestCallbacks.sid("SM");
        String kept = TestCallbacks.sid("SM");
        database.events()
                .append(List.of(
                        answer(gone, OLD.minusSeconds(40 * 86_400)),
                        answer(alive, OLD),
                        TestTraffic.entry(messageStatus(alive, "delivered"), YOUNG),
                        answer(kept, BEFORE.plusSeconds(20 * 86_400))));
        assertThat(number("SELECT month FROM subject WHERE sid = '" + gone + "'"))
                .isEqualTo(202312);

        deleteAll();

        assertThat(timeline(gone)).isEmpty();
        assertThat(timeline(alive)).hasSize(2);
        assertThat(timeline(kept)).hasSize(1);
        assertThat(months()).allMatch(month -> month >= 202501);
        assertThat(number("SELECT count(*) FROM message WHERE sid = '" + gone + "'"))
                .isZero();
    }

    private static Entry answer(String sid, Instant changed) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(changed.atOffset(ZoneOffset.UTC));
        return TestAnswers.message(sid, "delivered")
                .with("date_created", date)
                .with("date_sent", date)
                .with("date_updated", date)
                .askedAt(YOUNG);
    }

    private List<LoggedEvent> timeline(String sid) {
        return database.events().timeline(List.of(TestCallbacks.ACCOUNT_SID), sid, 0, 10);
    }

    private void deleteAll() {
        RetentionStore retention = database.retention(Projector::references);
        Step step = retention.deleteSome(BEFORE, 0, 7);
        while (!step.finished()) {
            step = retention.deleteSome(BEFORE, step.afterId(), 7);
        }
    }

    private static List<Integer> months() throws SQLException {
        List<Integer> months = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(TestPostgres.options().jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = 'event'::regclass")) {
            while (rows.next()) {
                months.add(Integer.valueOf(rows.getString(1).replace("event_", "")));
            }
        }
        return months;
    }

    private static long number(String sql) throws SQLException {
        return DatabaseRows.number(TestPostgres.options().jdbcUrl(), sql);
    }
}
