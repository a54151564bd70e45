package dev.ringback.upstream;

import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.model.Accounts;
import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.Conference;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.Database;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A mirror without doors that asks a stand-in for Twilio, both at one time that the test drives. */
public final class TestMirror implements AutoCloseable {
    /** When the clock starts. */
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** The account that everything belongs to unless a test says otherwise. */
    public static final String ACCOUNT = TestServer.ACCOUNT.sid();

    private final TestClock clock = new TestClock(START);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<Integer> storedAtOnce = new CopyOnWriteArrayList<>();
    private final SimulatedTwilio twilio;
    private final Database database;
    private final Upstream upstream;

    private TestMirror(Path folder, Hydrate hydrate, @Nullable Duration trunkRecordings) {
        twilio = SimulatedTwilio.start(SimulatedTwilioOptions.of(TestServer.ACCOUNT, TestServer.SUBACCOUNT), clock);
        database = TestSqlite.open(folder);
        upstream = Upstream.of(
                TestUpstream.at(
                        TestUpstream.sweeping(TestUpstream.reading(Reads.MISSING), hydrate, trunkRecordings),
                        twilio.url()),
                OutboundOptions.DIRECT,
                new Accounts(List.of(TestServer.ACCOUNT)),
                database,
                this::store,
                RequestCounter.NONE,
                registry,
                clock);
    }

    /** Opens one in a folder, which may have the database of one before. */
    public static TestMirror open(Path folder) {
        return open(folder, Hydrate.NONE, null);
    }

    /** Opens one that reads lists for what callbacks never tell. */
    public static TestMirror open(Path folder, Hydrate hydrate, @Nullable Duration trunkRecordings) {
        return new TestMirror(folder, hydrate, trunkRecordings);
    }

    /** Stores entries in the thread of the caller. */
    public CompletableFuture<Void> store(List<Entry> entries) {
        storedAtOnce.add(entries.size());
        database.events().append(entries);
        return CompletableFuture.completedFuture(null);
    }

    public TestClock clock() {
        return clock;
    }

    public SimulatedTwilio twilio() {
        return twilio;
    }

    public Database database() {
        return database;
    }

    public MeterRegistry registry() {
        return registry;
    }

    public Supplier<Optional<Upstream>> upstream() {
        return () -> Optional.of(upstream);
    }

    /** Returns how many entries were stored in each transaction. */
    public List<Integer> storedAtOnce() {
        return storedAtOnce;
    }

    /** Counts the GETs whose path has this part. */
    public int asked(String partOfPath) {
        return twilio.requests().count("GET", partOfPath);
    }

    /** Counts all requests. */
    public int asked() {
        return twilio.requests().all().size();
    }

    /** Counts the messages of the mirror that are in a state. */
    public long messages(String status) {
        return database.doubts()
                .count(new DoubtStore.Sought(
                        ACCOUNT, Message.class, Set.of(status), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")));
    }

    /** Makes a message that was sent at a moment. */
    public static Message message(int number, String status, Instant sent) {
        return MessageBuilder.builder()
                .accountSid(ACCOUNT)
                .sid("SM%032x".formatted(number))
                .progress(new Progress(0, status, EventSource.CALLBACK))
                .to("+14155550101")
                .from("+14155550102")
                .body("Your code is 1234")
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .numSegments(1)
                .numMedia(0)
                .dateCreated(sent)
                .dateUpdated(sent)
                .dateSent(sent)
                .lastReceivedAt(sent)
                .build();
    }

    /** Makes a call that has ended. */
    public static Call call(int number, Instant started) {
        return CallBuilder.builder()
                .accountSid(ACCOUNT)
                .sid("CA%032x".formatted(number))
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .to("+14155550101")
                .from("+14155550102")
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .answeredAt(started)
                .endedAt(started.plusSeconds(60))
                .dateCreated(started)
                .dateUpdated(started.plusSeconds(60))
                .lastReceivedAt(started)
                .certainties(Call.Certainties.TOLD)
                .build();
    }

    /** Makes a conference. */
    public static Conference conference(int number, String status, Instant created) {
        return ConferenceBuilder.builder()
                .accountSid(ACCOUNT)
                .sid("CF%032x".formatted(number))
                .progress(new Progress(0, status, EventSource.CALLBACK))
                .friendlyName("standup")
                .dateCreated(created)
                .dateUpdated(created)
                .lastReceivedAt(created)
                .build();
    }

    @Override
    public void close() {
        try {
            upstream.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            database.close();
            twilio.close();
        }
    }
}
