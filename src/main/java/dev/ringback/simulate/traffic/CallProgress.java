package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import java.time.Duration;
import java.time.Instant;

/** Writes the status callbacks of a call: counts them, and keeps the call's clock. */
final class CallProgress {
    private final ScenarioBuilder scenario;
    private final CallLeg leg;
    private final boolean byGet;
    private Instant now;
    private Instant answered;
    private int sequenceNumber;

    private CallProgress(ScenarioBuilder scenario, CallLeg leg, Instant start, boolean byGet) {
        this.scenario = scenario;
        this.leg = leg;
        this.byGet = byGet;
        this.now = start;
        this.answered = start;
    }

    static CallProgress byPost(ScenarioBuilder scenario, CallLeg leg, Instant start) {
        return new CallProgress(scenario, leg, start, false);
    }

    static CallProgress byGet(ScenarioBuilder scenario, CallLeg leg, Instant start) {
        return new CallProgress(scenario, leg, start, true);
    }

    CallProgress after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** Returns the present moment by the call's clock. */
    Instant now() {
        return now;
    }

    CallProgress initiated() {
        return send("initiated", new Form());
    }

    CallProgress ringing() {
        return send("ringing", new Form());
    }

    CallProgress inProgress() {
        answered = now;
        return send("in-progress", new Form());
    }

    CallProgress completed() {
        return completed(new Form());
    }

    /** Ends a call that was answered; {@code more} is what else the last callback tells. */
    CallProgress completed(Form more) {
        return send("completed", ending().withAll(more));
    }

    /** The last callback, without sending it. */
    Form completion() {
        return leg.status("completed", sequenceNumber, now, ending());
    }

    /** Ends a call that nobody answered: {@code busy}, {@code no-answer}, {@code failed} or {@code canceled}. */
    CallProgress unanswered(String status, String sipResponseCode) {
        Form ending = new Form()
                .with("Duration", 0)
                .with("SipResponseCode", sipResponseCode)
                .with("CallDuration", 0);
        return send(status, ending);
    }

    /** Twilio counts begun minutes in one parameter and seconds in the other. */
    private Form ending() {
        long seconds = Duration.between(answered, now).toSeconds();
        return new Form()
                .with("Duration", (seconds + 59) / 60)
                .with("SipResponseCode", "200")
                .with("CallDuration", seconds);
    }

    private CallProgress send(String status, Form ending) {
        Form form = leg.status(status, sequenceNumber++, now, ending);
        if (byGet) {
            scenario.get(EventKind.CALL_STATUS, form);
        } else {
            scenario.post(EventKind.CALL_STATUS, form);
        }
        return this;
    }
}
