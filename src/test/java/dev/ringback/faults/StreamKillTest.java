package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.jdbi.sqlite.StoredLog;
import dev.ringback.web.live.SignedPosts;
import dev.ringback.web.live.StreamClient;
import dev.ringback.web.live.StreamClient.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} under load, while clients read streams, which they resume with what they were told last. */
@Tag("repeated")
class StreamKillTest {
    private static final int KILLS = Form.pick(2, 10, 60);
    private static final int CONNECTIONS = 16;
    private static final int MOST_ANSWERS = Form.pick(300, 2_000);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String FILTER = "Kind=message-status&Kind=call-status&Kind=recording";

    /** The message after which a client has been told everything. */
    private static final String LAST = TestCallbacks.sid("SM");

    private final Random random = new Random(1);
    private final Ledger ledger = new Ledger();

    @TempDir
    Path folder;

    private volatile String apiUrl;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void everyAcknowledgedEventReachesEachClientOnce() throws Exception {
        Path database = folder.resolve("killed.db");
        int port = ServeProcess.freePort();
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(database, port).forManyStarts();
        EndlessTraffic traffic = new EndlessTraffic(port, 9);
        Map<String, Follower> followers = new LinkedHashMap<>();
        ServeProcess serve = recipe.start();
        try {
            apiUrl = serve.apiUrl("");
            Follower events = new Follower(opening -> opening);
            followers.put("events", events.start());
            followers.put("filtered", new Follower(opening -> opening.with(FILTER)).start());
            followers.put("lines", new Follower(StreamClient.Opening::asLines).start(events.beginning()));
            for (int kill = 0; kill < KILLS; kill++) {
                try (Sender sender = new Sender(port, CONNECTIONS, traffic, ledger)) {
                    sender.start();
                    awaitAnswers(random.nextInt(MOST_ANSWERS));
                    serve.kill();
                }
                serve = recipe.start();
                apiUrl = serve.apiUrl("");
            }
            Audit audit = Audit.of(database, ledger);
            new SignedPosts(port).post(TestCallbacks.messageStatus(LAST, "sent"));
            List<LoggedEvent> log = StoredLog.read(database);
            check(followers.get("events"), log);
            check(followers.get("lines"), log);
            check(
                    followers.get("filtered"),
                    log.stream()
                            .filter(logged -> FILTER.contains(
                                    "Kind=" + logged.event().kind().value()))
                            .toList());
            int resumed = followers.values().stream()
                    .mapToInt(follower -> follower.opened.get() - 1)
                    .sum();
            new ResultRow("55-streams", "`kill -9` under load, " + followers.size() + " clients with streams")
                    .figure("%d kills", KILLS)
                    .figure("%,d events acknowledged, each told to each client once", audit.acknowledged())
                    .figure("%,d times a client resumed its stream", resumed)
                    .write();
        } finally {
            followers.values().forEach(Follower::stop);
            serve.close();
        }
    }

    private void check(Follower follower, List<LoggedEvent> expected) throws Exception {
        List<String> told = follower.all.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS).stream()
                .map(change -> change.eventId() + " " + change.sid())
                .toList();
        assertThat(told)
                .isEqualTo(expected.stream()
                        .map(logged -> logged.id() + " "
                                + (logged.event().sid().isEmpty()
                                        ? null
                                        : logged.event().sid()))
                        .toList());
    }

    private void awaitAnswers(int more) throws InterruptedException {
        long count = ledger.answers(204) + more;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (ledger.answers(204) < count && System.nanoTime() - deadline < 0) {
            Thread.sleep(1);
        }
        assertThat(ledger.answers(204)).as("acknowledged").isGreaterThanOrEqualTo(count);
    }

    /** Reads a stream to its end, and opens it again behind what it was told last, as a browser does. */
    private final class Follower {
        private final UnaryOperator<StreamClient.Opening> request;
        private final CompletableFuture<String> begun = new CompletableFuture<>();
        private CompletableFuture<List<Told>> all;
        private volatile boolean stopped;
        private final AtomicInteger opened = new AtomicInteger();
        private String lastId = "";

        Follower(UnaryOperator<StreamClient.Opening> request) {
            this.request = request;
        }

        /** Returns when it has begun: it is told of whatever comes from now on. */
        Follower start() {
            all = CompletableFuture.supplyAsync(this::follow, Background.THREADS);
            begun.join();
            return this;
        }

        Follower start(String place) {
            lastId = place;
            return start();
        }

        String beginning() {
            return begun.join();
        }

        void stop() {
            stopped = true;
        }

        private List<Told> follow() {
            List<Told> told = new ArrayList<>();
            while (!stopped && !isAtEnd(told)) {
                StreamClient.Opening opening =
                        request.apply(StreamClient.at(apiUrl).as(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN));
                try (StreamClient client = (lastId.isEmpty() ? opening : opening.after(lastId)).begin()) {
                    opened.incrementAndGet();
                    lastId = client.lastId();
                    begun.complete(lastId);
                    while (!stopped && !isAtEnd(told)) {
                        told.add(client.next());
                        lastId = client.lastId();
                    }
                } catch (IOException killed) {
                    pause(); // it is there again soon, at another address
                }
            }
            return told;
        }

        private void pause() {
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                stopped = true;
            }
        }

        private static boolean isAtEnd(List<Told> told) {
            return !told.isEmpty() && LAST.equals(told.get(told.size() - 1).sid());
        }
    }
}
