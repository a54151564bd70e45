package dev.ringback.simulate.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.EventKind;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Errors and warnings about other servers than the target. */
final class DebuggerScenarios {
    private static final String APPLICATION = "https://app.example.com/voice";

    private final String accountSid;
    private final Clock clock;

    DebuggerScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.clock = clock;
    }

    Variants variants() {
        return new Variants()
                .add(3, this::applicationNotFound)
                .add(2, this::wrongContentType)
                .add(3, this::messageFiltered)
                .add(1, this::withoutResource);
    }

    private Scenario applicationNotFound(SeededRandom random) {
        String callSid = random.sid("CA");
        ObjectNode parameters = JsonNodeFactory.instance
                .objectNode()
                .put("CallSid", callSid)
                .put("AccountSid", accountSid)
                .put("From", random.theirNumber())
                .put("To", random.ourNumber())
                .put("CallStatus", "ringing")
                .put("Direction", "inbound")
                .put("ApiVersion", "2010-04-01");
        DebuggerEvent event = event("ERROR", callSid, "11200", random)
                .saying(
                        "An attempt to retrieve content from " + APPLICATION + " returned the HTTP status code 404",
                        "12000")
                .request("POST", APPLICATION, parameters)
                .response(404, "text/plain", "Not Found");
        return scenario(event, random);
    }

    private Scenario wrongContentType(SeededRandom random) {
        DebuggerEvent event = event("WARNING", random.sid("CA"), "12300", random)
                .saying("Attempt to retrieve MediaUrl returned an unsupported Content-Type", "12000");
        return scenario(event, random);
    }

    private Scenario messageFiltered(SeededRandom random) {
        DebuggerEvent event =
                event("ERROR", random.sid("SM"), "30007", random).saying("Message filtered by carrier", "14100");
        return scenario(event, random);
    }

    private Scenario withoutResource(SeededRandom random) {
        DebuggerEvent event = event("WARNING", null, "20429", random).saying("Too Many Requests", "12000");
        return scenario(event, random);
    }

    private DebuggerEvent event(String level, @Nullable String resourceSid, String errorCode, SeededRandom random) {
        return DebuggerEvent.about(random.sid("NO"), accountSid, clock.instant(), level, resourceSid, errorCode);
    }

    private static Scenario scenario(DebuggerEvent event, SeededRandom random) {
        return new ScenarioBuilder(event.sid(), "", random)
                .postToAccountUrl(EventKind.DEBUGGER, event.form())
                .sample(Sample.ALERT, event.sid())
                .build();
    }
}
