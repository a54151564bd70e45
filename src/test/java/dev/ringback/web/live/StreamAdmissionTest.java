package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.live.ChangeFilter;
import dev.ringback.live.LogTail;
import dev.ringback.live.OpenStream;
import dev.ringback.live.Outlet;
import dev.ringback.live.StreamEnd;
import dev.ringback.live.StreamMetrics;
import dev.ringback.live.StreamTimes;
import dev.ringback.live.Streams;
import dev.ringback.model.Accounts;
import dev.ringback.query.Caller;
import dev.ringback.query.ChangeJson;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamAdmissionTest {
    private static final Accounts ACCOUNTS = new Accounts(List.of(TestServer.ACCOUNT));
    private static final Caller CALLER = Caller.withAuthToken(TestServer.ACCOUNT, ACCOUNTS);

    private Database database;
    private Streams streams;
    private LogTail tail;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = TestSqlite.open(folder);
        streams = new Streams(
                database.log(),
                database.resources(),
                ChangeJson::write,
                StreamTimes.USUAL,
                new StreamMetrics(new SimpleMeterRegistry()));
        tail = new LogTail(database.log(), List.of(streams));
        streams.wakes(tail::wake);
        tail.start();
        streams.start();
    }

    @AfterEach
    void close() {
        tail.close();
        streams.close();
        database.close();
    }

    private OpenStream stream() {
        ChangeFilter filter =
                new ChangeFilter(CALLER.scope(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of());
        return streams.open(streams.begin(null), filter, new EventStreamFraming(), new Silence(), "http://localhost");
    }

    /** A client that is told nothing here. */
    private static final class Silence implements Outlet {
        @Override
        public CompletableFuture<Void> ready() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void send(byte[] bytes) {}

        @Override
        public void cut() {}
    }

    @Test
    void aStreamOfASessionEndsAfterAWhileAndOthersDoNot() {
        StreamAdmission admission = new StreamAdmission(ACCOUNTS, Duration.ofMillis(50));
        OpenStream program = stream();
        OpenStream browser = stream();

        admission.enter(program, CALLER);
        admission.enterBySession(browser, CALLER);

        assertThat(browser.ended().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo(StreamEnd.UNCERTAIN);
        assertThat(program.ended().toCompletableFuture()).isNotDone();
    }

    @Test
    void bothEndWhenTheAccountIsNotAsItWas() {
        StreamAdmission admission = new StreamAdmission(ACCOUNTS);
        List<OpenStream> both = List.of(stream(), stream());
        admission.enter(both.get(0), CALLER);
        admission.enterBySession(both.get(1), CALLER);
        admission.use(ACCOUNTS);
        assertThat(both)
                .noneMatch(stream -> stream.ended().toCompletableFuture().isDone());

        admission.use(new Accounts(List.of()));

        for (OpenStream stream : both) {
            assertThat(stream.ended().toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isEqualTo(StreamEnd.UNCERTAIN);
        }
    }
}
