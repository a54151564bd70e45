package dev.ringback.live;

import dev.ringback.TestCallbacks;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Opens streams of a database of their own, and closes them after each test. */
abstract class StreamsFixture {
    static final Duration SOON = Duration.ofSeconds(20);
    static final StreamTimes PATIENT = new StreamTimes(Duration.ofMinutes(5), Duration.ofMinutes(5));
    static final StreamTimes LIVELY = new StreamTimes(Duration.ofMillis(20), Duration.ofMinutes(5));
    static final StreamTimes HASTY = new StreamTimes(Duration.ofMinutes(5), Duration.ofMillis(50));
    static final String ACCOUNT = TestCallbacks.ACCOUNT_SID;
    static final String OTHER_ACCOUNT = TestCallbacks.SUBACCOUNT_SID;

    @TempDir
    Path folder;

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @SuppressWarnings("NullAway.Init") // each test opens them first
    Database database;

    @SuppressWarnings("NullAway.Init")
    Streams streams;

    @SuppressWarnings("NullAway.Init")
    LogTail tail;

    final void start(StreamTimes times, ChangeWriter writer) {
        database = TestSqlite.open(folder);
        streams = new Streams(database.log(), database.resources(), writer, times, new StreamMetrics(registry));
        tail = new LogTail(database.log(), List.of(streams));
        streams.wakes(tail::wake);
        tail.start();
        streams.start();
    }

    @AfterEach
    void stop() {
        tail.close();
        streams.close();
        database.close();
    }
}
