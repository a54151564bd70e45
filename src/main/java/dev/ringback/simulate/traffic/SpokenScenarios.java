package dev.ringback.simulate.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.EventKind;
import dev.ringback.twilio.TwilioDates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Writes calls about which more is told than how far they have come: what is being said, their media, and a report afterwards. */
final class SpokenScenarios {
    private final String accountSid;
    private final Clock clock;

    SpokenScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.clock = clock;
    }

    Variants addTo(Variants variants) {
        return variants.add(2, this::gathered).add(2, this::streamed).add(2, this::reported);
    }

    /** The partial results of a {@code <Gather>} have numbers of their own, and no clock. */
    private Scenario gathered(SeededRandom random) {
        CallLeg leg = CallLeg.inbound(accountSid, random);
        ScenarioBuilder scenario = CallScenarios.scenario(leg, random);
        CallProgress progress = CallScenarios.talk(
                CallProgress.byPost(scenario, leg, CallScenarios.startOfCall(clock, random)), random);
        for (int number = 0; number < 3; number++) {
            scenario.post(
                    EventKind.GATHER_PARTIAL,
                    new Form()
                            .with("AccountSid", accountSid)
                            .with("ApiVersion", "2010-04-01")
                            .with("CallSid", leg.sid())
                            .with("CallStatus", "in-progress")
                            .with("Direction", leg.direction())
                            .with("From", leg.from())
                            .with("To", leg.to())
                            .with("Language", "en-US")
                            .with("SequenceNumber", number)
                            .with("StableSpeechResult", "I would like")
                            .with("Stability", "0.9")
                            .with("UnstableSpeechResult", "to order a"));
        }
        progress.completed();
        return scenario.build();
    }

    private Scenario streamed(SeededRandom random) {
        CallLeg leg = CallLeg.inbound(accountSid, random);
        ScenarioBuilder scenario = CallScenarios.scenario(leg, random);
        CallProgress progress = CallScenarios.talk(
                CallProgress.byPost(scenario, leg, CallScenarios.startOfCall(clock, random)), random);
        String streamSid = random.sid("MZ");
        Instant begin = progress.now();
        scenario.post(EventKind.MEDIA_STREAM, stream(leg, streamSid, "stream-started", begin))
                .post(EventKind.MEDIA_STREAM, stream(leg, streamSid, "stream-stopped", begin.plusSeconds(5)));
        progress.after(Duration.ofSeconds(6)).completed();
        return scenario.build();
    }

    private static Form stream(CallLeg leg, String sid, String event, Instant at) {
        return new Form()
                .with("AccountSid", leg.accountSid())
                .with("CallSid", leg.sid())
                .with("StreamSid", sid)
                .with("StreamName", "agent")
                .with("StreamEvent", event)
                .withIso8601("Timestamp", at);
    }

    /** Voice Insights tells of the call half an hour later, in words of its own. */
    private Scenario reported(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = CallScenarios.scenario(leg, random);
        Instant start = CallScenarios.startOfCall(clock, random);
        CallProgress.byPost(scenario, leg, start)
                .initiated()
                .after(random.seconds(1, 2))
                .ringing()
                .after(random.seconds(1, 30))
                .unanswered("no-answer", "487");
        return scenario.postToSink(EventKind.VOICE_INSIGHTS, summary(leg, start, random))
                .build();
    }

    private static String summary(CallLeg leg, Instant start, SeededRandom random) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("call_sid", leg.sid())
                .put("account_sid", leg.accountSid())
                .put("start_time", TwilioDates.iso8601(start))
                .put("end_time", TwilioDates.iso8601(start.plusSeconds(20)))
                .put("created_time", TwilioDates.iso8601(start))
                .put("duration", 20)
                .put("connect_duration", 0)
                .put("call_type", "carrier")
                .put("call_state", "noanswer")
                .put("answered_by", "unknown");
        data.putObject("from").put("caller", leg.from()).put("country_code", "US");
        data.putObject("to").put("callee", leg.to()).put("country_code", "US");
        data.putObject("properties").put("direction", "outbound_api").put("last_sip_response_num", 480);
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("type", "com.twilio.voice.insights.call-summary.complete")
                .put("source", "/v1/Voice/" + leg.sid() + "/Summary")
                .put("id", random.sid("EZ"))
                .put("dataschema", "https://events-schemas.twilio.com/VoiceInsights.CallSummary/3")
                .put("datacontenttype", "application/json")
                .put("time", TwilioDates.iso8601(start.plus(Duration.ofMinutes(30))));
        event.set("data", data);
        return JsonNodeFactory.instance.arrayNode().add(event).toString();
    }
}
