package dev.ringback.storage;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestAnswers;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.ingest.StoredRequests;
import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.Recording;
import dev.ringback.model.TimeRange;
import dev.ringback.twilio.callback.Projector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that what Twilio has deleted stays deleted, in the mirror and in the log, whatever comes later or came before. */
public abstract class ErasureContract extends StorageContract {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final String message = sid("SM");
    private final String media = sid("ME");
    private final String channel = sid("XE");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aDeletedMessageLeavesNothingButThatItWasDeleted(long seed) {
        Entry deletion = TestAnswers.message(message, "received").deletedAt(NOW);
        List<Entry> entries = new ArrayList<>(List.of(
                inbound("secret"),
                TestTraffic.entry(messageStatus(message, "delivered"), NOW),
                tagged(),
                TestAnswers.message(message, "received").askedAt(NOW),
                TestAnswers.media(message, media).askedAt(NOW),
                deletion));
        shuffled(entries, seed);

        assertThat(find()).isEmpty();
        assertThat(medium()).isEmpty();
        assertThat(listed(List.of())).isEmpty();
        assertThat(listed(List.of(new Parameter("order", "4711")))).isEmpty();
        assertThat(log()).hasSize(entries.size()).allSatisfy(logged -> {
            assertThat(logged.event().payload()).isEmpty();
            assertThat(logged.event().target()).doesNotContain("?");
            assertThat(Projector.replay(logged.event()).resources())
                    .isEqualTo(
                            logged.event().digest().equals(deletion.event().digest())
                                    ? deletion.resources()
                                    : List.of());
            assertThat(Projector.replay(logged.event()).event()).isEqualTo(logged.event());
        });
        assertThat(database.events().timeline(List.of(ACCOUNT_SID), channel, 0, 10))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aRedactedBodyIsGoneForEverAndAllElseStays(long seed) {
        List<Entry> entries = new ArrayList<>(List.of(
                inbound("secret"),
                TestAnswers.message(message, "received").with("body", "secret").askedAt(NOW),
                TestAnswers.message(message, "received")
                        .with("body", "")
                        .with("price", "-0.00750")
                        .askedAt(NOW.plusSeconds(1))));
        shuffled(entries, seed);

        Message found = find().orElseThrow();
        assertThat(found.body()).isEmpty();
        assertThat(found.price()).isEqualTo("-0.00750");
        assertThat(found.from()).isEqualTo("+14155550101");
        assertThat(medium()).isPresent();
        assertThat(log()).hasSize(3).allSatisfy(logged -> {
            assertThat(logged.event().payload()).isNotEmpty().doesNotContain("secret");
            assertThat(logged.event().target()).doesNotContain("secret");
        });
        assertThat(replayed()).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aBodyThatIsRedactedOnItsWayIsGoneForEver(long seed) {
        List<Entry> entries = new ArrayList<>(List.of(
                TestAnswers.message(message, "queued").with("body", "secret").createdAt(NOW),
                TestAnswers.message(message, "queued").with("body", "").updatedAt(NOW.plusSeconds(1)),
                TestAnswers.message(message, "delivered").with("body", "secret").askedAt(NOW.plusSeconds(2))));
        shuffled(entries, seed);

        assertThat(find().orElseThrow().body()).isEmpty();
        assertThat(find().orElseThrow().progress().status()).isEqualTo("delivered");
        assertThat(log())
                .hasSize(3)
                .allSatisfy(logged ->
                        assertThat(logged.event().payload()).isNotEmpty().doesNotContain("secret"));
        assertThat(replayed()).containsExactly("");
    }

    @Test
    void aDeletedAttachmentStaysDeletedAndItsMessageDoesNot() {
        append(inbound("hello"));
        append(TestAnswers.media(message, media).deletedAt(NOW));
        append(TestAnswers.media(message, media).askedAt(NOW.plusSeconds(1)));

        assertThat(medium()).isEmpty();
        assertThat(find()).isPresent();
        assertThat(log()).hasSize(3);
    }

    @Test
    void aDeletedRecordingIsShownAsDeletedForAWhile() {
        String recording = sid("RE");
        append(TestAnswers.recording(recording, "completed").askedAt(NOW));
        append(TestAnswers.recording(recording, "completed").deletedAt(NOW));
        append(TestTraffic.entry(TestCallbacks.recording(recording, "completed"), NOW));

        Recording deleted = database.resources()
                .find(Recording.class, ACCOUNT_SID, recording)
                .orElseThrow();
        assertThat(deleted.progress().status()).isEqualTo("deleted");
        assertThat(deleted.dateUpdated()).isEqualTo(NOW);
        assertThat(deleted.mediaUrl()).isNull();
        assertThat(recordings(recording, false, NOW)).isFalse();
        assertThat(recordings(recording, true, NOW)).isTrue();
        assertThat(recordings(recording, true, NOW.plusMillis(1))).isFalse();
    }

    @Test
    void aDeletionOfWhatNobodyKnewIsKeptToo() {
        append(TestAnswers.message(message, "received").deletedAt(NOW));
        append(inbound("secret"));

        assertThat(find()).isEmpty();
        assertThat(log())
                .hasSize(2)
                .allSatisfy(logged -> assertThat(logged.event().payload()).isEmpty());
    }

    @Test
    void eventsThatSayNothingOfTheResourceAreEmptiedToo() {
        append(TestAnswers.message(message, "received").deletedAt(NOW));
        Entry click = inbound("secret");
        append(new Entry(click.event(), List.of(), Set.of(channel)));

        assertThat(log())
                .hasSize(2)
                .allSatisfy(logged -> assertThat(logged.event().payload()).isEmpty());
        assertThat(database.events().timeline(List.of(ACCOUNT_SID), channel, 0, 10))
                .isEmpty();
    }

    private void shuffled(List<Entry> entries, long seed) {
        Random random = new Random(seed);
        Collections.shuffle(entries, random);
        for (int from = 0; from < entries.size(); ) {
            int to = Math.min(entries.size(), from + 1 + random.nextInt(3));
            database.events(new StoredRequests()).append(entries.subList(from, to));
            from = to;
        }
    }

    private void append(Entry entry) {
        database.events(new StoredRequests()).append(List.of(entry));
    }

    private Entry inbound(String body) {
        return TestTraffic.entry(
                inboundMessage(message, body)
                        .with("NumMedia", "1")
                        .with(
                                "MediaUrl0",
                                "https://api.twilio.com/2010-04-01/Accounts/" + ACCOUNT_SID + "/Messages/" + message
                                        + "/Media/" + media)
                        .with("ChannelInstallSid", channel),
                NOW);
    }

    private Entry tagged() {
        Entry entry = TestTraffic.entry(messageStatus(message, "sent"), NOW);
        return new Entry(entry.event(), entry.resources(), entry.references(), Set.of(new Parameter("order", "4711")));
    }

    private Optional<Message> find() {
        return database.resources().find(Message.class, ACCOUNT_SID, message);
    }

    private Optional<Media> medium() {
        return database.resources().findAny(ACCOUNT_SID, new MediaFilter(message, media, TimeRange.ALWAYS));
    }

    private List<String> listed(List<Parameter> tags) {
        return database
                .resources()
                .list(
                        ACCOUNT_SID,
                        new MessageFilter(null, null, TimeRange.ALWAYS, null, null, null, tags),
                        PageRequest.first(PageRequest.MAX_SIZE))
                .items()
                .stream()
                .map(Message::sid)
                .filter(message::equals)
                .toList();
    }

    private boolean recordings(String recording, boolean softDeleted, Instant since) {
        return database
                .resources()
                .list(
                        ACCOUNT_SID,
                        new RecordingFilter(null, null, TimeRange.ALWAYS, softDeleted, since),
                        PageRequest.first(PageRequest.MAX_SIZE))
                .items()
                .stream()
                .anyMatch(found -> found.sid().equals(recording));
    }

    private List<LoggedEvent> log() {
        return database.events().timeline(List.of(ACCOUNT_SID), message, 0, 100);
    }

    /** The bodies that a replay of the log tells. */
    private Set<String> replayed() {
        Set<String> bodies = new TreeSet<>();
        for (LoggedEvent logged : log()) {
            Projector.replay(logged.event()).resources().forEach(resource -> {
                if (resource instanceof Message said && said.body() != null) {
                    bodies.add(said.body());
                }
            });
        }
        return bodies;
    }
}
