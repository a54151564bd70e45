package dev.ringback.web.live;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.Background;
import dev.ringback.DatabaseRows;
import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.simulate.traffic.Traffic;
import dev.ringback.simulate.traffic.TrafficOptions;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.web.live.StreamClient.Format;
import dev.ringback.web.live.StreamClient.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that says where it was is told everything behind it, once each and in order. */
@Tag("repeated")
@Timeout(900)
class StreamResumeTest {
    private static final String FILTER =
            "Kind=message-status&Kind=call-status&Status=delivered&Status=completed&Status=sent";

    @TempDir
    Path folder;

    private static StreamClient.Opening stream(TestServer server) {
        return StreamClient.at(server.apiUrl("")).as(ACCOUNT);
    }

    private static String beginning(TestServer server) throws IOException {
        try (StreamClient client = stream(server).begin()) {
            return client.lastId().replaceFirst("-.*", "-0");
        }
    }

    private static List<String> ids(List<Told> told) {
        return told.stream().map(Told::id).toList();
    }

    private static <T> List<T> rest(List<T> all, int from) {
        return all.subList(from, all.size());
    }

    /** Makes webhooks of every kind, of accounts in turn; the order is chance. */
    private static void postTraffic(TestServer server, int messages, int calls) {
        SignedPosts posts = new SignedPosts(server);
        Random random = new Random(1);
        CallbackUrl url = CallbackUrl.parse(server.callbackUrl("/twilio"));
        Clock clock = Clock.fixed(TestServer.NOW, ZoneOffset.UTC);
        record Post(Account account, SimulatedCallback callback) {}
        List<Post> all = new ArrayList<>();
        for (Account account : List.of(ACCOUNT, SUBACCOUNT, OTHER_ACCOUNT)) {
            new Traffic(new TrafficOptions(account.sid(), url, messages, calls, true, 0.1, 1), clock)
                    .callbacks()
                    .forEach(callback -> all.add(new Post(account, callback)));
        }
        Collections.shuffle(all, random);
        all.forEach(post -> posts.post(post.account(), post.callback()));
        posts.post(messageStatus(sid("SM"), "sent")); // is the last, and passes the filter
    }

    @Test
    void behindEveryEventComesTheRestOnceEachAndInOrder() throws Exception {
        List<String> all;
        List<String> filtered;
        try (TestServer server = TestServer.start(folder)) {
            String beginning = beginning(server);
            try (StreamClient client = stream(server).begin();
                    StreamClient some = stream(server).with(FILTER).begin()) {
                postTraffic(server, 24, 14);
                SignedPosts posts = new SignedPosts(server);
                String last = sid("SM");
                posts.post(messageStatus(last, "sent"));
                List<Told> live = client.upTo(last);
                all = ids(live);
                filtered = ids(some.upTo(last));
                assertThat(all.size()).as("events").isBetween(250, 600);
                assertThat(filtered.size()).isBetween(30, all.size() / 2);
                assertThat(live)
                        .extracting(told -> told.event().get("kind").asText())
                        .contains("debugger", "recording");
                assertThat(live)
                        .extracting(told -> told.event().get("account_sid").asText())
                        .contains(ACCOUNT.sid(), SUBACCOUNT.sid())
                        .doesNotContain(OTHER_ACCOUNT.sid());
            }
            resumeEverywhere(server, beginning, all, filtered, 1);
        }
        try (TestServer restarted = TestServer.start(folder)) {
            resumeEverywhere(restarted, beginning(restarted), all, filtered, Form.pick(7, 1, 1));
        }
    }

