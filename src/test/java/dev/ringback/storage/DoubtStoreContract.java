package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.Conference;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.Doubt;
import dev.ringback.model.Downtime;
import dev.ringback.model.Entry;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.SequenceNumbers;
import dev.ringback.model.Transcription;
import dev.ringback.storage.DoubtStore.Answered;
import dev.ringback.storage.DoubtStore.Sought;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests what {@link DoubtStore} and {@link DowntimeStore} promise. */
public abstract class DoubtStoreContract extends StorageContract {
    private static final Instant LATER = TestEntries.START.plus(Duration.ofDays(1));

    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final Entry SENT = TestEntries.entry(MessageBuilder.builder()
            .accountSid(ACCOUNT)
            .sid("SM1")
            .progress(TestEntries.progress(1, "sent"))
            .dateCreated(TestEntries.START)
            .dateUpdated(TestEntries.START)
            .lastReceivedAt(TestEntries.START)
            .build());

    private DoubtStore doubts() {
        return database.doubts();
    }

    private static Sought sent(Instant quietSince) {
        return new Sought(ACCOUNT, Message.class, Set.of("sent"), TestEntries.START.minusSeconds(1), quietSince);
    }

    @Test
    void aResourceIsInDoubtUntilTwilioHasAnswered() {
        database.events().append(List.of(SENT));
        assertThat(doubts().count(sent(LATER))).isEqualTo(1);
        assertThat(doubts().count(sent(TestEntries.START.minusSeconds(1)))).isZero();
        Doubt doubt = doubts().find(sent(LATER), LATER, 10).get(0);
        assertThat(doubt.sid()).isEqualTo("SM1");
        assertThat(doubt.attempts()).isZero();

        doubts().askedInVain(List.of(doubt), LATER.plusSeconds(60));
        doubts().askedInVain(List.of(doubt), LATER.plusSeconds(60));
        assertThat(doubts().count(sent(LATER))).isEqualTo(1);
        assertThat(doubts().find(sent(LATER), LATER, 10)).isEmpty();
        assertThat(doubts().find(sent(LATER), LATER.plusSeconds(60), 10))
                .singleElement()
                .satisfies(found -> assertThat(found.attempts()).isEqualTo(2));

        doubts().answered(List.of(new Answered(ACCOUNT, "SM1", LATER)));
        doubts().answered(List.of(new Answered(ACCOUNT, "SM1", TestEntries.START.minusSeconds(5))));
        assertThat(doubts().count(sent(LATER))).isZero();
        doubts().deleteBefore(LATER.plusSeconds(1));
        assertThat(doubts().count(sent(LATER))).isEqualTo(1);
    }

    @Test
    void resourcesOfATimeAreCounted() {
        database.events().append(List.of(SENT));
        assertThat(doubts().hasAny(ACCOUNT, Message.class)).isTrue();
        for (var type : List.of(Call.class, Recording.class, Transcription.class, Conference.class, Alert.class)) {
            assertThat(doubts().hasAny(ACCOUNT, type)).isFalse();
            assertThat(doubts().countCreated(ACCOUNT, type, Instant.EPOCH, LATER))
                    .isZero();
        }
        assertThat(doubts().countCreated(ACCOUNT, Message.class, Instant.EPOCH, LATER))
                .isEqualTo(1);
    }

    private static Sought gaps(Class<? extends Resource> type) {
        return new Sought(ACCOUNT, type, Set.of("completed"), Instant.EPOCH, LATER, true);
    }

    private static long numbers(int... seen) {
        return IntStream.of(seen)
                .mapToLong(number -> SequenceNumbers.of(Integer.toString(number)))
                .reduce(SequenceNumbers.NONE, (one, other) -> one | other);
    }

    private static Entry call(String sid, String status, long numbers) {
        return TestEntries.entry(CallBuilder.builder()
                .accountSid(ACCOUNT)
                .sid(sid)
                .progress(TestEntries.progress(1, status))
                .dateCreated(TestEntries.START)
                .dateUpdated(TestEntries.START)
                .lastReceivedAt(TestEntries.START)
                .sequenceNumbers(numbers)
                .build());
    }

