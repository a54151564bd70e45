package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.sid;
import static dev.ringback.storage.TestMessage.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestAnswers;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Call;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.jdbi.mirror.Mirror;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what {@link EventStore#append} promises of the mirror: the order and repetition of events do not matter. */
public abstract class MergeContract extends StorageContract {
    private final String sid = sid("SM");

    @Test
    void deliveredBeforeSentStaysDelivered() {
        append(
                message(account, sid)
                        .status(5, "delivered")
                        .at(START.plusSeconds(2))
                        .build(),
                message(account, sid).status(3, "sent").at(START.plusSeconds(1)).build());

        assertThat(merged().progress().status()).isEqualTo("delivered");
        assertThat(merged().dateCreated()).isEqualTo(START.plusSeconds(1));
        assertThat(merged().dateUpdated()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void sentLongAfterDeliveredOnlyMovesTheTimes() {
        append(message(account, sid).status(5, "delivered").sentAt(START).build());
        append(message(account, sid)
                .status(3, "sent")
                .sentAt(START.plusSeconds(3600))
                .at(START.plusSeconds(3600))
                .build());

        assertThat(merged().progress().status()).isEqualTo("delivered");
        assertThat(merged().dateSent()).isEqualTo(START);
        assertThat(merged().dateUpdated()).isEqualTo(START.plusSeconds(3600));
        assertThat(merged().lastReceivedAt()).isEqualTo(START.plusSeconds(3600));
    }

    @Test
    void errorCodeIsNeverErased() {
        append(message(account, sid).status(5, "failed").error(30003).build());
        append(message(account, sid)
                .status(5, "failed")
                .at(START.plusSeconds(1))
                .build());

        assertThat(merged().errorCode()).isEqualTo(30003);
    }

    @Test
    void anErrorHoldsWhileTheRowHasTheStatusItCameWith() {
        append(message(account, sid).status(5, "undelivered").error(30008).build());
        append(message(account, sid).status(6, "delivered").build());

        assertThat(merged().errorCode()).isNull();
        assertThat(database.resources()
                        .list(
                                account,
                                new MessageFilter(null, null, TimeRange.ALWAYS, null, 30008, null, List.of()),
                                PageRequest.first(1))
                        .items())
                .isEmpty();
        append(message(account, sid).status(7, "undelivered").build());
        assertThat(merged().errorCode()).isEqualTo(30008);
    }

    @Test
    void anUnknownValueNeverReplacesAKnownOne() {
        append(message(account, sid).from("unknown").build());
        assertThat(merged().from()).isEqualTo("unknown");
        append(message(account, sid).from("+14155550100").build());
        append(message(account, sid).from("unknown").build());

        assertThat(merged().from()).isEqualTo("+14155550100");
    }

    @Test
    void knownBeatsUnknownAndOfTwoValuesTheGreaterStays() {
        append(message(account, sid).segments(2).body("b").build());
        append(
                message(account, sid).segments(10).body("B").build(),
                message(account, sid).build());

        assertThat(merged().numSegments()).isEqualTo(10);
        assertThat(merged().body()).isEqualTo("b");
    }

    @Test
    void betweenEqualPositionsTheGreaterStatusAndThenTheGreaterSourceWins() {
        append(
                message(account, sid)
                        .status(5, "undelivered", EventSource.CALLBACK)
                        .build(),
                message(account, sid)
                        .status(5, "undelivered", EventSource.RECOVERED)
                        .build(),
                message(account, sid).status(5, "delivered", EventSource.STREAM).build());

        assertThat(merged().progress().status()).isEqualTo("undelivered");
        assertThat(merged().progress().source()).isEqualTo(EventSource.RECOVERED);
    }

    @Test
    void whatAnAnswerTellsIsSurerThanWhenACallbackCame() {
        String told = sid("SM");
        Instant created = Instant.parse("2026-01-01T10:00:00Z");
        List<Entry> entries = List.of(
                TestTraffic.entry(TestCallbacks.messageStatus(told, "delivered"), created.minusSeconds(3)),
                TestAnswers.message(told, "delivered").askedAt(created.plusSeconds(60)),
                TestTraffic.entry(TestCallbacks.messageStatus(told, "sent"), created.plusSeconds(10)));
        for (Entry entry : entries) {
            append(entry);
        }

        Message message = find(told);
        assertThat(message.dateCreated()).isEqualTo(created);
        assertThat(message.dateSent()).isEqualTo(created.plusSeconds(1));
        assertThat(message.dateUpdated())
                .as("it was asked for after both had come")
                .isEqualTo(created.plusSeconds(2));
        assertThat(message.direction()).isEqualTo("outbound-reply");
        assertThat(message.progress().source()).isEqualTo(EventSource.API);

        append(TestTraffic.entry(TestCallbacks.messageStatus(told, "read"), created.plusSeconds(90)));
        assertThat(find(told).dateUpdated()).isEqualTo(created.plusSeconds(90));
    }

    @Test
    void anAnswerThatWasAskedForLaterCorrectsAFinalStatus() {
        String told = sid("SM");
        append(TestTraffic.entry(TestCallbacks.messageStatus(told, "delivered"), START));
        append(TestAnswers.message(told, "undelivered")
                .with("error_code", 30008)
                .askedAt(START.plusMillis(1)));

        assertThat(find(told).progress().status()).isEqualTo("undelivered");
        assertThat(find(told).errorCode()).isEqualTo(30008);
    }

    @Test
    void aFieldThatTwilioSaysIsNullIsKnownToBe() {
        String told = sid("CA");
        append(TestAnswers.call(told, "completed").askedAt(START));
        append(TestTraffic.entry(
                TestCallbacks.callStatus(told, "completed", 3, "Thu, 01 Jan 2026 10:00:21 +0000"), START));

        assertThat(database.resources()
                        .find(Call.class, TestCallbacks.ACCOUNT_SID, told)
                        .orElseThrow()
                        .answered()
                        .nulls())
                .containsExactlyInAnyOrder("group_sid", "trunk_sid");
    }

    @Test
    void anEqualAnswerIsCountedAndAddsNothing() {
        String told = sid("SM");

        assertThat(append(
                        TestAnswers.message(told, "sent").askedAt(START),
                        TestAnswers.message(told, "sent").askedAt(START.plusSeconds(60))))
                .containsExactly(Appended.STORED, Appended.REPEATED);
    }

    private Message find(String messageSid) {
        return database.resources()
                .find(Message.class, TestCallbacks.ACCOUNT_SID, messageSid)
                .orElseThrow();
    }

    @Test
    void oneEventMaySpeakOfOneResourceTwice() {
        append(TestEntries.entry(
                TestEntries.event(account, sid),
                message(account, sid).status(3, "sent").build(),
                message(account, sid).status(5, "delivered").build()));

        assertThat(merged().progress().status()).isEqualTo("delivered");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrderAndAnyRepetitionEndInTheSameRows(long seed) {
        Random random = new Random(seed);
        TestResources resources = new TestResources(random, account);
        List<Resource> said = resources.said(300);
        append(said.toArray(Resource[]::new));
        Set<Resource> expected = everything(account);
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(expected.stream().map(Resource::getClass).distinct())
                .as("kinds of which rows are compared")
                .containsExactlyInAnyOrderElementsOf(Mirror.kinds());

        for (int round = 0; round < 3; round++) {
            String other = sid("AC");
            List<Resource> shuffled = new ArrayList<>(said);
            shuffled.addAll(said.subList(0, random.nextInt(said.size())));
            Collections.shuffle(shuffled, random);
            append(shuffled.stream()
                    .map(resource -> TestResources.ofAccount(other, resource))
                    .toArray(Resource[]::new));

            assertThat(everything(other)).isEqualTo(ofAccount(other, expected));
        }
    }

    /** Every row of an account, participants that left and those of ended conferences excepted: the interfaces do not show them. */
    private Set<Resource> everything(String of) {
        PageRequest page = PageRequest.first(PageRequest.MAX_SIZE);
        Set<Resource> rows = new HashSet<>();
        database.resources().list(of, MessageFilter.NONE, page).items().forEach(message -> {
            rows.add(message);
            rows.addAll(database.resources()
                    .list(of, MediaFilter.of(message.sid()), page)
                    .items());
        });
        rows.addAll(database.resources().list(of, CallFilter.NONE, page).items());
        rows.addAll(database.resources().list(of, RecordingFilter.NONE, page).items());
        rows.addAll(database.resources()
                .list(of, new TranscriptionFilter(null), page)
                .items());
        database.resources().list(of, ConferenceFilter.NONE, page).items().forEach(conference -> {
            rows.add(conference);
            rows.addAll(database.resources()
                    .list(of, ParticipantFilter.of(conference.sid()), page)
                    .items());
        });
        rows.addAll(database.resources().list(of, AlertFilter.NONE, page).items());
        return rows;
    }

    private static Set<Resource> ofAccount(String of, Set<Resource> rows) {
        Set<Resource> moved = new HashSet<>();
        rows.forEach(row -> moved.add(TestResources.ofAccount(of, row)));
        return moved;
    }

    private Message merged() {
        return database.resources().find(Message.class, account, sid).orElseThrow();
    }
}
