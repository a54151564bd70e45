package dev.ringback.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.live.StreamsTest.Client;
import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.TestEntries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients are told that want to know only that there were changes, and how often. */
@Timeout(60)
class SummaryStreamsTest extends StreamsFixture {
    private static final Duration EVER = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private void start(StreamTimes times) {
        start(times, (id, logged, reading, resource, baseUrl) -> {
            throw new AssertionError("no change is written");
        });
    }

    private static ChangeFilter filter(Set<EventKind> kinds, Set<String> sids) {
        return new ChangeFilter(
                AccountScope.of(List.of(ACCOUNT)), kinds, sids, Set.of(), Set.of(), Set.of(), Set.of(), Map.of());
    }

    private Client open(EventPosition begin, ChangeFilter filter, Duration interval) {
        Client client = new Client();
        streams.openSummary(begin, filter, interval, new StreamsTest.PlainFraming(), client);
        return client;
    }

    /** Opens a stream that is told of everything of the account, and returns once it is up to date. */
    private Client open(Duration interval) {
        EventPosition begin = end();
        Client client = open(begin, filter(Set.of(), Set.of()), interval);
        awaitLine(client, "begin " + StreamId.of(begin));
        return client;
    }

    private EventPosition end() {
        return streams.begin(null);
    }

    private String id(long event) {
        return StreamId.of(new EventPosition(end().generation(), event));
    }

    private void store(String accountSid, int events) {
        database.events()
                .append(Stream.generate(() -> entry(accountSid, TestEntries.sid("SM")))
                        .limit(events)
                        .toList());
    }

    private static Entry entry(String accountSid, String sid) {
        return TestEntries.entry(TestEntries.event(accountSid, sid));
    }

    private static void awaitLine(Client client, String line) {
        await().atMost(SOON).until(() -> client.lines.contains(line));
    }

    private static List<String> changed(Client client) {
        return client.lines.stream().filter(line -> line.startsWith("changed ")).toList();
    }

