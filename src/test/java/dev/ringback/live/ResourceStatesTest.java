package dev.ringback.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.TestCallbacks;
import dev.ringback.live.Until.Verdict;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.EventSource;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.MessageStatus;
import dev.ringback.model.Progress;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.Resource;
import dev.ringback.model.TranscriptionBuilder;
import dev.ringback.twilio.rest.CallViews;
import dev.ringback.twilio.rest.TwilioException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a resource's state means to whoever waits for another. */
class ResourceStatesTest {
    private static final String DIGITS = "0".repeat(32);
    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest(name = "{0} is {1}, wanted {2}: {3}")
    @CsvSource({
        // on the way
        "SM, accepted, delivered, OPEN",
        "SM, accepted, accepted, REACHED",
        "SM, scheduled, canceled, OPEN",
        "SM, scheduled, terminal, OPEN",
        "SM, scheduled, accepted, OPEN",
        "SM, queued, accepted, REACHED",
        "SM, queued, scheduled, OPEN",
        "SM, sending, queued, REACHED",
        "SM, sending, sent, OPEN",
        "SM, sent, sent, REACHED",
        "SM, sent, sending, REACHED",
        "SM, sent, delivered, OPEN",
        "SM, sent, terminal, OPEN",
        "SM, partially_delivered, sent, REACHED",
        "SM, partially_delivered, delivered, OPEN",
        "SM, partially_delivered, terminal, OPEN",
        "SM, receiving, received, OPEN",
        "SM, receiving, terminal, OPEN",
        // at the end
        "SM, delivered, delivered, REACHED",
        "SM, delivered, sent, REACHED",
        "SM, delivered, queued, REACHED",
        "SM, delivered, terminal, REACHED",
        "SM, delivered, read, OPEN",
        "SM, delivered, failed, MISSED",
        "SM, delivered, undelivered, MISSED",
        "SM, delivered, partially_delivered, MISSED",
        "SM, delivered, scheduled, MISSED",
        "SM, read, delivered, REACHED",
        "SM, read, sent, REACHED",
        "SM, read, terminal, REACHED",
        "SM, read, read, REACHED",
        "SM, read, failed, MISSED",
        "SM, undelivered, sent, REACHED",
        "SM, undelivered, delivered, MISSED",
        "SM, undelivered, read, MISSED",
        "SM, undelivered, terminal, REACHED",
        "SM, failed, queued, REACHED",
        "SM, failed, sending, MISSED",
        "SM, failed, sent, MISSED",
        "SM, failed, delivered, MISSED",
        "SM, failed, terminal, REACHED",
        "SM, canceled, scheduled, REACHED",
        "SM, canceled, delivered, MISSED",
        "SM, canceled, terminal, REACHED",
        "MM, received, received, REACHED",
        "MM, received, receiving, REACHED",
        "MM, received, delivered, MISSED",
        "MM, received, terminal, REACHED",
        // a status that Twilio has added since
        "SM, delivery_doubtful, terminal, OPEN",
        "SM, delivery_doubtful, delivered, OPEN",
        "SM, delivery_doubtful, queued, OPEN",
        // callbacks say initiated where the API shows queued
        "CA, initiated, queued, REACHED",
        "CA, initiated, ringing, OPEN",
        "CA, initiated, terminal, OPEN",
        "CA, queued, queued, REACHED",
        "CA, ringing, queued, REACHED",
        "CA, ringing, in-progress, OPEN",
        "CA, in-progress, ringing, REACHED",
        "CA, in-progress, completed, OPEN",
        "CA, in-progress, terminal, OPEN",
        "CA, completed, in-progress, REACHED",
        "CA, completed, ringing, REACHED",
        "CA, completed, busy, MISSED",
        "CA, completed, terminal, REACHED",
        "CA, busy, queued, REACHED",
        "CA, busy, completed, MISSED",
        "CA, busy, ringing, MISSED",
        "CA, busy, terminal, REACHED",
        "CA, no-answer, ringing, REACHED",
        "CA, no-answer, in-progress, MISSED",
        "CA, no-answer, terminal, REACHED",
        "CA, failed, queued, REACHED",
        "CA, failed, in-progress, MISSED",
        "CA, failed, terminal, REACHED",
        "CA, canceled, queued, REACHED",
        "CA, canceled, completed, MISSED",
        "CA, canceled, terminal, REACHED",
        "CA, on-hold, completed, OPEN",
        "CA, on-hold, terminal, OPEN",
        "RE, in-progress, completed, OPEN",
        "RE, paused, in-progress, REACHED",
        "RE, paused, terminal, OPEN",
        "RE, stopped, in-progress, REACHED",
        "RE, stopped, paused, OPEN",
        "RE, processing, stopped, REACHED",
        "RE, processing, completed, OPEN",
        "RE, completed, in-progress, REACHED",
        "RE, completed, processing, REACHED",
        "RE, completed, terminal, REACHED",
        "RE, completed, absent, MISSED",
        "RE, completed, paused, MISSED",
        "RE, completed, deleted, OPEN",
        "RE, absent, completed, MISSED",
        "RE, absent, terminal, REACHED",
        "RE, absent, deleted, OPEN",
        "RE, failed, completed, MISSED",
        "RE, failed, terminal, REACHED",
        "RE, failed, deleted, OPEN",
        "RE, deleted, deleted, REACHED",
        "RE, deleted, completed, MISSED",
        "RE, deleted, terminal, REACHED",
        "RE, archived, deleted, OPEN",
        "TR, in-progress, completed, OPEN",
        "TR, in-progress, in-progress, REACHED",
        "TR, completed, in-progress, REACHED",
        "TR, completed, failed, MISSED",
        "TR, completed, terminal, REACHED",
        "TR, failed, in-progress, REACHED",
        "TR, failed, completed, MISSED",
        "TR, failed, terminal, REACHED",
        "CF, init, in-progress, OPEN",
        "CF, init, terminal, OPEN",
        "CF, in-progress, init, REACHED",
        "CF, in-progress, completed, OPEN",
        "CF, completed, init, REACHED",
        "CF, completed, terminal, REACHED",
        // one that ended before anybody could join has never been in progress
        "CF, completed, in-progress, MISSED"
    })
    void aStateIsReachedOrMissedOrStillOpen(String prefix, String status, String until, Verdict expected) {
        assertThat(judge(prefix, status, until)).isEqualTo(expected);
        assertThat(judge(prefix, status, until.toUpperCase(Locale.ROOT))).isEqualTo(expected);
        Until wanted = Until.parse("Until", until, prefix + DIGITS);
        assertThat(wanted.isReachedBy(Optional.of(resource(prefix, status)))).isEqualTo(expected == Verdict.REACHED);
    }

