package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ringback.model.Action;
import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void aLongSubjectIsCut() {
        try (Database database = SqliteDatabase.open(folder.resolve("ringback.db"))) {
            new AuditTrail(database.audit(), CLOCK).record(Actor.link(), Action.SILENCE_END, "x".repeat(501), 1);

            assertThat(database.audit()
                            .newestFirst(AuditStore.Filter.NONE, Long.MAX_VALUE, 10)
                            .items())
                    .containsExactly(
                            new AuditRecord(1, CLOCK.instant(), Actor.link(), "silence.end", "x".repeat(500), 1));
        }
    }

    /** The action was done, and whoever heard of a failure would do it again. */
    @Test
    void aRecordThatCannotBeWrittenIsNoFailureOfTheAction() {
        Database database = SqliteDatabase.open(folder.resolve("ringback.db"));
        AuditTrail trail = new AuditTrail(database.audit(), CLOCK);
        database.close();

        assertThatCode(() -> trail.record(Actor.link(), Action.SILENCE, "silence 1", 1))
                .doesNotThrowAnyException();
    }
}
