package dev.ringback.twilio.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Call;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.Participant;
import dev.ringback.model.Recording;
import dev.ringback.model.TimeRange;
import dev.ringback.model.Transcription;
import dev.ringback.storage.Database;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.ParticipantFilter;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what captured webhooks make of messages, calls and recordings, in every order in which they can arrive. */
class CapturedStatesTest {
    private static final String ACCOUNT = CapturedWebhook.ACCOUNT.sid();
    private static final String CALL = "CA608eecbd7d33720f131ee44d9e30882b";
    private static final String OF_CALL =
            "AccountSid=" + ACCOUNT + "&CallSid=" + CALL + "&From=%2B14155550101&To=%2B14155550102";
    private static final String PROGRESS =
            "&CallbackSource=call-progress-events&Direction=inbound&ApiVersion=2010-04-01";

    @TempDir
    private static Path folder;

    private static SqliteDatabase database;

    @BeforeAll
    static void open() {
        database = TestSqlite.open(folder);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aPartialResultOfAGatherMovesNoTimeOfItsCall() {
        CapturedWebhook partial = CapturedWebhook.of("05c-gather-partial-realistic.form");
        CapturedWebhook completed = CapturedWebhook.form(
                OF_CALL + PROGRESS
                        + "&CallStatus=completed&SequenceNumber=0&CallDuration=60&Timestamp=Sat%2C+28+Nov+2026+10%3A01%3A00+%2B0000");

        Call ongoing = inAnyOrder(CapturedStatesTest::call, partial);
        assertThat(ongoing.progress().status()).isEqualTo("in-progress");
        assertThat(ongoing.answeredAt()).isNull();
        Call ended = inAnyOrder(CapturedStatesTest::call, partial, completed);
        assertThat(ended.progress().status()).isEqualTo("completed");
        assertThat(ended.startTime()).isEqualTo(Instant.parse("2026-11-28T10:00:00Z"));
        assertThat(ended.endedAt()).isEqualTo(Instant.parse("2026-11-28T10:01:00Z"));
        assertThat(ended.dateCreated()).isEqualTo(Instant.parse("2026-11-28T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&CallStatus=in-progress&SequenceNumber=12&UnstableSpeechResult=yes",
                "&CallStatus=in-progress&SequenceNumber=900&StableSpeechResult=yes&Timestamp=Sat%2C+28+Nov+2026+12%3A00%3A00+%2B0000",
                "&CallStatus=completed&UnstableSpeechResult=&Stability=0.1",
                "&CallStatus=in-progress&Digits=1",
                "&CallStatus=ringing"
            })
    void onlyAProgressEventWithAClockSetsTheTimesOfACallThatHasOne(String other) {
        CapturedWebhook answered = CapturedWebhook.form(OF_CALL + PROGRESS
                + "&CallStatus=in-progress&SequenceNumber=2&Timestamp=Mon%2C+30+Nov+2026+10%3A00%3A05+%2B0000");
        CapturedWebhook completed = CapturedWebhook.form(
                OF_CALL + PROGRESS
                        + "&CallStatus=completed&SequenceNumber=3&CallDuration=30&Timestamp=Mon%2C+30+Nov+2026+10%3A00%3A35+%2B0000");

        // all of it lies after the arrival, so whatever goes by the arrival would be earlier
        Call call = inAnyOrder(CapturedStatesTest::call, answered, completed, CapturedWebhook.form(OF_CALL + other));

        assertThat(call.progress().status()).isEqualTo("completed");
        assertThat(call.startTime()).isEqualTo(Instant.parse("2026-11-30T10:00:05Z"));
        assertThat(call.endedAt()).isEqualTo(Instant.parse("2026-11-30T10:00:35Z"));
    }

    @Test
    void aTimeKnownByArrivalGivesWayToTheEndLessTheDuration() {
        CapturedWebhook action = CapturedWebhook.form(OF_CALL + "&CallStatus=in-progress&Digits=1");
        CapturedWebhook completed = CapturedWebhook.form(
                OF_CALL + PROGRESS
                        + "&CallStatus=completed&SequenceNumber=0&CallDuration=30&Timestamp=Mon%2C+30+Nov+2026+10%3A00%3A35+%2B0000");

        assertThat(inAnyOrder(CapturedStatesTest::call, action, completed).startTime())
                .isEqualTo(Instant.parse("2026-11-30T10:00:05Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "06-call-summary.json, CA1eba2530cda516873dacd376566be8f4",
        "06c-call-summary-data-as-text.json, CAe646bf3047b7e739f875fb73fac9fad0"
    })
    void aReportEndsACallWhoseEndWasNeverTold(String name, String sid) {
        CapturedWebhook report = CapturedWebhook.of(name);
        Function<View, Call> call = view -> view.database()
                .resources()
                .find(Call.class, view.account(), sid)
                .orElseThrow();

        Call alone = inAnyOrder(call, report);
        assertThat(alone.progress().status()).isEqualTo("no-answer");
        assertThat(alone.endedAt()).isEqualTo(Instant.parse("2026-11-28T10:00:33Z"));
        assertThat(alone.startTime()).isNull();
        assertThat(alone.from()).isEqualTo("+14155550101");
        assertThat(alone.direction()).isEqualTo("outbound-api");
        CapturedWebhook ringing = CapturedWebhook.form("AccountSid=" + ACCOUNT + "&CallSid=" + sid + PROGRESS
                + "&CallStatus=ringing&SequenceNumber=1&Timestamp=Sat%2C+28+Nov+2026+10%3A00%3A29+%2B0000");
        assertThat(inAnyOrder(call, ringing, report).progress().status()).isEqualTo("no-answer");
    }

    @Test
    void aReportTakesNothingBackThatAStateHasTold() {
        CapturedWebhook report = CapturedWebhook.of("06-call-summary.json")
                .with("CA1eba2530cda516873dacd376566be8f4", CALL)
                .with("\"connect_duration\": 0", "\"connect_duration\": 500")
                .with("\"noanswer\"", "\"completed\"");
        CapturedWebhook answered = CapturedWebhook.form(OF_CALL.replace("%2B14155550101", "%2B14155550100") + PROGRESS
                + "&CallStatus=in-progress&SequenceNumber=0&Timestamp=Sat%2C+28+Nov+2026+11%3A00%3A05+%2B0000");
        CapturedWebhook busy = CapturedWebhook.form(
                OF_CALL.replace("%2B14155550101", "%2B14155550100") + PROGRESS
                        + "&CallStatus=busy&SequenceNumber=1&CallDuration=0&AnsweredBy=human&Timestamp=Sat%2C+28+Nov+2026+11%3A00%3A09+%2B0000");
        Call before = inAnyOrder(CapturedStatesTest::call, answered, busy);

        Call after = inAnyOrder(CapturedStatesTest::call, answered, busy, report);

        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("accountSid")
                .isEqualTo(before);
        assertThat(after.progress().status()).isEqualTo("busy");
        assertThat(after.duration()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ringing", "answered", "undialed", "unknown", ""})
    void aReportThatStatesNoEndSaysNothingOfTheState(String state) {
        Entry entry = CapturedWebhook.of("06-call-summary.json")
                .with("\"noanswer\"", "\"" + state + "\"")
                .entry();

        assertThat(entry.resources()).isEmpty();
        assertThat(entry.event().sid()).isEqualTo("CA1eba2530cda516873dacd376566be8f4");
    }

    @ParameterizedTest
    @CsvSource({
        "completed, completed",
        "busy, busy",
        "fail, failed",
        "noanswer, no-answer",
        "canceled, canceled",
        "NO_ANSWER, no-answer"
    })
    void aReportsStateIsSpelledAsTheCallResourceDoes(String reported, String status) {
        Entry entry = CapturedWebhook.of("06-call-summary.json")
                .with("\"noanswer\"", "\"" + reported + "\"")
                .entry();

        assertThat(entry.resources().get(0).progress().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"human, unknown", "machine_start, unknown", "fax, Unknown"})
    void anUnknownValueNeverReplacesAKnownOne(String known, String unknown) {
        CapturedWebhook amd = CapturedWebhook.form(OF_CALL + "&AnsweredBy=" + known);
        CapturedWebhook nothing =
                CapturedWebhook.form(OF_CALL.replace("%2B14155550101", unknown) + "&AnsweredBy=" + unknown);

        Call call = inAnyOrder(CapturedStatesTest::call, amd, nothing);

        assertThat(call.answeredBy()).isEqualTo(known);
        assertThat(call.from()).isEqualTo("+14155550101");
        assertThat(inAnyOrder(CapturedStatesTest::call, nothing).answeredBy()).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource({
        "MessageSid=SM%s&MessageStatus=sent, MessageSid=SM%s&MessageStatus=unknown",
        "MessageSid=SM%s&MessageStatus=sent, MessageSid=SM%s&MessageStatus=",
        "MessageSid=SM%s&MessageStatus=sent, MessageSid=SM%s&MessageStatus=sent&From=unknown&To=",
    })
    void aStatusThatIsUnknownOrEmptyIsNoNews(String sent, String nothing) {
        String account = "AccountSid=" + ACCOUNT + "&";
        String numbers = "&From=%2B14155550101&To=%2B14155550102";
        String hex = "0123456789abcdef0123456789abcdef";

        Message message = inAnyOrder(
                view -> view.database()
                        .resources()
                        .find(Message.class, view.account(), "SM" + hex)
                        .orElseThrow(),
                CapturedWebhook.form(account + sent.formatted(hex) + numbers),
                CapturedWebhook.form(account + nothing.formatted(hex)));

        assertThat(message.progress().status()).isEqualTo("sent");
        assertThat(message.from()).isEqualTo("+14155550101");
        assertThat(message.to()).isEqualTo("+14155550102");
    }

    @ParameterizedTest
    @CsvSource({
        "in-progress, redacting, redacting",
        "processing, redacting, redacting",
        "redacting, completed, completed",
        "redacting, absent, absent",
        "completed, redacting, completed",
        "absent, in-progress, absent",
        "paused, unknown, paused",
        "completed, deleted, deleted"
    })
    void aStatusOfARecordingThatTheOrderDoesNotKnowIsNewsUntilAFinalOne(String one, String other, String status) {
        String recording =
                "AccountSid=" + ACCOUNT + "&RecordingSid=RE0123456789abcdef0123456789abcdef&RecordingStatus=";

        assertThat(inAnyOrder(
                                CapturedStatesTest::recording,
                                CapturedWebhook.form(recording + one),
                                CapturedWebhook.form(recording + other))
                        .progress()
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"in-progress, reviewing, reviewing", "reviewing, failed, failed", "completed, reviewing, completed"})
    void aStatusOfATranscriptionThatTheOrderDoesNotKnowIsNewsUntilAFinalOne(String one, String other, String status) {
        String transcription =
                "AccountSid=" + ACCOUNT + "&TranscriptionSid=TR0123456789abcdef0123456789abcdef&TranscriptionStatus=";

        Function<View, String> found = view -> view.database()
                .resources()
                .find(Transcription.class, view.account(), "TR0123456789abcdef0123456789abcdef")
                .orElseThrow()
                .progress()
                .status();

        assertThat(inAnyOrder(
                        found, CapturedWebhook.form(transcription + one), CapturedWebhook.form(transcription + other)))
                .isEqualTo(status);
    }

    @Test
    void aRecordingOfEventStreamsIsTheOneOfItsCallback() {
        Recording recording = inAnyOrder(
                view -> view.database()
                        .resources()
                        .find(Recording.class, view.account(), "RE4095db864c16cb2b16d014cc076723b9")
                        .orElseThrow(),
                CapturedWebhook.of("10a-recording-processed.json"));

        assertThat(recording.progress().status()).isEqualTo("completed");
        assertThat(recording.callSid()).isEqualTo("CAaf63819dc77a17a1a42d69a071f01f44");
        assertThat(recording.duration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(recording.errorCode()).isNull();
    }

    @Test
    void aConferenceOfEventStreamsHasItsParticipants() {
        List<Participant> participants = inAnyOrder(
                view -> view.database()
                        .resources()
                        .list(
                                view.account(),
                                ParticipantFilter.of("CF6b7643712b260a5c59bde861a2f765b9"),
                                PageRequest.first(10))
                        .items(),
                CapturedWebhook.of("10b-conference-participant-updated.json"));

        assertThat(participants).extracting(Participant::callSid).containsExactly("CAaf717fe44119bd014df7aa97bb35fd15");
    }

    @Test
    void anErrorBelongsToTheStatusItCameWith() {
        String sid = "SM1321af6192ea1df9d5660976ab87174f";
        CapturedWebhook undelivered = CapturedWebhook.of("11a-undelivered.form");
        CapturedWebhook delivered = CapturedWebhook.of("11b-delivered.form");
        Function<View, Message> message = view -> view.database()
                .resources()
                .find(Message.class, view.account(), sid)
                .orElseThrow();
        Function<View, Integer> found = view -> view.database()
                .resources()
                .list(
                        view.account(),
                        new MessageFilter(null, null, TimeRange.ALWAYS, null, 30008, null, List.of()),
                        PageRequest.first(10))
                .items()
                .size();

        assertThat(inAnyOrder(message, undelivered).errorCode()).isEqualTo(30008);
        assertThat(inAnyOrder(found, undelivered)).isEqualTo(1);
        assertThat(inAnyOrder(message, undelivered, delivered).progress().status())
                .isEqualTo("delivered");
        assertThat(inAnyOrder(message, undelivered, delivered).errorCode()).isNull();
        assertThat(inAnyOrder(found, undelivered, delivered)).isZero();
        CapturedWebhook withoutCode =
                undelivered.with("ErrorCode=30008&RawDlrDoneDate=2611281000&", "RawDlrDoneDate=2611281002&");
        assertThat(inAnyOrder(message, undelivered, withoutCode).errorCode())
                .as("a later report of the same status without its code takes nothing back")
                .isEqualTo(30008);
        CapturedWebhook again = undelivered.with(
                "ErrorCode=30008&RawDlrDoneDate=2611281000", "ErrorCode=30003&RawDlrDoneDate=2611281005");
        assertThat(inAnyOrder(message, undelivered, delivered, again).errorCode())
                .isEqualTo(30003);
    }

    @Test
    void theErrorOfAnAbsentRecordingIsOverWhenItIsCompleted() {
        String recording =
                "AccountSid=" + ACCOUNT + "&RecordingSid=RE0123456789abcdef0123456789abcdef&RecordingStatus=";
        CapturedWebhook absent = CapturedWebhook.form(recording + "absent&ErrorCode=31480");

        assertThat(inAnyOrder(CapturedStatesTest::recording, absent).errorCode())
                .isEqualTo(31480);
        assertThat(inAnyOrder(CapturedStatesTest::recording, absent, CapturedWebhook.form(recording + "completed"))
                        .errorCode())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"order, 77", "campaign, spring"})
    void theTagsOfAMessageAtTwilioFindIt(String name, String value) {
        Function<View, List<String>> found = view -> view
                .database()
                .resources()
                .list(
                        view.account(),
                        new MessageFilter(
                                null, null, TimeRange.ALWAYS, null, null, null, List.of(new Parameter(name, value))),
                        PageRequest.first(10))
                .items()
                .stream()
                .map(Message::sid)
                .toList();

        assertThat(inAnyOrder(found, CapturedWebhook.of("28-message-with-tags.json")))
                .containsExactly("SM259e59d402ab30591e130dfa85c27475");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tags\": [\"a\"]",
                "\"tags\": null",
                "\"tags\": \"x\"",
                "\"tags\": {\"a\": {\"b\": 1}, \"c\": null}"
            })
    void tagsOfAnotherShapeAreNone(String tags) {
        Entry entry = CapturedWebhook.of("28-message-with-tags.json")
                .with("\"tags\": {\"campaign\": \"spring\", \"order\": \"77\"}", tags)
                .entry();

        assertThat(entry.tags()).isEmpty();
        assertThat(entry.resources()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "order=77, 03-conversation-message-added.get, order",
        "order=77&x-y=1&tenant_id=4, 18-get-call-completed.query, order x-y tenant_id",
        "'', 03-conversation-message-added.get, ''",
        "'', 18-get-call-completed.query, ''"
    })
    void inAGetTheUsersParametersAreThoseBeforeTheFirstThatIsSpelledAsTwilioDoes(String own, String name, String tags) {
        EventReading reading = EventReading.of(CapturedWebhook.of(name)
                .entries("/twilio" + (own.isEmpty() ? "" : "?" + own))
                .get(0)
                .event());

        assertThat(reading.tags().stream().map(Parameter::name).collect(Collectors.joining(" ")))
                .isEqualTo(tags);
        assertThat(reading.parameters().get("AccountSid")).isEqualTo(ACCOUNT);
    }

    @Test
    void anOldEventIsReadByTheRulesOfThisVersion() {
        Entry today = CapturedWebhook.of("01-conversation-message-added.form").entry();
        Event old = new Event(
                today.event().accountSid(),
                EventKind.INBOUND_MESSAGE,
                "IM49f119806d3b286a594411912c924957",
                today.event().source(),
                today.event().receivedAt(),
                null,
                "POST",
                "/twilio",
                today.event().format(),
                today.event().payload(),
                null,
                today.event().digest(),
                null);

        Entry replayed = Projector.replay(old);

        assertThat(replayed.event().kind()).isEqualTo(EventKind.CONVERSATION);
        assertThat(replayed.event().sid()).isEqualTo(old.sid());
        assertThat(replayed.resources()).isEmpty();
        assertThat(replayed.references())
                .contains("CHf9f18003f5634951e4f37414feece4f1")
                .doesNotContain(old.sid());
        assertThat(EventReading.of(old).kind()).isEqualTo(EventKind.CONVERSATION);
        assertThat(EventReading.of(old).progress()).isNull();
    }

    private static Call call(View view) {
        return view.database()
                .resources()
                .find(Call.class, view.account(), CALL)
                .orElseThrow();
    }

    private static Recording recording(View view) {
        return view.database()
                .resources()
                .find(Recording.class, view.account(), "RE0123456789abcdef0123456789abcdef")
                .orElseThrow();
    }

    /** The mirror as far as one account goes. */
    private record View(Database database, String account) {}

    /** What is read when they arrived in one order, which must be the same in every other. Each order has an account of its own. */
    private <T> T inAnyOrder(Function<View, T> read, CapturedWebhook... webhooks) {
        List<T> results = permutations(List.of(webhooks))
                .map(order -> {
                    String account = TestCallbacks.sid("AC");
                    order.forEach(webhook -> database.events()
                            .append(webhook.with(ACCOUNT, account).entries()));
                    return read.apply(new View(database, account));
                })
                .toList();
        assertThat(results)
                .allSatisfy(result -> assertThat(result)
                        .usingRecursiveComparison()
                        .ignoringFields("accountSid")
                        .isEqualTo(results.get(0)));
        return results.get(0);
    }

    private static <T> Stream<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return Stream.of(List.of());
        }
        return items.stream().flatMap(first -> {
            List<T> others = new ArrayList<>(items);
            others.remove(first);
            return permutations(others)
                    .map(rest -> Stream.concat(Stream.of(first), rest.stream()).toList());
        });
    }
}
