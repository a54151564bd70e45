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

    private Scenario applicationNotFound(Dice dice) {
        String callSid = dice.sid("CA");
        ObjectNode parameters = JsonNodeFactory.instance
                .objectNode()
                .put("CallSid", callSid)
                .put("AccountSid", accountSid)
                .put("From", dice.theirNumber())
                .put("To", dice.ourNumber())
                .put("CallStatus", "ringing")
                .put("Direction", "inbound")
                .put("ApiVersion", "2010-04-01");
        DebuggerEvent event = event("ERROR", callSid, "11200", dice)
                .saying(
                        "An attempt to retrieve content from " + APPLICATION + " returned the HTTP status code 404",
                        "12000")
                .request("POST", APPLICATION, parameters)
                .response(404, "text/plain", "Not Found");
        return scenario(event, dice);
    }

    private Scenario wrongContentType(Dice dice) {
        DebuggerEvent event = event("WARNING", dice.sid("CA"), "12300", dice)
                .saying("Attempt to retrieve MediaUrl returned an unsupported Content-Type", "12000");
        return scenario(event, dice);
    }

    private Scenario messageFiltered(Dice dice) {
        DebuggerEvent event =
                event("ERROR", dice.sid("SM"), "30007", dice).saying("Message filtered by carrier", "14100");
        return scenario(event, dice);
    }

    private Scenario withoutResource(Dice dice) {
        DebuggerEvent event = event("WARNING", null, "20429", dice).saying("Too Many Requests", "12000");
        return scenario(event, dice);
    }

    private DebuggerEvent event(String level, @Nullable String resourceSid, String errorCode, Dice dice) {
        return DebuggerEvent.about(dice.sid("NO"), accountSid, clock.instant(), level, resourceSid, errorCode);
    }

    private static Scenario scenario(DebuggerEvent event, Dice dice) {
        return new Script(event.sid(), "", dice)
                .postToAccountUrl(EventKind.DEBUGGER, event.form())
                .sample(Sample.ALERT, event.sid())
                .scenario();
    }
}
