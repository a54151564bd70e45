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
                .add(6, dice -> unanswered("busy", "486", dice))
                .add(8, dice -> unanswered("no-answer", "487", dice))
                .add(4, dice -> unanswered("failed", "404", dice))
                .add(3, this::canceled)
                .add(5, this::byGet)
                .add(6, this::withChildLeg)
                .add(5, this::answeringMachine)
                .add(2, this::lostEnd);
    }

    private Scenario completed(Dice dice) {
        CallLeg leg = CallLeg.outbound(accountSid, dice);
        Script script = script(leg, dice);
        talk(CallProgress.byPost(script, leg, start(dice)), dice).completed();
        return script.scenario();
    }

    /** Writes the one callback, with sequence number 0, that users get who name no {@code StatusCallbackEvent}. */
    private Scenario onlyTheEndIsSubscribed(Dice dice) {
        CallLeg leg = CallLeg.outbound(accountSid, dice);
        Script script = script(leg, dice);
        CallProgress.byPost(script, leg, start(dice))
                .after(dice.seconds(5, 150))
                .completed();
        return script.scenario();
    }

    private Scenario unanswered(String status, String sipResponseCode, Dice dice) {
        CallLeg leg = CallLeg.outbound(accountSid, dice);
        Script script = script(leg, dice);
        CallProgress.byPost(script, leg, start(dice))
                .initiated()
                .after(dice.seconds(0, 2))
                .ringing()
                .after(dice.seconds(1, 30))
                .unanswered(status, sipResponseCode);
        return script.scenario();
    }

    /** Taken back before it rang. */
    private Scenario canceled(Dice dice) {
        CallLeg leg = CallLeg.outbound(accountSid, dice);
        Script script = script(leg, dice);
        CallProgress.byPost(script, leg, start(dice))
                .initiated()
                .after(dice.seconds(0, 2))
                .unanswered("canceled", "487");
        return script.scenario();
    }

    private Scenario byGet(Dice dice) {
        CallLeg leg = CallLeg.outbound(accountSid, dice);
        Script script = script(leg, dice);
        talk(CallProgress.byGet(script, leg, start(dice)), dice).completed();
        return script.scenario();
    }

    /** Somebody calls, and is put through. */
    private Scenario withChildLeg(Dice dice) {
        CallLeg parent = CallLeg.inbound(accountSid, dice);
        CallLeg child = parent.dial(dice);
        Script script = script(parent, dice);
        CallProgress caller = CallProgress.byPost(script, parent, start(dice));
        CallProgress callee = talk(
                        CallProgress.byPost(script, child, caller.now().plusSeconds(2)), dice)
                .completed();
        caller.after(Duration.between(caller.now(), callee.now())).completed();
        return script.scenario();
    }

    private Scenario answeringMachine(Dice dice) {
        CallLeg leg = CallLeg.outbound(accountSid, dice);
        String answeredBy = dice.chance(0.5) ? "human" : "machine_end_beep";
        Script script = script(leg, dice);
        CallProgress progress = talk(CallProgress.byPost(script, leg, start(dice)), dice);
        Form detected = new Form()
                .with("CallSid", leg.sid())
                .with("AccountSid", accountSid)
                .with("AnsweredBy", answeredBy)
                .with("MachineDetectionDuration", dice.between(1500, 6000));
        script.post(EventKind.AMD, detected);
        progress.completed(new Form().with("AnsweredBy", answeredBy));
        return script.scenario();
    }

    /** The last status callback does not arrive; the Debugger tells of it. */
    private Scenario lostEnd(Dice dice) {
        CallLeg leg = CallLeg.outbound(accountSid, dice);
        Script script = script(leg, dice);
        CallProgress progress = talk(CallProgress.byPost(script, leg, start(dice)), dice);
        return lost.answeredBadly(script, leg.sid(), progress.completion(), dice)
                .scenario();
    }

    /** From the first callback to the end of the talk, which is not sent yet. */
    static CallProgress talk(CallProgress progress, Dice dice) {
        return progress.initiated()
                .after(dice.seconds(0, 2))
                .ringing()
                .after(dice.seconds(1, 15))
                .inProgress()
                .after(dice.seconds(3, 150));
    }

    static Script script(CallLeg leg, Dice dice) {
        return new Script(leg.sid(), dice.chance(0.3) ? "campaign=spring%20" + dice.between(1, 9) : "", dice);
    }

    /** Long enough ago for the longest call to be over by now. */
    private Instant start(Dice dice) {
        return startOfCall(clock, dice);
    }

    static Instant startOfCall(Clock clock, Dice dice) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(dice.seconds(300, 900));
    }
}
