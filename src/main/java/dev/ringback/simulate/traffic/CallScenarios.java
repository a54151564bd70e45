package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Calls, and how they end. */
final class CallScenarios {
    private final String accountSid;
    private final LostCallbacks lost;
    private final Clock clock;

    CallScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.lost = new LostCallbacks(options, clock);
        this.clock = clock;
    }

    Variants addTo(Variants variants) {
        return variants.add(25, this::completed)
                .add(6, this::onlyTheEndIsSubscribed)
                .add(6, random -> unanswered("busy", "486", random))
                .add(8, random -> unanswered("no-answer", "487", random))
                .add(4, random -> unanswered("failed", "404", random))
                .add(3, this::canceled)
                .add(5, this::byGet)
                .add(6, this::withChildLeg)
                .add(5, this::answeringMachine)
                .add(2, this::lostEnd);
    }

    private Scenario completed(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = scenario(leg, random);
        talk(CallProgress.byPost(scenario, leg, start(random)), random).completed();
        return scenario.build();
    }

    /** Writes the one callback, with sequence number 0, that users get who name no {@code StatusCallbackEvent}. */
    private Scenario onlyTheEndIsSubscribed(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = scenario(leg, random);
        CallProgress.byPost(scenario, leg, start(random))
                .after(random.seconds(5, 150))
                .completed();
        return scenario.build();
    }

    private Scenario unanswered(String status, String sipResponseCode, SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = scenario(leg, random);
        CallProgress.byPost(scenario, leg, start(random))
                .initiated()
                .after(random.seconds(0, 2))
                .ringing()
                .after(random.seconds(1, 30))
                .unanswered(status, sipResponseCode);
        return scenario.build();
    }

    /** Taken back before it rang. */
    private Scenario canceled(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = scenario(leg, random);
        CallProgress.byPost(scenario, leg, start(random))
                .initiated()
                .after(random.seconds(0, 2))
                .unanswered("canceled", "487");
        return scenario.build();
    }

    private Scenario byGet(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = scenario(leg, random);
        talk(CallProgress.byGet(scenario, leg, start(random)), random).completed();
        return scenario.build();
    }

    /** Somebody calls, and is put through. */
    private Scenario withChildLeg(SeededRandom random) {
        CallLeg parent = CallLeg.inbound(accountSid, random);
        CallLeg child = parent.dial(random);
        ScenarioBuilder scenario = scenario(parent, random);
        CallProgress caller = CallProgress.byPost(scenario, parent, start(random));
        CallProgress callee = talk(
                        CallProgress.byPost(scenario, child, caller.now().plusSeconds(2)), random)
                .completed();
        caller.after(Duration.between(caller.now(), callee.now())).completed();
        return scenario.build();
    }

    private Scenario answeringMachine(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        String answeredBy = random.chance(0.5) ? "human" : "machine_end_beep";
        ScenarioBuilder scenario = scenario(leg, random);
        CallProgress progress = talk(CallProgress.byPost(scenario, leg, start(random)), random);
        Form detected = new Form()
                .with("CallSid", leg.sid())
                .with("AccountSid", accountSid)
                .with("AnsweredBy", answeredBy)
                .with("MachineDetectionDuration", random.between(1500, 6000));
        scenario.post(EventKind.AMD, detected);
        progress.completed(new Form().with("AnsweredBy", answeredBy));
        return scenario.build();
    }

    /** The last status callback does not arrive; the Debugger tells of it. */
    private Scenario lostEnd(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = scenario(leg, random);
        CallProgress progress = talk(CallProgress.byPost(scenario, leg, start(random)), random);
        return lost.answeredBadly(scenario, leg.sid(), progress.completion(), random)
                .build();
    }

    /** From the first callback to the end of the talk, which is not sent yet. */
    static CallProgress talk(CallProgress progress, SeededRandom random) {
        return progress.initiated()
                .after(random.seconds(0, 2))
                .ringing()
                .after(random.seconds(1, 15))
                .inProgress()
                .after(random.seconds(3, 150));
    }

    static ScenarioBuilder scenario(CallLeg leg, SeededRandom random) {
        return new ScenarioBuilder(
                leg.sid(), random.chance(0.3) ? "campaign=spring%20" + random.between(1, 9) : "", random);
    }

    /** Long enough ago for the longest call to be over by now. */
    private Instant start(SeededRandom random) {
        return startOfCall(clock, random);
    }

    static Instant startOfCall(Clock clock, SeededRandom random) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(random.seconds(300, 900));
    }
}
