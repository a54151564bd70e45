package dev.ringback.web.live;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.TestServer;
import dev.ringback.web.live.StreamClient.Format;
import dev.ringback.web.live.StreamClient.Told;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream with an interval: that there were changes is told at most once in that time. */
@Timeout(120)
class StreamIntervalTest {
    @TempDir
    static Path folder;

    private static TestServer server;
    private static SignedPosts posts;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        posts = new SignedPosts(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static StreamClient.Opening stream(String query) {
        return StreamClient.at(server.apiUrl("")).as(ACCOUNT).with(query);
    }

    private static void post(int messages) {
        for (int i = 0; i < messages; i++) {
            posts.post(messageStatus(sid("SM"), "sent"));
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void changesAreToldByTheirNumberAndTheIdOfTheLast(Format format) throws IOException {
        try (StreamClient each = stream("").begin();
                StreamClient client =
                        stream("Interval=1&Kind=message-status").as(format).begin()) {
            post(1);
            Told first = client.next();
            assertThat(first.count()).isEqualTo(1);
            assertThat(first.id()).isEqualTo(each.next().id());
            assertThat(first.json().fieldNames()).toIterable().containsExactly("id", "count");
            post(20);
            long told = 0;
            Told last = first;
            while (told < 20) {
                last = client.next();
                told += last.count();
            }
            assertThat(told).isEqualTo(20);
            assertThat(last.id()).isEqualTo(each.next(20).get(19).id());
            assertThat(client.lastId()).isEqualTo(last.id());
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void itIsResumedBehindWhatItHasTold(Format format) throws IOException {
        String known;
        try (StreamClient client = stream("Interval=60").as(format).begin()) {
            post(1);
            known = client.next().id();
        }
        post(2);
        try (StreamClient client = stream("Interval=60").as(format).after(known).open()) {
            Told told = client.next();
            assertThat(told.count()).isEqualTo(2);
            known = told.id();
        }
        try (StreamClient quiet = stream("Interval=60").as(format).after(known).begin();
                StreamClient other = stream("").begin()) {
            post(1);
            assertThat(quiet.next().id())
                    .as("nothing was told before")
                    .isEqualTo(other.next().id());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Interval=0",
                "Interval=00",
                "Interval=-1",
                "Interval=61",
                "Interval=100",
                "Interval=99999999999999999999",
                "Interval=1.5",
                "Interval=1s",
                "Interval=often",
                "Interval=",
                "Interval=%20",
                "Interval=%2B1",
                "Interval=%D9%A1"
            })
    void aTimeThatCannotBeIsRefused(String query) throws IOException {
        try (StreamClient client = stream(query).open()) {
            assertThat(client.status()).isEqualTo(400);
            JsonNode error = client.error();
            assertThat(error.get("message").asText()).contains("Interval", "a whole number of seconds from 1 to 60");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Interval=1&Interval=2", "Interval=2&Kind=debugger&Interval=", "Interval=1&Interval=61"})
    void twoTimesAreRefused(String query) throws IOException {
        try (StreamClient client = stream(query).open()) {
            assertThat(client.status()).isEqualTo(400);
            assertThat(client.error().get("message").asText())
                    .startsWith("Parameter Interval is given more than once")
                    .endsWith("it takes one value");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Interval=1", "Interval=60", "Interval=007", "Interval=5&Interval=5"})
    void whatCanBeIsTaken(String query) throws IOException {
        try (StreamClient client = stream(query).begin()) {
            post(1);
            assertThat(client.next().count()).isEqualTo(1);
        }
    }
}