    private static long count(List<String> changed) {
        return changed.stream()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void theFirstChangeAfterAQuietTimeIsToldAtOnceAndThoseThatFollowAreNot() {
        start(LIVELY);
        Client client = open(EVER);

        store(ACCOUNT, 1);
        awaitLine(client, "changed " + id(1) + " 1");
        store(ACCOUNT, 700);

        int before = client.lines.size();
        await().atMost(SOON).until(() -> client.lines.size() > before + 5);
        assertThat(changed(client)).containsExactly("changed " + id(1) + " 1");
        assertThat(client.lines.subList(before, client.lines.size()))
                .as("no sign of life passes over what was not told")
                .containsOnly("alive null");
    }

    @Test
    void whatComesInTheMeantimeIsToldTogetherWhenTheTimeIsOver() {
        start(PATIENT);
        Client client = open(SHORT);
        long began = System.nanoTime();
        store(ACCOUNT, 1);
        for (int i = 0; i < 5; i++) {
            store(ACCOUNT, 200);
            store(OTHER_ACCOUNT, 1);
        }
        await().atMost(SOON).until(() -> count(changed(client)) == 1_001);
        long passed = System.nanoTime() - began;
        assertThat(changed(client).get(changed(client).size() - 1)).startsWith("changed " + id(1_005));
        assertThat(changed(client).size()).isBetween(2, 1 + (int) (passed / SHORT.toNanos()));
        assertThat(registry.get("ringback.streams.changes").counter().count())
                .isEqualTo(changed(client).size());
    }

    @Test
    void eachIsToldOfWhatItAsksForAlone() {
        start(PATIENT);
        String sid = TestEntries.sid("SM");
        EventPosition begin = end();
        Client messages = open(begin, filter(Set.of(EventKind.MESSAGE_STATUS), Set.of()), SHORT);
        Client calls = open(begin, filter(Set.of(EventKind.CALL_STATUS), Set.of()), SHORT);
        Client one = open(begin, filter(Set.of(), Set.of(sid)), SHORT);
        for (Client client : List.of(messages, calls, one)) {
            awaitLine(client, "begin " + StreamId.of(begin));
        }
        store(ACCOUNT, 3);
        store(OTHER_ACCOUNT, 2);
        database.events().append(List.of(entry(ACCOUNT, sid)));
        store(ACCOUNT, 1);
        await().atMost(SOON)
                .until(() -> count(changed(messages)) == 5 && !changed(one).isEmpty());
        assertThat(changed(one)).containsExactly("changed " + id(6) + " 1");
        assertThat(changed(calls)).isEmpty();
    }

    @Test
    void aResumeBehindWhichNothingMatchesStaysQuietAndOneBehindWhichSomethingDoesIsToldAtOnce() {
        start(LIVELY);
        store(ACCOUNT, 3);
        store(OTHER_ACCOUNT, 900);
        EventPosition last = new EventPosition(end().generation(), 3);
        EventPosition before = new EventPosition(end().generation(), 2);

        Client quiet = open(last, filter(Set.of(), Set.of()), EVER);
        Client told = open(before, filter(Set.of(), Set.of()), EVER);

        awaitLine(told, "changed " + id(3) + " 1");
        awaitLine(told, "alive " + id(903));
        awaitLine(quiet, "alive " + id(903));
        assertThat(changed(quiet)).isEmpty();
        assertThat(changed(told)).hasSize(1);
        assertThat(told.lines.get(0)).isEqualTo("begin " + id(2));
    }

    @Test
    void whoJoinsWhileMuchComesInIsToldOfEachChangeOnce() {
        start(PATIENT);
        Client first = open(SHORT);
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            store(ACCOUNT, 50);
            clients.add(open(end(), filter(Set.of(), Set.of()), SHORT));
        }
        store(ACCOUNT, 1);
        await().atMost(SOON).until(() -> count(changed(first)) == 1_501);
        for (int i = 0; i < clients.size(); i++) {
            Client client = clients.get(i);
            long behind = 1_501 - 50L * (i + 1);
            await().atMost(SOON).until(() -> count(changed(client)) == behind);
        }
    }

    @Test
    void whoTakesNothingForAWhileIsToldOfAllOfItInOne() {
        start(PATIENT);
        Client client = open(SHORT);
        Client control = open(SHORT);
        client.takeNothing();
        store(ACCOUNT, 2_500);
        store(ACCOUNT, 2_500);
        await().atMost(SOON).until(() -> count(changed(control)) == 5_000);
        assertThat(changed(client)).isEmpty();

        client.goOn();

        awaitLine(client, "changed " + id(5_000) + " 5000");
    }

    @Test
    void whoTakesNothingForTooLongIsCutOff() {
        start(HASTY);
        Client slow = new Client();
        OpenStream stream =
                streams.openSummary(end(), filter(Set.of(), Set.of()), SHORT, new StreamsTest.PlainFraming(), slow);
        awaitLine(slow, "begin " + StreamId.of(end()));
        slow.takeNothing();
        store(ACCOUNT, 1);
        assertThat(stream.ended().toCompletableFuture()).succeedsWithin(SOON).isEqualTo(StreamEnd.SLOW);
        assertThat(slow.cut).isTrue();
    }

    @Test
    void whileTheDatabaseCannotBeReadItIsToldOfWhatWasNoted() {
        start(PATIENT);
        Client client = open(Duration.ofSeconds(2));
        store(ACCOUNT, 1);
        awaitLine(client, "changed " + id(1) + " 1");
        String second = "changed " + id(2) + " 1";
        store(ACCOUNT, 1);
        // Another that is told at once shows that the stream has heard of it too.
        Client other = open(new EventPosition(end().generation(), 1), filter(Set.of(), Set.of()), EVER);
        awaitLine(other, second);
        database.close();
        awaitLine(client, second);
    }
}
