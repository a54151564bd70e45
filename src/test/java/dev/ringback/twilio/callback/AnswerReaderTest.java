package dev.ringback.twilio.callback;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.TestAnswers;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Certainty;
import dev.ringback.model.Conference;
import dev.ringback.model.Entry;
import dev.ringback.model.Erasure;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Participant;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant ASKED = Instant.parse("2026-01-01T10:01:00.5Z");
    private static final String MESSAGE = "SM00000000000000000000000000000001";
    private static final String CALL = "CA00000000000000000000000000000002";
    private static final String CONFERENCE = "CF00000000000000000000000000000003";

    static Stream<TestAnswers> answers() {
        return Stream.of(
                TestAnswers.message(MESSAGE, "delivered"),
                TestAnswers.message(MESSAGE, "received").with("direction", "inbound"),
                TestAnswers.media(MESSAGE, "ME00000000000000000000000000000001"),
                TestAnswers.call(CALL, "completed"),
                TestAnswers.recording("RE00000000000000000000000000000001", "completed"),
                TestAnswers.transcription("TR00000000000000000000000000000001", "completed"),
                TestAnswers.conference(CONFERENCE, "in-progress"),
                TestAnswers.participant(CONFERENCE, CALL, "connected"),
                TestAnswers.alert("NO00000000000000000000000000000001"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aStoredAnswerIsReadAgainAsItWasRead(TestAnswers answer) {
        Entry entry = answer.askedAt(ASKED);

        assertThat(entry.resources()).hasSize(1);
        assertThat(entry.event().source()).isEqualTo(EventSource.API);
        assertThat(entry.event().occurredAt()).isEqualTo(ASKED);
        assertThat(entry.event().payload()).isEqualTo(answer.json());
        assertThat(Projector.replay(entry.event())).isEqualTo(entry);
        assertThat(Projector.replay(entry.event().withKind(EventKind.UNKNOWN))).isEqualTo(entry);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anEqualAnswerIsTheSameEventWheneverAndWhereverItWasAskedFor(TestAnswers answer) {
        Event first = answer.askedAt(ASKED).event();
        Event later =
                answer.with("uri", "/elsewhere").askedAt(ASKED.plusSeconds(60)).event();
        Event other = answer.with("account_sid", ACCOUNT_SID)
                .with("date_updated", "Thu, 01 Jan 2026 10:00:59 +0000")
                .askedAt(ASKED)
                .event();

        assertThat(later.digest()).isEqualTo(first.digest());
        assertThat(other.digest()).isNotEqualTo(first.digest());
    }

    @Test
    void anAnswerAgesFromTheLastDateThatItTellsAndADeletionFromItsArrival() {
        TestAnswers message = TestAnswers.message(MESSAGE, "delivered");
        assertThat(message.askedAt(ASKED).event().agedAt()).isEqualTo(CREATED.plusSeconds(2));
        assertThat(message.deletedAt(ASKED).event().agedAt()).isNull();
        assertThat(message.without("date_updated")
                        .without("date_created")
                        .askedAt(ASKED)
                        .event()
                        .agedAt())
                .as("nothing told: when it was asked for")
                .isEqualTo(ASKED);
        assertThat(message.with("date_updated", "Thu, 01 Jan 2099 10:00:02 +0000")
                        .askedAt(ASKED)
                        .event()
                        .agedAt())
                .as("a clock that is wrong keeps nothing for ever")
                .isNull();
    }

    @Test
    void aMessageIsReadWithAllItsFields() {
        Message message = only(TestAnswers.message(MESSAGE, "undelivered")
                .with("error_code", 30003)
                .with("error_message", "Unreachable destination handset")
                .with("messaging_service_sid", "MG00000000000000000000000000000001")
                .with("price", "-0.00750")
                .askedAt(ASKED));

        assertThat(message.progress().status()).isEqualTo("undelivered");
        assertThat(message.body()).isEqualTo("hello");
        assertThat(message.direction()).isEqualTo("outbound-reply");
        assertThat(message.numSegments()).isEqualTo(1);
        assertThat(message.numMedia()).isZero();
        assertThat(message.errorCode()).isEqualTo(30003);
        assertThat(message.errorMessage()).isEqualTo("Unreachable destination handset");
        assertThat(message.dateCreated()).isEqualTo(CREATED);
        assertThat(message.dateSent()).isEqualTo(CREATED.plusSeconds(1));
        assertThat(message.dateUpdated()).isEqualTo(CREATED.plusSeconds(2));
        assertThat(message.price()).isEqualTo("-0.00750");
        assertThat(message.priceUnit()).isEqualTo("USD");
        assertThat(message.answered().certainty()).isEqualTo(Certainty.TOLD);
        assertThat(message.answered().erasure()).isEqualTo(Erasure.NONE);
    }

    @Test
    void theMessagingServiceAndTheNumberAreNoReferences() {
        assertThat(TestAnswers.message(MESSAGE, "sent")
                        .with("messaging_service_sid", "MG00000000000000000000000000000001")
                        .askedAt(ASKED)
                        .references())
                .isEmpty();
        assertThat(TestAnswers.call(CALL, "completed")
                        .with("parent_call_sid", "CA00000000000000000000000000000009")
                        .askedAt(ASKED)
                        .references())
                .containsExactly("CA00000000000000000000000000000009");
    }

    @Test
    void aCallIsReadWithAllItsFields() {
        Call call = only(TestAnswers.call(CALL, "completed").askedAt(ASKED));

        assertThat(call.answeredAt()).isEqualTo(CREATED.plusSeconds(5));
        assertThat(call.endedAt()).isEqualTo(CREATED.plusSeconds(21));
        assertThat(call.duration()).isEqualTo(Duration.ofSeconds(16));
        assertThat(call.phoneNumberSid()).isEqualTo("PN00000000000000000000000000000001");
        assertThat(call.queueTime()).isEqualTo("1000");
        assertThat(call.trunkSid()).isNull();
        assertThat(call.price()).isEqualTo("-0.03000");
        assertThat(call.callerName()).isNull();
        assertThat(call.answered().nulls()).containsExactlyInAnyOrder("group_sid", "trunk_sid");
    }

    /** Twilio answers the creation of a call without any dates. */
    @Test
    void aCallThatWasJustCreatedIsAsOldAsTheRequest() {
        Call call = only(TestAnswers.call(CALL, "queued")
                .without("date_created")
                .without("date_updated")
                .without("start_time")
                .askedAt(ASKED));

        assertThat(call.dateCreated()).isEqualTo(ASKED);
        assertThat(call.certainties().dateCreated()).isEqualTo(Certainty.GUESSED);
        assertThat(call.endedAt()).isNull();
        assertThat(call.duration()).isNull();
    }

    @Test
    void theOtherKindsAreReadWithWhatNoCallbackTells() {
        Recording recording = only(TestAnswers.recording("RE00000000000000000000000000000001", "completed")
                .askedAt(ASKED));
        assertThat(recording.price()).isEqualTo("-0.00250");
        assertThat(recording.channels()).isEqualTo(1);
        assertThat(recording.answered().nulls()).containsExactly("encryption_details");
        Transcription transcription = only(TestAnswers.transcription("TR00000000000000000000000000000001", "completed")
                .askedAt(ASKED));
        assertThat(transcription.duration()).isEqualTo(Duration.ofSeconds(7));
        assertThat(transcription.transcriptionText()).isEqualTo("hello");
        Conference conference =
                only(TestAnswers.conference(CONFERENCE, "in-progress").askedAt(ASKED));
        assertThat(conference.region()).isEqualTo("us1");
        assertThat(conference.answered().nulls()).isEmpty();
        Participant participant =
                only(TestAnswers.participant(CONFERENCE, CALL, "connected").askedAt(ASKED));
        assertThat(participant.conferenceSid()).isEqualTo(CONFERENCE);
        assertThat(participant.callSid()).isEqualTo(CALL);
        assertThat(participant.flags().muted()).isTrue();
        assertThat(participant.queueTime()).isEqualTo("1000");
        Media media = only(
                TestAnswers.media(MESSAGE, "ME00000000000000000000000000000001").askedAt(ASKED));
        assertThat(media.messageSid()).isEqualTo(MESSAGE);
        assertThat(media.contentType()).isEqualTo("image/jpeg");
        Alert alert =
                only(TestAnswers.alert("NO00000000000000000000000000000001").askedAt(ASKED));
        assertThat(alert.alertText()).isEqualTo("Msg&sourceComponent=12000&ErrorCode=11200");
        assertThat(alert.logLevel()).isEqualTo("error");
    }

    @Test
    void encryptionDetailsAreKeptAsJson() throws UnexpectedAnswerException {
        String json = TestAnswers.recording("RE00000000000000000000000000000001", "completed")
                .json()
                .replace(
                        "\"encryption_details\":null",
                        "\"encryption_details\":{\"encryption_public_key_sid\":\"CR00000000000000000000000000000001\"}");
        Entry entry = read(ResourceKind.RECORDING, null, json);

        assertThat(((Recording) entry.resources().get(0)).encryptionDetails())
                .isEqualTo("{\"encryption_public_key_sid\":\"CR00000000000000000000000000000001\"}");
        assertThat(entry.references()).containsExactly("CA00000000000000000000000000000001");
    }

    @Test
    void ofEqualFinalRanksAnAnswerThatWasAskedForAfterTheCallbackCameCountsMore() {
        Instant arrived = ASKED;
        Receipt receipt = new Receipt(arrived, "delivered", "2601012359");
        long later = only(TestAnswers.message(MESSAGE, "undelivered").askedAt(arrived.plusMillis(1)))
                .progress()
                .position();

        assertThat(later).isGreaterThan(receipt.position());
        assertThat(only(TestAnswers.message(MESSAGE, "sent").askedAt(arrived.plusSeconds(9)))
                        .progress()
                        .position())
                .as("a rank is that of the status")
                .isLessThan(receipt.position());
    }

    /** The position of a callback whose receipt is dated by the carrier's clock, half a day ahead. */
    private record Receipt(Instant arrived, String status, String rawDlrDoneDate) {
        long position() {
            return TestTraffic.entry(
                            TestCallbacks.messageStatus(MESSAGE, status).with("RawDlrDoneDate", rawDlrDoneDate),
                            arrived)
                    .resources()
                    .get(0)
                    .progress()
                    .position();
        }
    }

    @Test
    void aPriceIsKnownToBeNullLongAfterTheEndAlone() {
        TestAnswers free = TestAnswers.message(MESSAGE, "delivered");

        assertThat(nulls(free.askedAt(CREATED.plus(Duration.ofHours(23))))).isEmpty();
        assertThat(nulls(free.askedAt(CREATED.plus(Duration.ofHours(25))))).containsExactly("price");
        assertThat(nulls(TestAnswers.message(MESSAGE, "sent").askedAt(CREATED.plus(Duration.ofHours(25)))))
                .as("without receipts it stays sent")
                .containsExactly("price");
        assertThat(nulls(TestAnswers.message(MESSAGE, "scheduled").askedAt(CREATED.plus(Duration.ofHours(25)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accepted",
                "scheduled",
                "queued",
                "sending",
                "sent",
                "new-one",
                "canceled",
                "failed",
                "undelivered",
                "delivered",
                "received",
                "read"
            })
    void anEmptyBodyWasRedacted(String status) {
        TestAnswers redacted = TestAnswers.message(MESSAGE, status).with("body", "");

        assertThat(erasure(redacted)).isEqualTo(Erasure.BODY);
        assertThat(erasure(redacted.updatedAt(ASKED))).isEqualTo(Erasure.BODY);
        assertThat(erasure(redacted.with("num_segments", "0").updatedAt(ASKED))).isEqualTo(Erasure.BODY);
        assertThat(erasure(redacted.without("body").updatedAt(ASKED))).isEqualTo(Erasure.NONE);
        assertThat(erasure(redacted.with("body", "x").updatedAt(ASKED))).isEqualTo(Erasure.NONE);
    }

    @Test
    void aBodyThatIsNotThereYetWasNotRedacted() {
        TestAnswers template =
                TestAnswers.message(MESSAGE, "accepted").with("body", "").with("num_segments", "0");

        assertThat(erasure(template)).isEqualTo(Erasure.NONE);
        assertThat(erasure(template.createdAt(ASKED))).isEqualTo(Erasure.NONE);
        assertThat(erasure(template.with("num_segments", "1").createdAt(ASKED))).isEqualTo(Erasure.NONE);
    }

    @Test
    void whatWasNotAskedForIsRefused() {
        String message = TestAnswers.message(MESSAGE, "sent").json();

        assertRefused(ResourceKind.MESSAGE, "SM00000000000000000000000000000009", message, "another SID");
        assertRefused(ResourceKind.MESSAGE, MESSAGE, message.replace(ACCOUNT_SID, "AC" + "9".repeat(32)), "account");
        assertRefused(ResourceKind.CALL, null, message, "no resource of the list calls");
        assertRefused(ResourceKind.MESSAGE, null, "{\"account_sid\":\"" + ACCOUNT_SID + "\"}", "no resource");
        assertRefused(ResourceKind.MESSAGE, null, "[" + message + "]", "no JSON object");
        assertRefused(ResourceKind.MESSAGE, null, "<TwilioResponse/>", "no JSON object");
        assertRefused(
                ResourceKind.MEDIA,
                null,
                TestAnswers.media("CA00000000000000000000000000000001", "ME00000000000000000000000000000001")
                        .json(),
                "no resource");
        assertRefused(
                ResourceKind.ALERT,
                null,
                "{\"sid\":\"NO00000000000000000000000000000001\",\"log\":\"0\",\"account_sid\":\"" + ACCOUNT_SID
                        + "\"}",
                "no resource");
    }

    @Test
    void aDeletionLeavesTheSidAlone() {
        Entry entry = TestAnswers.message(MESSAGE, "sent").deletedAt(ASKED);

        assertThat(entry.event().method()).isEqualTo("DELETE");
        assertThat(entry.event().payload()).isEmpty();
        Message message = only(entry);
        assertThat(message.answered().erasure()).isEqualTo(Erasure.RESOURCE);
        assertThat(message.to()).isNull();
        assertThat(Projector.replay(entry.event())).isEqualTo(entry);
        assertThat(EventReading.of(entry.event()).progress())
                .extracting(progress -> progress.status())
                .isEqualTo("deleted");
        assertThatThrownBy(() -> TestAnswers.conference(CONFERENCE, "completed").deletedAt(ASKED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoIsRemovedFromAConferenceHasLeft() {
        Entry entry = TestAnswers.participant(CONFERENCE, CALL, "connected").deletedAt(ASKED);

        Participant participant = only(entry);
        assertThat(participant.conferenceSid()).isEqualTo(CONFERENCE);
        assertThat(participant.callSid()).isEqualTo(CALL);
        assertThat(participant.progress().status()).isEqualTo("complete");
        assertThat(participant.answered().erasure()).isEqualTo(Erasure.NONE);
        assertThat(Projector.replay(entry.event())).isEqualTo(entry);
        assertThat(EventReading.of(entry.event()).subject()).isEqualTo(CONFERENCE + "/" + CALL);
        assertThat(EventReading.of(entry.event()).kind()).isEqualTo(EventKind.PARTICIPANT);
    }

    @Test
    void theMediaOfADeletionAreThoseOfTheAddress() {
        Media media = only(
                TestAnswers.media(MESSAGE, "ME00000000000000000000000000000001").deletedAt(ASKED));

        assertThat(media.messageSid()).isEqualTo(MESSAGE);
        assertThat(media.sid()).isEqualTo("ME00000000000000000000000000000001");
    }

    @Test
    void aPageHasItsRowsAsTheyCameAndLeadsOn() throws UnexpectedAnswerException {
        AnswerPage page = AnswerPage.read(
                ResourceKind.MESSAGE,
                "{\"end\": 1, \"messages\": [ {\"sid\": \"a\", \"n\": 1.50}, {\"sid\":\"b\"} ], \"next_page_uri\": \"/next?Page=1\"}");

        assertThat(page.rows()).containsExactly("{\"sid\": \"a\", \"n\": 1.50}", "{\"sid\":\"b\"}");
        assertThat(page.next()).isEqualTo("/next?Page=1");
    }

    @Test
    void aPageOfMonitorLeadsOnByItsMeta() throws UnexpectedAnswerException {
        AnswerPage page = AnswerPage.read(
                ResourceKind.ALERT,
                "{\"meta\":{\"key\":\"alerts\",\"next_page_url\":\"https://monitor.twilio.com/v1/Alerts?Page=1\"},\"alerts\":[{}]}");
        AnswerPage last = AnswerPage.read(
                ResourceKind.ALERT, "{\"meta\":{\"key\":\"alerts\",\"next_page_url\":null},\"alerts\":[]}");

        assertThat(page.rows()).containsExactly("{}");
        assertThat(page.next()).isEqualTo("https://monitor.twilio.com/v1/Alerts?Page=1");
        assertThat(page.links()).containsExactly("https://monitor.twilio.com/v1/Alerts?Page=1");
        assertThat(last).isEqualTo(new AnswerPage(List.of(), null, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"calls\":[]}", "{\"messages\":{}}", "{\"messages\":[{\"a\":"})
    void whatIsNoPageOfTheListIsRefused(String json) {
        assertThatThrownBy(() -> AnswerPage.read(ResourceKind.MESSAGE, json))
                .isInstanceOf(UnexpectedAnswerException.class);
    }

    private static void assertRefused(ResourceKind kind, @Nullable String sid, String json, String reason) {
        assertThatThrownBy(() -> read(kind, sid, json))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining(reason);
    }

    private static Entry read(ResourceKind kind, @Nullable String sid, String json) throws UnexpectedAnswerException {
        return AnswerReader.resource(
                new Inquiry(ACCOUNT_SID, "GET", "/asked?for=it", ASKED, ASKED.plusMillis(80)), kind, sid, json);
    }

    private static Erasure erasure(TestAnswers answer) {
        return erasure(answer.askedAt(ASKED));
    }

    private static Erasure erasure(Entry entry) {
        return only(entry).answered().erasure();
    }

    private static Iterable<String> nulls(Entry entry) {
        return only(entry).answered().nulls();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // each test knows what it has asked for
    private static <R extends Resource> R only(Entry entry) {
        assertThat(entry.resources()).hasSize(1);
        return (R) entry.resources().get(0);
    }
}