    /** @param step from one place to the next that is tried */
    private static void resumeEverywhere(
            TestServer server, String beginning, List<String> all, List<String> filtered, int step) throws Exception {
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        AtomicInteger next = new AtomicInteger();
        for (int worker = 0; worker < 8; worker++) {
            workers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = next.getAndAdd(step); i <= all.size(); i = next.getAndAdd(step)) {
                            String after = i == 0 ? beginning : all.get(i - 1);
                            // Each place in each format, and in the long form each format with the filter and without.
                            resume(server, after, i % 2 == 0 ? Format.EVENTS : Format.LINES, rest(all, i), "");
                            resume(
                                    server,
                                    after,
                                    i % 2 == 0 ? Format.LINES : Format.EVENTS,
                                    behind(filtered, after),
                                    FILTER);
                            if (Form.pick(false, true, true)) {
                                resume(server, after, i % 2 == 0 ? Format.LINES : Format.EVENTS, rest(all, i), "");
                                resume(
                                        server,
                                        after,
                                        i % 2 == 0 ? Format.EVENTS : Format.LINES,
                                        behind(filtered, after),
                                        FILTER);
                            }
                        }
                    },
                    Background.THREADS));
        }
        CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).get();
    }

    private static List<String> behind(List<String> filtered, String after) {
        return filtered.stream().filter(id -> number(id) > number(after)).toList();
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }

    private static void resume(TestServer server, String after, Format format, List<String> expected, String filter) {
        try (StreamClient client =
                stream(server).as(format).with(filter).after(after).begin()) {
            assertThat(ids(client.next(expected.size())))
                    .as("behind " + after + " " + format + " " + filter)
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new AssertionError("behind " + after + " " + format + " " + filter, e);
        }
    }

    /** Some are behind what is kept in memory, some behind what is read at once, some at their edges. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoeverIsBehindCatchesUpWhileEventsComeInAtFullSpeed(boolean afterARestart) throws Exception {
        List<Integer> behind = afterARestart
                ? List.of(0, 1, 200, 2_001, 4_999)
                : List.of(0, 1, 10, 199, 200, 201, 1_999, 2_000, 2_001, 4_999);
        List<String> before;
        try (TestServer server = TestServer.start(folder)) {
            before = told(server, 5_000);
            if (!afterARestart) {
                catchUp(server, before, behind);
            }
        }
        if (afterARestart) {
            try (TestServer server = TestServer.start(folder)) {
                catchUp(server, before, behind);
            }
        }
    }

    /** Stores that many events, which a stream is told, and returns their ids. */
    private static List<String> told(TestServer server, int events) throws Exception {
        try (StreamClient client = stream(server).asLines().begin()) {
            CompletableFuture<List<Told>> told = inBackground(() -> client.next(events));
            new SignedPosts(server).postAll(messages(events));
            return ids(told.get());
        }
    }

    private static List<TestCallbacks> messages(int count) {
        return Stream.generate(() -> messageStatus(sid("SM"), "sent"))
                .limit(count)
                .toList();
    }

    private static void catchUp(TestServer server, List<String> before, List<Integer> behind) throws Exception {
        SignedPosts posts = new SignedPosts(server);
        int during = Form.pick(1_000, 20_000, 20_000);
        String last = sid("SM");
        try (StreamClient control =
                stream(server).asLines().after(before.get(before.size() - 1)).begin()) {
            CompletableFuture<List<Told>> news = inBackground(() -> control.upTo(last));
            CompletableFuture<Void> posting = CompletableFuture.runAsync(
                    () -> {
                        posts.postAll(messages(during));
                        posts.post(messageStatus(last, "sent"));
                    },
                    Background.THREADS);
            List<CompletableFuture<List<Told>>> resumed = new ArrayList<>();
            for (int i = 0; i < behind.size(); i++) {
                String after = before.get(before.size() - 1 - behind.get(i));
                Format format = i % 2 == 0 ? Format.EVENTS : Format.LINES;
                resumed.add(inBackground(() -> {
                    try (StreamClient client =
                            stream(server).as(format).after(after).begin()) {
                        return client.upTo(last);
                    }
                }));
            }
            posting.get();
            List<String> after = ids(news.get());
            assertThat(after).hasSize(during + 1);
            for (int i = 0; i < behind.size(); i++) {
                List<String> expected = new ArrayList<>(rest(before, before.size() - behind.get(i)));
                expected.addAll(after);
                assertThat(ids(resumed.get(i).get()))
                        .as(behind.get(i) + " behind")
                        .isEqualTo(expected);
            }
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
    void aClientThatWasToldOfNothingYetGoesOnWhereItBegan() throws Exception {
        String missed = sid("SM");
        try (TestServer server = TestServer.start(folder)) {
            new SignedPosts(server).post(messageStatus(sid("SM"), "sent"));
            String place;
            try (StreamClient client = stream(server).begin()) {
                place = client.lastId();
            }
            assertThat(place).matches("[0-9a-f]{16}-1");
            new SignedPosts(server).post(messageStatus(missed, "sent"));

            try (StreamClient client = stream(server).after(place).begin()) {
                assertThat(client.lastId()).isEqualTo(place);
                assertThat(client.next().sid()).isEqualTo(missed);
            }
        }
    }

    /** The end of the log is not read while nobody listens. */
    @Test
    void aStreamThatIsOpenedWhileNobodyListenedMissesNothing() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            SignedPosts posts = new SignedPosts(server);
            for (int i = 0; i < Form.pick(50, 2_000, 2_000); i++) {
                String before = sid("SM");
                String told = sid("SM");
                posts.post(messageStatus(before, "sent"));
                try (StreamClient client = stream(server)
                        .as(i % 2 == 0 ? Format.EVENTS : Format.LINES)
                        .begin()) {
                    posts.post(messageStatus(told, "sent"));
                    assertThat(client.next().sid()).isEqualTo(told);
                }
            }
        }
    }

    @Test
    void theHeaderOfABrowserThatConnectsAgainWinsOverTheUrlThatItKeeps() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            String beginning = beginning(server);
            List<String> ids = told(server, 3);
            for (Format format : Format.values()) {
                StreamClient.Opening byUrl = stream(server).as(format).with("LastEventId=" + beginning);
                try (StreamClient client = byUrl.begin()) {
                    assertThat(ids(client.next(3))).isEqualTo(ids);
                }
                try (StreamClient client = byUrl.after(ids.get(1)).begin()) {
                    assertThat(ids(client.next(1))).containsExactly(ids.get(2));
                }
                try (StreamClient client = byUrl.after("").begin()) {
                    assertThat(ids(client.next(3))).isEqualTo(ids);
                }
                try (StreamClient client = stream(server)
                        .as(format)
                        .with("LastEventId=")
                        .after(ids.get(1))
                        .begin()) {
                    assertThat(ids(client.next(1))).containsExactly(ids.get(2));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-1",
                "x",
                "0123456789abcdef",
                "0123456789abcdef-",
                "0123456789abcdef--1",
                "0123456789abcdef-+1",
                "0123456789abcdef-1 2",
                "0123456789abcdef-0x1",
                "0123456789ABCDEF-1",
                "0123456789abcde-1",
                "0123456789abcdef0-1",
                "0123456789abcdef-1234567890123456789",
                "0123456789abcdef-1-1",
                "*"
            })
    void aPlaceThatIsNoneIsRefused(String id) throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            for (StreamClient.Opening opening : List.of(
                    stream(server).header("Last-Event-ID", id),
                    stream(server).with("LastEventId=" + id.replace(" ", "%20").replace("+", "%2B")))) {
                try (StreamClient client = opening.open()) {
                    assertThat(client.status()).isEqualTo(400);
                    JsonNode error = client.error();
                    assertThat(error.get("code").asInt()).isEqualTo(20001);
                    assertThat(error.get("message").asText())
                            .matches(
                                    "Parameter Last-?Event-?I[dD] is invalid: '.*' is not the id of an event of a stream,"
                                            + " such as 0123456789abcdef-42");
                }
            }
        }
    }

    @Test
    void aPlaceInAnotherGenerationIsGoneAndItIsSaidWhereToBegin() throws Exception {
        List<String> ids;
        try (TestServer server = TestServer.start(folder)) {
            ids = told(server, 3);
        }
        try (Database database = TestSqlite.open(folder)) {
            database.generation().renew();
        }
        try (TestServer server = TestServer.start(folder)) {
            refusesAndSaysWhereToBegin(server, ids.get(0), 3);
            refusesAndSaysWhereToBegin(server, "0000000000000000-0", 3);
            refusesAndSaysWhereToBegin(server, "0000000000000000-999999999999999999", 3);
        }
    }

    @Test
    void aPlaceBehindTheEndOfTheLogIsGoneAndItIsSaidWhereToBegin() throws Exception {
        List<String> ids;
        try (TestServer server = TestServer.start(folder)) {
            ids = told(server, 5);
            String beyond = ids.get(4).replaceFirst("-5$", "-6");
            refusesAndSaysWhereToBegin(server, beyond, 5);
            refusesAndSaysWhereToBegin(server, ids.get(4).replaceFirst("-5$", "-999999999999999999"), 5);
        }
        DatabaseRows.execute(TestServer.database(folder), "DELETE FROM event WHERE id > 3");
        try (TestServer server = TestServer.start(folder)) {
            refusesAndSaysWhereToBegin(server, ids.get(4), 3);
            refusesAndSaysWhereToBegin(server, ids.get(3), 3);
            resume(server, ids.get(2), Format.EVENTS, List.of(), "");
            resume(server, ids.get(0), Format.EVENTS, ids.subList(1, 3), "");
        }
    }

    /** @param events that are in the log */
    private static void refusesAndSaysWhereToBegin(TestServer server, String id, int events) throws Exception {
        for (Format format : Format.values()) {
            String beginning;
            String end;
            try (StreamClient client = stream(server).as(format).after(id).open()) {
                assertThat(client.status()).isEqualTo(410);
                JsonNode error = client.error();
                assertThat(error.get("code").asInt()).isEqualTo(20410);
                assertThat(error.get("status").asInt()).isEqualTo(410);
                assertThat(error.get("message").asText()).startsWith("The stream cannot be resumed there: ");
                beginning = error.get("beginning").asText();
                end = error.get("end").asText();
            }
            assertThat(end).endsWith("-" + events);
            String next = sid("SM");
            try (StreamClient client =
                    stream(server).as(format).after(beginning).begin()) {
                assertThat(client.next(events)).hasSize(events);
            }
            try (StreamClient client = stream(server).as(format).after(end).begin();
                    StreamClient head =
                            stream(server).as(format).after(id).method("HEAD").open()) {
                assertThat(head.status()).isEqualTo(410);
                assertThat(client.come()).isEmpty();
                assertThat(next).isNotEmpty();
            }
        }
    }

    @Test
    void placesWhoseEventWasDeletedSinceAreStillPlaces() throws Exception {
        List<String> ids;
        try (TestServer server = TestServer.start(folder)) {
            ids = told(server, 6);
        }
        DatabaseRows.execute(TestServer.database(folder), "DELETE FROM event WHERE id IN (1, 3, 4)");
        try (TestServer server = TestServer.start(folder)) {
            List<String> left = List.of(ids.get(1), ids.get(4), ids.get(5));
            resume(server, beginning(server), Format.EVENTS, left, "");
            IntStream.of(3, 4).forEach(id -> resume(server, ids.get(id - 1), Format.LINES, left.subList(1, 3), ""));
        }
    }
}
