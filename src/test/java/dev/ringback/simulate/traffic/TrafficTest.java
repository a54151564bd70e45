package dev.ringback.simulate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.model.CallStatus;
import dev.ringback.model.EventKind;
import dev.ringback.model.MessageStatus;
import dev.ringback.model.Parameters;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.TwilioDates;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String URL = "https://hooks.example.com/twilio";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static TrafficOptions options(int messages, int calls, boolean shuffled, double duplicates, long seed) {
        return new TrafficOptions(ACCOUNT, CallbackUrl.parse(URL), messages, calls, shuffled, duplicates, seed);
    }

    private static List<SimulatedCallback> traffic(boolean shuffled, double duplicates, long seed) {
        return new Traffic(options(200, 100, shuffled, duplicates, seed), CLOCK)
                .callbacks()
                .toList();
    }

    private static Parameters parameters(SimulatedCallback callback) {
        return FormBody.parse(callback.payload()).parameters();
    }

    private static Stream<Parameters> parametersOf(List<SimulatedCallback> callbacks, EventKind... kinds) {
        Set<EventKind> wanted = Set.of(kinds);
        return callbacks.stream()
                .filter(callback -> wanted.contains(callback.kind()))
                .map(TrafficTest::parameters);
    }

    @Test
    void sameSeedMakesTheSameTraffic() {
        assertThat(traffic(true, 0.2, 42)).isEqualTo(traffic(true, 0.2, 42));
    }

    @Test
    void oneTrafficTellsItsCallbacksAgainAsOftenAsAsked() {
        Traffic traffic = new Traffic(options(20, 20, true, 0.5, 42), CLOCK);

        assertThat(traffic.callbacks())
                .containsExactlyElementsOf(traffic.callbacks().toList());
    }

    @Test
    void anotherSeedMakesOtherResources() {
        Set<String> first =
                traffic(false, 0, 42).stream().map(SimulatedCallback::scenario).collect(Collectors.toSet());

        assertThat(traffic(false, 0, 43)).noneMatch(callback -> first.contains(callback.scenario()));
    }

    @Test
    void everyKindIsPresent() {
        // No webhook is about media alone.
        Set<EventKind> all =
                EnumSet.complementOf(EnumSet.of(EventKind.VOICE_REQUEST, EventKind.MEDIA, EventKind.UNKNOWN));

        assertThat(traffic(false, 0, 42).stream().map(SimulatedCallback::kind).collect(Collectors.toSet()))
                .isEqualTo(all);
    }

    @Test
    void everyWayAMessageOrACallCanEndIsPresent() {
        List<SimulatedCallback> callbacks = traffic(false, 0, 42);

        assertThat(parametersOf(callbacks, EventKind.MESSAGE_STATUS).map(each -> each.get("MessageStatus")))
                .contains("queued", "sent", "delivered", "undelivered", "failed", "read");
        assertThat(parametersOf(callbacks, EventKind.CALL_STATUS).map(each -> each.get("CallStatus")))
                .contains(
                        "initiated", "ringing", "in-progress", "completed", "busy", "no-answer", "failed", "canceled");
        assertThat(parametersOf(callbacks, EventKind.RECORDING).map(each -> each.get("RecordingStatus")))
                .contains("in-progress", "completed", "absent");
    }

    @Test
    void thereAreAsManyMessagesAndCallsAsAsked() {
        List<SimulatedCallback> callbacks = traffic(false, 0.3, 42);
        Set<String> messages = new HashSet<>();
        Set<String> calls = new HashSet<>();
        for (SimulatedCallback callback : callbacks) {
            if (Sid.isSid(callback.scenario(), "SM", "MM")) {
                messages.add(callback.scenario());
            } else if (Sid.isSid(callback.scenario(), "CA")) {
                calls.add(callback.scenario());
            }
        }

        assertThat(messages).hasSize(200);
        assertThat(calls).hasSize(100);
    }

    @Test
    void statusesOfAMessageOnlyGoForward() {
        Map<String, Integer> last = new LinkedHashMap<>();
        parametersOf(traffic(false, 0.2, 42), EventKind.MESSAGE_STATUS).forEach(callback -> {
            int rank = MessageStatus.of(Objects.requireNonNull(callback.get("MessageStatus")))
                    .orElseThrow()
                    .rank();
            Integer before = last.put(callback.get("MessageSid"), rank);
            assertThat(before == null ? -1 : before).isLessThanOrEqualTo(rank);
        });
        assertThat(last).isNotEmpty();
    }

    @Test
    void sequenceNumbersOfACallCountFromZero() {
        Map<String, Integer> last = new LinkedHashMap<>();
        parametersOf(traffic(false, 0, 42), EventKind.CALL_STATUS).forEach(callback -> {
            int number = Integer.parseInt(Objects.requireNonNull(callback.get("SequenceNumber")));
            Integer before = last.put(callback.get("CallSid"), number);
            assertThat(number).isEqualTo(before == null ? 0 : before + 1);
        });
        assertThat(last).hasSizeGreaterThan(100);
    }

    @Test
    void shuffledTrafficIsAPermutationThatAlsoBreaksTheOrderOfAResource() {
        List<SimulatedCallback> shuffled = traffic(true, 0.2, 42);

        assertThat(shuffled).containsExactlyInAnyOrderElementsOf(traffic(false, 0.2, 42));
        assertThat(callsWhoseEndComesFirst(shuffled)).isPositive();
        assertThat(callsWhoseEndComesFirst(traffic(false, 0.2, 42))).isZero();
    }

    private static long callsWhoseEndComesFirst(List<SimulatedCallback> callbacks) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        return parametersOf(callbacks, EventKind.CALL_STATUS)
                .filter(callback -> {
                    boolean first = seen.merge(callback.get("CallSid"), 1, Integer::sum) == 1;
                    boolean end = CallStatus.of(Objects.requireNonNull(callback.get("CallStatus")))
                            .orElseThrow()
                            .isFinal();
                    return first && end && !"0".equals(callback.get("SequenceNumber"));
                })
                .count();
    }

    @Test
    void doublingAddsEqualCallbacksAndChangesNoOther() {
        List<SimulatedCallback> once = traffic(false, 0, 42);
        List<SimulatedCallback> twice = traffic(false, 1, 42);

        assertThat(once).noneMatch(SimulatedCallback::repeated);
        assertThat(twice.stream().filter(callback -> !callback.repeated())).containsExactlyInAnyOrderElementsOf(once);
        assertThat(twice.stream().filter(SimulatedCallback::repeated))
                .containsExactlyInAnyOrderElementsOf(
                        once.stream().map(SimulatedCallback::again).toList());
    }

    @Test
    void aShareOfTheCallbacksIsDoubled() {
        List<SimulatedCallback> callbacks = traffic(false, 0.2, 42);
        long repeated = callbacks.stream().filter(SimulatedCallback::repeated).count();

        assertThat(repeated / (double) (callbacks.size() - repeated)).isBetween(0.15, 0.25);
    }

    @Test
    void lostStatusCallbackIsToldByTheDebuggerOnly() throws JsonProcessingException {
        Traffic traffic = new Traffic(options(200, 100, false, 0, 42), CLOCK);
        String sid = Objects.requireNonNull(traffic.samples().get(Sample.RECOVERED_MESSAGE));
        List<SimulatedCallback> story = traffic.callbacks()
                .filter(callback -> callback.scenario().equals(sid))
                .toList();

        assertThat(parametersOf(story, EventKind.MESSAGE_STATUS).map(each -> each.get("MessageStatus")))
                .containsExactly("sent");
        JsonNode request =
                payload(parametersOf(story, EventKind.DEBUGGER).toList().get(0)).at("/webhook/request");
        assertThat(request.get("url").asText()).startsWith(URL);
        assertThat(request.get("method").asText()).isEqualTo("POST");
        assertThat(request.at("/parameters/MessageSid").asText()).isEqualTo(sid);
        assertThat(request.at("/parameters/MessageStatus").asText()).isEqualTo("delivered");
    }

    @Test
    void debuggerEventSaysItsMessageInBothSpellingsAndHasAnEmptyParent() throws JsonProcessingException {
        Parameters event = parametersOf(traffic(false, 0, 42), EventKind.DEBUGGER)
                .findFirst()
                .orElseThrow();

        assertThat(event.get("ParentAccountSid")).isEmpty();
        assertThat(payload(event).at("/more_info/msg")).isEqualTo(payload(event).at("/more_info/Msg"));
        assertThat(payload(event).get("error_code").isTextual()).isTrue();
    }

    private static JsonNode payload(Parameters event) throws JsonProcessingException {
        return new ObjectMapper().readTree(event.get("Payload"));
    }

    @Test
    void oneConferenceGoesOnEvenInTheSmallestTraffic() {
        Traffic traffic = new Traffic(options(1, 1, false, 0, 42), CLOCK);
        String sid = Objects.requireNonNull(traffic.samples().get(Sample.LIVE_CONFERENCE));
        List<String> events = parametersOf(traffic.callbacks().toList(), EventKind.CONFERENCE, EventKind.PARTICIPANT)
                .filter(each -> sid.equals(each.get("ConferenceSid")))
                .map(each -> Objects.requireNonNull(each.get("StatusCallbackEvent")))
                .toList();

        assertThat(events).contains("conference-start", "participant-join", "participant-mute", "participant-hold");
        assertThat(events).doesNotContain("conference-end", "participant-leave");
    }

    @Test
    void recordingOfAConferenceNamesNoCall() {
        assertThat(parametersOf(traffic(false, 0, 42), EventKind.RECORDING).filter(each -> each.has("ConferenceSid")))
                .isNotEmpty()
                .noneMatch(each -> each.has("CallSid"));
    }

    @Test
    void samplesAreToldOfInTheTraffic() {
        Traffic traffic = new Traffic(options(200, 100, true, 0, 42), CLOCK);
        String everything = traffic.callbacks().map(SimulatedCallback::payload).collect(Collectors.joining("\n"));

        assertThat(traffic.samples()).containsOnlyKeys(Sample.values());
        assertThat(traffic.samples().values()).allMatch(Sid::isSid).allMatch(everything::contains);
    }

    @Test
    void durationIsInBegunMinutesAndCallDurationInSeconds() {
        assertThat(parametersOf(traffic(false, 0, 42), EventKind.CALL_STATUS)
                        .filter(each -> "completed".equals(each.get("CallStatus"))))
                .isNotEmpty()
                .allSatisfy(each -> {
                    int seconds = Integer.parseInt(Objects.requireNonNull(each.get("CallDuration")));
                    assertThat(each.get("Duration")).isEqualTo(Integer.toString((int) Math.ceil(seconds / 60.0)));
                });
    }

    @Test
    void nothingHappensInTheFuture() {
        assertThat(traffic(false, 0, 42).stream()
                        .filter(callback -> callback.format() == PayloadFormat.FORM)
                        .map(callback -> parameters(callback).get("Timestamp"))
                        .filter(Objects::nonNull))
                .isNotEmpty()
                .allSatisfy(timestamp ->
                        assertThat(TwilioDates.parse(timestamp).orElseThrow()).isBetween(NOW.minusSeconds(3600), NOW));
    }

    @Test
    void allPhoneNumbersAreReservedForFiction() {
        Pattern number = Pattern.compile("\\+\\d{7,}");
        Set<String> numbers = traffic(false, 0, 42).stream()
                .map(callback -> FormBody.text(parameters(callback).toString()) + callback.payload())
                .flatMap(text -> number.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toSet());

        assertThat(numbers).isNotEmpty().allMatch(each -> each.matches("\\+1415555(01\\d\\d)?"));
    }

    @Test
    void oddCharactersAndEmptyPlacesAreAmongWhatPeopleSend() {
        List<Parameters> inbound =
                parametersOf(traffic(false, 0, 42), EventKind.INBOUND_MESSAGE).toList();

        assertThat(inbound)
                .anyMatch(each -> Objects.requireNonNull(each.get("Body")).contains("'"));
        assertThat(inbound)
                .anyMatch(each -> Objects.requireNonNull(each.get("Body")).contains("👍"));
        assertThat(inbound)
                .anyMatch(each -> Objects.requireNonNull(each.get("Body")).contains("+"));
        assertThat(inbound).anyMatch(each -> "".equals(each.get("FromCity")));
        assertThat(inbound).anyMatch(each -> "2".equals(each.get("NumMedia")) && each.has("MediaUrl1"));
        assertThat(inbound).noneMatch(each -> each.has("MessageStatus"));
    }

    @Test
    void nothingAskedForIsNothing() {
        Traffic traffic = new Traffic(options(0, 0, true, 1, 42), CLOCK);

        assertThat(traffic.callbacks()).isEmpty();
        assertThat(traffic.samples()).isEmpty();
    }

    @Test
    void longTrafficIsWrittenWhileItIsRead() {
        Traffic traffic = new Traffic(options(500_000_000, 500_000_000, true, 0.1, 42), CLOCK);

        assertThat(traffic.callbacks().limit(10)).hasSize(10);
        assertThat(traffic.samples()).isNotEmpty();
    }
}