    private static Entry conference(String sid, long numbers) {
        return TestEntries.entry(ConferenceBuilder.builder()
                .accountSid(ACCOUNT)
                .sid(sid)
                .progress(TestEntries.progress(1, "completed"))
                .dateCreated(TestEntries.START)
                .dateUpdated(TestEntries.START)
                .lastReceivedAt(TestEntries.START)
                .sequenceNumbers(numbers)
                .build());
    }

    @Test
    void aCallWithoutOneOfItsEventsIsInDoubtUntilTheHoleIsClosed() {
        database.events()
                .append(List.of(
                        call("CA1", "completed", numbers(0, 1, 3)),
                        call("CA2", "completed", numbers(1)),
                        call("CA3", "completed", numbers(0, 1, 2)),
                        call("CA4", "completed", SequenceNumbers.NONE),
                        call("CA5", "in-progress", numbers(2)),
                        call("CA6", "completed", numbers(SequenceNumbers.GREATEST)),
                        call("CA7", "completed", numbers(0)),
                        call("CA7", "completed", numbers(3)),
                        call(
                                "CA8",
                                "completed",
                                numbers(IntStream.rangeClosed(0, SequenceNumbers.GREATEST)
                                        .toArray()))));
        assertThat(doubts().find(gaps(Call.class), LATER, 10))
                .extracting(Doubt::sid)
                .containsExactly("CA1", "CA2", "CA6", "CA7");

        database.events()
                .append(List.of(
                        call("CA1", "completed", numbers(2)),
                        call("CA2", "completed", SequenceNumbers.ALL),
                        call("CA7", "completed", numbers(1))));
        assertThat(doubts().find(gaps(Call.class), LATER, 10))
                .extracting(Doubt::sid)
                .containsExactly("CA6", "CA7");
        doubts().answered(List.of(new Answered(ACCOUNT, "CA6", LATER)));
        assertThat(doubts().count(gaps(Call.class))).isEqualTo(1);
    }

    @Test
    void theFirstNumberOfAConferenceIsNotKnown() {
        database.events()
                .append(List.of(
                        conference("CF1", numbers(1, 2, 3)),
                        conference("CF2", numbers(2, 4)),
                        conference("CF3", SequenceNumbers.NONE),
                        conference("CF4", SequenceNumbers.ALL),
                        conference("CF5", numbers(SequenceNumbers.GREATEST))));
        assertThat(doubts().find(gaps(Conference.class), LATER, 10))
                .extracting(Doubt::sid)
                .containsExactly("CF2");
    }

    @Test
    void everyKindCanBeSought() {
        for (var type : List.of(Call.class, Recording.class, Transcription.class, Conference.class)) {
            assertThat(doubts().count(new Sought(ACCOUNT, type, Set.of("in-progress", "paused"), Instant.EPOCH, LATER)))
                    .isZero();
        }
    }

    @Test
    void aGapBetweenHeartbeatsIsADowntime() {
        DowntimeStore downtimes = database.downtimes();
        assertThat(downtimes.lastBeat()).isEmpty();
        assertThat(downtimes.beat(TestEntries.START, Duration.ofSeconds(30))).isEmpty();
        Downtime downtime = downtimes.beat(LATER, Duration.ofSeconds(30)).orElseThrow();
        assertThat(downtime).isEqualTo(new Downtime(1, TestEntries.START, LATER, Downtime.Reason.DOWN, null));
        downtimes.add(LATER, LATER.plusSeconds(5), Downtime.Reason.UNREACHABLE);
        downtimes.repaired(1, LATER);
        assertThat(downtimes.unrepaired()).extracting(Downtime::id).containsExactly(2L);
        assertThat(downtimes.newest(1)).extracting(Downtime::id).containsExactly(2L);
        assertThat(downtimes.unreachable(ACCOUNT, Instant.EPOCH, "https://hooks.example.com/"))
                .isEmpty();
        downtimes.deleteBefore(LATER.plusSeconds(1));
        assertThat(downtimes.newest(10)).extracting(Downtime::id).containsExactly(2L);
    }
}
