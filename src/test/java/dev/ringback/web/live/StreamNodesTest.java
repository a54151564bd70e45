package dev.ringback.web.live;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.DatabaseRows;
import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.web.live.StreamClient.Ending;
import dev.ringback.web.live.StreamClient.Format;
import dev.ringback.web.live.StreamClient.Told;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one PostgreSQL that take in events at the same time: each stream tells those of both, in the order of the log. */
@Tag("repeated")
@Timeout(600)
class StreamNodesTest {
    private static final int EVENTS = Form.pick(600, 20_000, 60_000);

    @TempDir
    Path folder;

    private final List<TestServer> nodes = new ArrayList<>();

    @BeforeEach
    void start() {
        TestPostgres.open(folder).close();
        for (int i = 0; i < 2; i++) {
            nodes.add(TestServer.start(TestPostgres.options(), settings -> settings));
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestServer::close);
    }

    private StreamClient.Opening stream(int node) {
        return StreamClient.at(nodes.get(node).apiUrl("")).as(ACCOUNT);
    }

    private CompletableFuture<Void> posting(int node, int events) {
        List<TestCallbacks> callbacks = Stream.generate(() -> messageStatus(sid("SM"), "sent"))
                .limit(events)
                .toList();
        SignedPosts posts = new SignedPosts(nodes.get(node));
        return CompletableFuture.runAsync(() -> posts.postAll(callbacks), Background.THREADS);
    }

    private static List<String> ids(List<Told> told) {
        return told.stream().map(Told::id).toList();
    }

    /** Returns what a client of either node has to be told, from the database itself. */
    private static List<String> stored(String generation) throws Exception {
        return DatabaseRows.query(TestPostgres.options().jdbcUrl(), "SELECT id FROM event ORDER BY id").stream()
                .map(row -> Long.parseLong(row.replaceAll("[^0-9]", "")))
                .sorted()
                .map(id -> generation + "-" + id)
                .toList();
    }

    @Test
    void eachNodeTellsTheEventsOfBothInOrderAndNoneIsMissing() throws Exception {
        int all = 2 * EVENTS;
        List<CompletableFuture<List<Told>>> told = new ArrayList<>();
        String generation;
        try (StreamClient first = stream(0).begin();
                StreamClient second = stream(1).asLines().begin();
                StreamClient filtered =
                        stream(1).with("Kind=message-status&Status=sent").begin()) {
            generation = first.lastId().replaceFirst("-.*", "");
            for (StreamClient client : List.of(first, second, filtered)) {
                told.add(inBackground(() -> client.next(all)));
            }
            List<CompletableFuture<Void>> posting = List.of(posting(0, EVENTS), posting(1, EVENTS));
            // Some begin in the middle of it, at the other node.
            List<String> some = ids(resumed(0, generation + "-0", EVENTS / 4));
            told.add(inBackground(() -> join(some, resumed(1, some.get(some.size() - 1), all - some.size()))));
            for (CompletableFuture<Void> each : posting) {
                each.get();
            }
            List<String> stored = stored(generation);
            assertThat(stored).hasSize(all);
            for (CompletableFuture<List<Told>> each : told.subList(0, 3)) {
                assertThat(ids(each.get())).isEqualTo(stored);
            }
            assertThat(ids(told.get(3).get())).isEqualTo(stored.subList(EVENTS / 4, all));
        }
    }

    private static List<Told> join(List<String> before, List<Told> after) {
        assertThat(ids(after)).doesNotContainAnyElementsOf(before);
        return after;
    }

    private List<Told> resumed(int node, String after, int events) throws IOException {
        try (StreamClient client = stream(node).asLines().after(after).begin()) {
            return client.next(events);
        }
    }

    private interface Reading<T> {
        T read() throws Exception;
    }

    private static <T> CompletableFuture<T> inBackground(Reading<T> reading) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return reading.read();
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                },
                Background.THREADS);
    }

    @Test
    void whenItsNodeStopsAClientGoesOnAtTheOther() throws Exception {
        List<String> told = new ArrayList<>();
        StreamClient client = stream(0).begin();
        String generation = client.lastId().replaceFirst("-.*", "");
        CompletableFuture<Void> posting = posting(1, EVENTS);
        told.addAll(ids(client.next(EVENTS / 3)));

        CompletableFuture<Void> closing = CompletableFuture.runAsync(nodes.get(0)::close, Background.THREADS);
        try {
            while (true) {
                told.add(client.next().id());
            }
        } catch (EOFException ended) {
            assertThat(ended).hasMessage("the stream has ended");
        }
        client.close();
        closing.get();

        try (StreamClient other = stream(1).after(client.lastId()).begin()) {
            told.addAll(ids(other.next(EVENTS - told.size())));
        }
        posting.get();
        assertThat(told).isEqualTo(stored(generation));
    }

    @Test
    void whenAnotherDatabaseTakesThePlaceOfTheOneThatWasReadStreamsEndAndCannotGoOn() throws Exception {
        try (StreamClient client = stream(0).begin()) {
            new SignedPosts(nodes.get(1)).post(messageStatus(sid("SM"), "sent"));
            client.next();
            try (Database beside = Databases.openBesideServer(TestPostgres.options())) {
                beside.generation().renew();
            }
            assertThat(client.ending()).isEqualTo(Ending.COMPLETE);
            for (Format format : Format.values()) {
                try (StreamClient again =
                        stream(1).as(format).after(client.lastId()).open()) {
                    assertThat(again.status()).isEqualTo(410);
                    String beginning = again.error().get("beginning").asText();
                    assertThat(resumed(0, beginning, 1)).hasSize(1);
                }
            }
        }
    }
}
