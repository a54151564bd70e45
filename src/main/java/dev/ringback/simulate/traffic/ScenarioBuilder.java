package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import dev.ringback.model.PayloadFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a scenario, one line per callback, in Twilio's order. */
final class ScenarioBuilder {
    /** Twilio documents the token for messaging and the Debugger; other kinds are seen without it. Both ways of life are needed here. */
    private static final Set<EventKind> WITH_IDEMPOTENCY_TOKEN = EnumSet.of(
            EventKind.MESSAGE_STATUS,
            EventKind.INBOUND_MESSAGE,
            EventKind.CALL_STATUS,
            EventKind.RECORDING,
            EventKind.DEBUGGER);

    private final String sid;
    private final String query;
    private final SeededRandom random;
    private final List<SimulatedCallback> callbacks = new ArrayList<>();
    private final Map<Sample, String> samples = new EnumMap<>(Sample.class);

    /**
     * @param sid the resource the scenario is about
     * @param query encoded parameters of the user's own on the callback URL; may be empty
     */
    ScenarioBuilder(String sid, String query, SeededRandom random) {
        this.sid = sid;
        this.query = query;
        this.random = random;
    }

    ScenarioBuilder post(EventKind kind, Form form) {
        return add(kind, "POST", query, PayloadFormat.FORM, form.body());
    }

    ScenarioBuilder get(EventKind kind, Form form) {
        return add(kind, "GET", query, PayloadFormat.FORM, form.query());
    }

    /** To a URL the account has once, such as the Debugger's, rather than to one given with this resource. */
    ScenarioBuilder postToAccountUrl(EventKind kind, Form form) {
        return add(kind, "POST", "", PayloadFormat.FORM, form.body());
    }

    /** To an Event Streams sink. */
    ScenarioBuilder postToSink(String json) {
        return postToSink(EventKind.EVENT_STREAM, json);
    }

    /** To an Event Streams sink, events of one kind. */
    ScenarioBuilder postToSink(EventKind kind, String json) {
        return add(kind, "POST", "", PayloadFormat.JSON, json);
    }

    ScenarioBuilder sample(Sample sample, String sampleSid) {
        samples.put(sample, sampleSid);
        return this;
    }

    /** The user's own parameters on the callback URL. */
    String query() {
        return query;
    }

    Scenario build() {
        return new Scenario(callbacks, samples);
    }

    private ScenarioBuilder add(EventKind kind, String method, String itsQuery, PayloadFormat format, String payload) {
        boolean withToken = WITH_IDEMPOTENCY_TOKEN.contains(kind) && method.equals("POST");
        callbacks.add(new SimulatedCallback(
                kind, sid, method, itsQuery, format, payload, withToken ? random.uuid() : null, false));
        return this;
    }
}
