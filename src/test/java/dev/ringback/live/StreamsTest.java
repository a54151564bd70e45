package dev.ringback.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.model.Entry;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.TestEntries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How streams get on when clients, the database or writers do not, and what they send when there is nothing to tell. */
@Timeout(60)
class StreamsTest extends StreamsFixture {
    private static final Framing FRAMING = new PlainFraming();

    private void start(StreamTimes times) {
        start(times, (id, logged, reading, resource, baseUrl) -> id.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a line for each thing that a stream says. */
    static final class PlainFraming implements Framing {
        @Override
        public void begin(String id, ByteArrayOutputStream output) {
            write("begin " + id, output);
        }

        @Override
        public void change(String id, byte[] json, ByteArrayOutputStream output) {
            write(new String(json, StandardCharsets.UTF_8), output);
        }

        @Override
        public void changed(String id, long count, ByteArrayOutputStream output) {
            write("changed " + id + " " + count, output);
        }

        @Override
        public void heartbeat(@Nullable String id, ByteArrayOutputStream output) {
            write("alive " + id, output);
        }

        private static void write(String line, ByteArrayOutputStream output) {
            output.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Takes what is sent, unless it is told not to. */
    static final class Client implements Outlet {
        final List<String> lines = new CopyOnWriteArrayList<>();
        private volatile CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);
        volatile boolean cut;

        void takeNothing() {
            ready = new CompletableFuture<>();
        }

        void goOn() {
            ready.complete(null);
        }

        void hangUp() {
            ready = CompletableFuture.failedFuture(new IOException("gone"));
        }

        @Override
        public CompletableFuture<Void> ready() {
            return ready;
        }

        @Override
        public void send(byte[] bytes) {
            if (!ready.isDone()) {
                throw new AssertionError("nothing can be sent now");
            }
            lines.addAll(new String(bytes, StandardCharsets.UTF_8).lines().toList());
        }

        @Override
        public void cut() {
            cut = true;
        }
    }

    private OpenStream open(EventPosition begin, Client client) {
        return open(begin, client, AccountScope.all());
    }

    private OpenStream open(EventPosition begin, Client client, AccountScope scope) {
        ChangeFilter filter =
                new ChangeFilter(scope, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of());
        return streams.open(begin, filter, FRAMING, client, "http://localhost");
    }

    private EventPosition end() {
        return streams.begin(null);
    }

    private EventPosition beginning() {
        return new EventPosition(end().generation(), 0);
    }

    private void store(String accountSid, int events) {
        List<Entry> entries = Stream.generate(
                        () -> TestEntries.entry(TestEntries.event(accountSid, TestEntries.sid("SM"))))
                .limit(events)
                .toList();
        database.events().append(entries);
    }

    private static List<String> ids(EventPosition of, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(id -> of.generation() + "-" + id)
                .toList();
    }

    private static void awaitLine(Client client, String line) {
        await().atMost(SOON).until(() -> client.lines.contains(line));
    }

    @Test
    void signsOfLifeMoveThePlaceWhereTheClientIsToldOfNothing() {
        start(LIVELY);
        Client client = new Client();
        EventPosition begin = end();
        open(begin, client, AccountScope.of(List.of(ACCOUNT)));
        awaitLine(client, "alive null");
        assertThat(client.lines.get(0)).isEqualTo("begin " + StreamId.of(begin));

        store(OTHER_ACCOUNT, 3);
        String moved = "alive " + ids(begin, 3, 3).get(0);
        awaitLine(client, moved);
        int told = client.lines.size();
        await().atMost(SOON).until(() -> client.lines.size() > told);
        assertThat(client.lines.subList(client.lines.indexOf(moved) + 1, client.lines.size()))
                .containsOnly("alive null");

        store(ACCOUNT, 1);
        awaitLine(client, ids(begin, 4, 4).get(0));
    }

    @Test
    void aClientThatCatchesUpOnWhatItIsNotToldOfGetsSignsOfLifeToo() {
        start(LIVELY);
        store(OTHER_ACCOUNT, 2_500);
        Client client = new Client();
        open(beginning(), client, AccountScope.of(List.of(ACCOUNT)));
        awaitLine(client, "alive " + ids(end(), 2_500, 2_500).get(0));
        assertThat(client.lines).noneMatch(line -> line.equals("alive null") && client.lines.indexOf(line) == 0);
    }

    /** The database is away for a moment just when an event is written whose resource is read. */
    @Test
    void aFailureInTheMiddleOfAPortionLosesNothingAndRepeatsNothing() {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        start(PATIENT, (id, logged, reading, resource, baseUrl) -> {
            if (logged.id() % 3 == 0 && failed.add(id)) {
                throw new StorageUnavailableException("away for a moment", new IOException());
            }
            return id.getBytes(StandardCharsets.UTF_8);
        });
        store(ACCOUNT, 9);
        EventPosition begin = beginning();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(new Client());
            open(begin, clients.get(i));
        }
        List<String> expected = new ArrayList<>(ids(begin, 1, 9));
        expected.add(0, "begin " + StreamId.of(begin));
        for (Client client : clients) {
            awaitLine(client, expected.get(9));
            assertThat(client.lines).isEqualTo(expected);
        }
        assertThat(failed).hasSize(3);
    }

    @Test
    void whileTheDatabaseCannotBeReadClientsStillGetSignsOfLifeAndCanBeEnded() {
        start(LIVELY);
        Client client = new Client();
        Client other = new Client();
        OpenStream stream = open(end(), client);
        open(end(), other);
        awaitLine(client, "alive null");
        database.close();

        for (Client each : List.of(client, other)) {
            int before = each.lines.size();
            await().atMost(SOON).until(() -> each.lines.size() > before + 1);
        }
        stream.end(StreamEnd.UNCERTAIN);
        assertThat(stream.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.UNCERTAIN);
    }

    @Test
    void whoTakesNothingForTooLongIsCutOffAndTheOthersAreTold() {
        start(HASTY);
        Client slow = new Client();
        Client other = new Client();
        slow.takeNothing();
        OpenStream stream = open(end(), slow);
        OpenStream healthy = open(end(), other);
        store(ACCOUNT, 1);

        assertThat(stream.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.SLOW);
        await().atMost(SOON).until(() -> slow.cut);
        assertThat(slow.lines).isEmpty();
        awaitLine(other, ids(end(), 1, 1).get(0));
        assertThat(healthy.ended().toCompletableFuture()).isNotDone();
        assertThat(registry.get("ringback.streams.ended")
                        .tag("reason", "slow")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aConnectionThatTheDoorCutsBecauseNobodyReadsCountsAsSlow() {
        start(new StreamTimes(Duration.ofMillis(50), Duration.ofSeconds(2)));
        Client slow = new Client();
        Client gone = new Client();
        Client other = new Client();
        OpenStream ofSlow = open(end(), slow);
        OpenStream ofGone = open(end(), gone);
        open(end(), other);
        slow.takeNothing();
        store(ACCOUNT, 1);
        awaitLine(other, ids(end(), 1, 1).get(0));
        long began = System.nanoTime();
        await().atMost(SOON)
                .until(() ->
                        System.nanoTime() - began > Duration.ofMillis(1_200).toNanos());

        ofSlow.end(StreamEnd.GONE);
        gone.hangUp();
        store(ACCOUNT, 1);

        assertThat(ofSlow.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.SLOW);
        assertThat(ofGone.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.GONE);
    }

    @Test
    void whoTakesNothingForAWhileMissesNothing() {
        start(PATIENT);
        EventPosition begin = end();
        Client client = new Client();
        Client control = new Client();
        open(begin, client);
        open(begin, control);
        awaitLine(client, "begin " + StreamId.of(begin));
        client.takeNothing();
        for (int i = 0; i < 5; i++) {
            store(ACCOUNT, 500);
        }
        awaitLine(control, ids(begin, 2_500, 2_500).get(0));
        assertThat(client.lines).hasSize(1);

        client.goOn();

        awaitLine(client, ids(begin, 2_500, 2_500).get(0));
        assertThat(client.lines.subList(1, 2_501)).isEqualTo(ids(begin, 1, 2_500));
        assertThat(control.lines).isEqualTo(client.lines);
    }

    @Test
    void whoHangsUpIsForgotten() {
        start(PATIENT);
        Client client = new Client();
        OpenStream stream = open(end(), client);
        client.hangUp();
        store(ACCOUNT, 1);
        assertThat(stream.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.GONE);
        assertThat(streams.count()).isZero();
    }

    @Test
    void theFirstReasonToEndCounts() {
        start(PATIENT);
        OpenStream stream = open(end(), new Client());
        stream.end(StreamEnd.UNCERTAIN);
        stream.end(StreamEnd.GONE);
        assertThat(stream.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.UNCERTAIN);
    }

    @Test
    void streamsThatAreOpenedWhileAllEndDoSoToo() throws Exception {
        start(PATIENT);
        EventPosition end = end();
        List<OpenStream> opened = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> opening = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            opening.add(CompletableFuture.runAsync(() -> {
                for (int j = 0; j < 200; j++) {
                    opened.add(open(end, new Client()));
                }
            }));
        }
        await().atMost(SOON).until(() -> opened.size() > 50);
        streams.end();
        for (CompletableFuture<Void> each : opening) {
            each.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(opened)
                .hasSize(800)
                .allSatisfy(stream -> assertThat(stream.ended().toCompletableFuture())
                        .succeedsWithin(SOON)
                        .isEqualTo(StreamEnd.STOPPED));
        assertThat(streams.count()).isZero();
    }

    @Test
    void aClientAtAPlaceOfAnotherGenerationIsEnded() {
        start(PATIENT);
        store(ACCOUNT, 1);
        Client client = new Client();
        OpenStream stream = open(end(), client);
        awaitLine(client, "begin " + StreamId.of(end()));
        database.generation().renew();
        store(ACCOUNT, 1);
        assertThat(stream.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.LOST);
        assertThat(client.lines).hasSize(1);
    }

    /** Their ids are given again: who stayed where it was would miss what comes until the log is as long as before. */
    @Test
    void whereTheNewestEventsAreDeletedStreamsThatWereToldOfThemEnd() throws Exception {
        start(PATIENT);
        store(ACCOUNT, 5);
        Client client = new Client();
        OpenStream stream = open(end(), client);
        OpenStream idle = open(end(), new Client(), AccountScope.of(List.of(OTHER_ACCOUNT)));
        store(ACCOUNT, 1);
        awaitLine(client, StreamId.of(end()));

        DatabaseRows.execute(folder.resolve("ringback.db"), "DELETE FROM event WHERE id > 2");

        assertThat(stream.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.LOST);
        assertThat(idle.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.LOST);
    }

    @Test
    void manyClientsThatCatchUpAtDifferentPlacesAreToldEverything() {
        start(PATIENT);
        for (int i = 0; i < 20; i++) {
            store(ACCOUNT, 50);
        }
        EventPosition end = end();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            clients.add(new Client());
            open(new EventPosition(end.generation(), i * 10L), clients.get(i));
        }
        await().atMost(SOON).until(() -> clients.stream().allMatch(client -> client.lines.contains(StreamId.of(end))));
        for (int i = 0; i < 100; i++) {
            Client client = clients.get(i);
            assertThat(client.lines.subList(1, client.lines.size())).isEqualTo(ids(end, i * 10 + 1, 1_000));
        }
    }
}
