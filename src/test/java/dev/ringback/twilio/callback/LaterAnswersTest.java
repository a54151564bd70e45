package dev.ringback.twilio.callback;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestAnswers;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.ingest.StoredRequests;
import dev.ringback.model.Entry;
import dev.ringback.model.Participant;
import dev.ringback.model.Recording;
import dev.ringback.storage.ParticipantFilter;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of states that follow each other in any order the one counts that was told last, whichever arrives first. */
class LaterAnswersTest {
    private static final Instant ASKED = Instant.parse("2026-01-01T10:01:00.1Z");

    @TempDir
    private static Path folder;

    private static SqliteDatabase database;

    private final String recording = TestCallbacks.sid("RE");
    private final String conference = TestCallbacks.sid("CF");
    private final String call = TestCallbacks.sid("CA");

    @BeforeAll
    static void open() {
        database = TestSqlite.open(folder);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aRecordingIsAsItWasToldLast() {
        for (String last : List.of("paused", "in-progress")) {
            String before = last.equals("paused") ? "in-progress" : "paused";
            String sid = TestCallbacks.sid("RE");
            append(List.of(
                    TestAnswers.recording(sid, last).updatedAt(ASKED),
                    TestAnswers.recording(sid, before).updatedAt(ASKED.plusMillis(100)),
                    TestAnswers.recording(sid, last).updatedAt(ASKED.plusMillis(200))));

            assertThat(status(sid)).isEqualTo(last);
        }
    }

    @Test
    void aRecordingThatHasEndedIsNotResumed() {
        for (String end : List.of("stopped", "processing", "new-one", "absent", "completed")) {
            String sid = TestCallbacks.sid("RE");
            append(List.of(
                    TestAnswers.recording(sid, "paused").updatedAt(ASKED),
                    TestAnswers.recording(sid, end).askedAt(ASKED.plusMillis(50)),
                    TestAnswers.recording(sid, "in-progress").updatedAt(ASKED.plusMillis(200))));

            assertThat(status(sid)).isEqualTo(end);
        }
    }

    @Test
    void aCallbackCountsFromItsArrival() {
        append(List.of(
                TestAnswers.recording(recording, "paused").updatedAt(ASKED),
                TestTraffic.entry(TestCallbacks.recording(recording, "in-progress"), ASKED.plusSeconds(1))));

        assertThat(status(recording)).isEqualTo("in-progress");
    }

    @Test
    void flagsAreAsTheyWereToldLast() {
        append(List.of(
                participant(false).askedAt(ASKED),
                participant(true).updatedAt(ASKED.plusMillis(100)),
                participant(false).updatedAt(ASKED.plusMillis(200))));
        assertThat(find().orElseThrow().flags().muted()).isFalse();
        append(List.of(participant(true).updatedAt(ASKED.plusMillis(300))));
        assertThat(find().orElseThrow().flags().muted()).isTrue();
    }

    @Test
    void theStatusOfAParticipantIsThatOfTheLaterAnswer() {
        append(List.of(
                TestAnswers.participant(conference, call, "ringing").askedAt(ASKED),
                TestAnswers.participant(conference, call, "connected").askedAt(ASKED.plusMillis(100))));

        assertThat(find().orElseThrow().progress().status()).isEqualTo("connected");
    }

    @Test
    void whoIsRemovedHasLeftThoughTwilioStillShowsThemForAMoment() {
        append(List.of(
                TestAnswers.participant(conference, call, "connected").askedAt(ASKED),
                participant(false).deletedAt(ASKED.plusSeconds(1)),
                TestAnswers.participant(conference, call, "connected")
                        .with("queue_time", "2000")
                        .askedAt(ASKED.plusSeconds(5))));
        assertThat(find()).isEmpty();

        append(List.of(TestAnswers.participant(conference, call, "connected")
                .with("queue_time", "3000")
                .askedAt(ASKED.plusSeconds(100))));
        assertThat(find()).as("joined again").isPresent();
    }

    private TestAnswers participant(boolean muted) {
        return TestAnswers.participant(conference, call, "connected").flag("muted", muted);
    }

    private Optional<Participant> find() {
        return database.resources()
                .findAny(ACCOUNT_SID, ParticipantFilter.of(conference).withCallSid(call));
    }

    private static String status(String sid) {
        return database.resources()
                .find(Recording.class, ACCOUNT_SID, sid)
                .orElseThrow()
                .progress()
                .status();
    }

    /** Stores them in some order. */
    private static void append(List<Entry> entries) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(entries.hashCode()));
        for (Entry entry : shuffled) {
            assertThat(Projector.replay(entry.event()).resources()).isEqualTo(entry.resources());
            assertThat(database.events(new StoredRequests()).append(List.of(entry)))
                    .isNotNull();
        }
    }
}
