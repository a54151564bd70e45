package dev.ringback.simulate.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import java.time.Clock;

/**
 * Status callbacks that never reach the target: in their place the Debugger tells of them, with all their parameters. To the receiver they
 * look as if a proxy before it had been down for a moment.
 */
final class LostCallbacks {
    private final TrafficOptions options;
    private final Clock clock;

    LostCallbacks(TrafficOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /** Lost because the answer was a 502. */
    ScenarioBuilder answeredBadly(ScenarioBuilder scenario, String resourceSid, Form callback, SeededRandom random) {
        String url = url(scenario);
        String message = "An attempt to retrieve content from " + url + " returned the HTTP status code 502";
        DebuggerEvent event = event(resourceSid, "11200", random)
                .saying(message, "14100")
                .request("POST", url, json(callback.parameters()))
                .response(502, "text/html", "<html><body>Bad Gateway</body></html>");
        return scenario.postToAccountUrl(EventKind.DEBUGGER, event.form());
    }

    /** Lost because no answer came in time: then there is no response to tell of. */
    ScenarioBuilder notAnswered(ScenarioBuilder scenario, String resourceSid, Form callback, SeededRandom random) {
        String url = url(scenario);
        DebuggerEvent event = event(resourceSid, "11205", random)
                .saying("HTTP connection failure: " + url, "14100")
                .request("POST", url, json(callback.parameters()));
        return scenario.postToAccountUrl(EventKind.DEBUGGER, event.form());
    }

    private DebuggerEvent event(String resourceSid, String errorCode, SeededRandom random) {
        return DebuggerEvent.about(
                random.sid("NO"), options.accountSid(), clock.instant(), "ERROR", resourceSid, errorCode);
    }

    private String url(ScenarioBuilder scenario) {
        return options.callbackUrl().with(scenario.query()).toString();
    }

    private static ObjectNode json(Parameters parameters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        parameters.forEach(parameter -> json.put(parameter.name(), parameter.value()));
        return json;
    }
}