    private static Verdict judge(String prefix, String status, String until) {
        return Until.parse("Until", until, prefix + DIGITS).judge(Optional.of(resource(prefix, status)));
    }

    private static Resource resource(String prefix, String status) {
        Progress progress = new Progress(0, status, EventSource.CALLBACK);
        String sid = prefix + DIGITS;
        return switch (prefix) {
            case "CA" ->
                CallBuilder.builder()
                        .accountSid(TestCallbacks.ACCOUNT_SID)
                        .sid(sid)
                        .progress(progress)
                        .dateCreated(AT)
                        .dateUpdated(AT)
                        .lastReceivedAt(AT)
                        .build();
            case "RE" ->
                RecordingBuilder.builder()
                        .accountSid(TestCallbacks.ACCOUNT_SID)
                        .sid(sid)
                        .progress(progress)
                        .dateCreated(AT)
                        .dateUpdated(AT)
                        .lastReceivedAt(AT)
                        .build();
            case "TR" ->
                TranscriptionBuilder.builder()
                        .accountSid(TestCallbacks.ACCOUNT_SID)
                        .sid(sid)
                        .progress(progress)
                        .dateCreated(AT)
                        .dateUpdated(AT)
                        .lastReceivedAt(AT)
                        .build();
            case "CF" ->
                ConferenceBuilder.builder()
                        .accountSid(TestCallbacks.ACCOUNT_SID)
                        .sid(sid)
                        .progress(progress)
                        .dateCreated(AT)
                        .dateUpdated(AT)
                        .lastReceivedAt(AT)
                        .build();
            default ->
                MessageBuilder.builder()
                        .accountSid(TestCallbacks.ACCOUNT_SID)
                        .sid(sid)
                        .progress(progress)
                        .dateCreated(AT)
                        .dateUpdated(AT)
                        .lastReceivedAt(AT)
                        .build();
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyStateReachesItselfAndEveryTerminalOneEndsAWait(ResourceStates kind) {
        String prefix = kind.prefixes().get(0);
        assertThat(kind.all()).containsAll(kind.terminal()).allSatisfy(state -> {
            assertThat(judge(prefix, state, state)).isEqualTo(Verdict.REACHED);
            assertThat(judge(prefix, state, "terminal"))
                    .isEqualTo(kind.terminal().contains(state) ? Verdict.REACHED : Verdict.OPEN);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnknownOrHasNoStatusYetIsOpen(ResourceStates kind) {
        String prefix = kind.prefixes().get(0);
        for (String state :
                Stream.concat(Stream.of("terminal"), kind.all().stream()).toList()) {
            Until until = Until.parse("Until", state, prefix + DIGITS);
            assertThat(until.judge(Optional.empty())).isEqualTo(Verdict.OPEN);
            assertThat(until.judge(Optional.of(resource(prefix, "")))).isEqualTo(Verdict.OPEN);
            assertThat(until.isReachedBy(Optional.empty())).isFalse();
        }
    }

    @Test
    void messagesAndCallsHaveTheStatesThatTheApiShows() {
        assertThat(ResourceStates.MESSAGE.all())
                .containsExactlyInAnyOrderElementsOf(Stream.of(MessageStatus.values())
                        .map(MessageStatus::value)
                        .toList());
        assertThat(ResourceStates.CALL.all()).containsExactlyInAnyOrderElementsOf(CallViews.STATUSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivered", " Delivered ", "DELIVERED", "dElIvErEd\t"})
    void spacesAndCapitalsDoNotMatter(String text) {
        assertThat(Until.parse("Until", text, "SM" + DIGITS)).isEqualTo(new Until(ResourceStates.MESSAGE, "delivered"));
    }

    @ParameterizedTest
    @CsvSource({"SM, MESSAGE", "MM, MESSAGE", "CA, CALL", "RE, RECORDING", "TR, TRANSCRIPTION", "CF, CONFERENCE"})
    void aSidTellsItsKind(String prefix, ResourceStates kind) {
        assertThat(ResourceStates.of(prefix + DIGITS)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO", "ME", "RM", "AC", "CH", "sm", "Sm"})
    void otherSidsHaveNoStates(String prefix) {
        assertThat(ResourceStates.of(prefix + DIGITS)).isEmpty();
        assertThatThrownBy(() -> Until.parse("Until", "terminal", prefix + DIGITS))
                .isInstanceOf(TwilioException.class)
                .hasMessageContaining("message, call, recording, transcription or conference");
    }

    @ParameterizedTest
    @CsvSource({
        "SM, ringing",
        "CA, delivered",
        "TR, deleted",
        "CF, busy",
        "RE, ''",
        "SM, ' '",
        "CA, initiated",
        "SM, nonsense"
    })
    void whatIsNoStateOfTheKindIsRefusedWithThoseThatAre(String prefix, String text) {
        ResourceStates kind = ResourceStates.of(prefix + DIGITS).orElseThrow();
        assertThatThrownBy(() -> Until.parse("Until", text, prefix + DIGITS))
                .isInstanceOf(TwilioException.class)
                .hasMessageContaining("Parameter Until is invalid: '" + text + "'")
                .hasMessageContaining("a state of a " + kind.text() + ", but these are: terminal, ")
                .message()
                .satisfies(message -> assertThat(kind.all()).allMatch(message::contains));
    }
}
