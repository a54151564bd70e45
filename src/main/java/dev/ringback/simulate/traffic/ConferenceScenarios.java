package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import dev.ringback.simulate.traffic.ConferenceEvents.Participant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Conferences, over and still going on. */
final class ConferenceScenarios {
    private final String accountSid;
    private final Clock clock;

    ConferenceScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.clock = clock;
    }

    /** The live one first: even the smallest traffic has something to watch. */
    Variants variants() {
        return new Variants().add(3, this::live).add(7, this::recordedToTheEnd);
    }

    private Scenario live(Dice dice) {
        String sid = dice.sid("CF");
        Script script = new Script(sid, "", dice);
        Participant moderator = Participant.any("moderator", dice);
        Participant customer = Participant.any("customer", dice);
        Participant specialist = Participant.any("specialist", dice);
        opened(events(script, sid, dice.seconds(120, 300), dice), moderator, customer, dice)
                .joined(specialist)
                .after(dice.seconds(1, 20))
                .muted(specialist)
                .held(customer);
        return script.sample(Sample.LIVE_CONFERENCE, sid).scenario();
    }

    private Scenario recordedToTheEnd(Dice dice) {
        String sid = dice.sid("CF");
        Script script = new Script(sid, "room=support", dice);
        Participant moderator = Participant.any("moderator", dice);
        Participant customer = Participant.any("customer", dice);
        ConferenceEvents events = events(script, sid, dice.seconds(600, 1200), dice);
        Instant start = opened(events, moderator, customer, dice).now();
        CallRecording recording = CallRecording.ofConference(accountSid, sid, start, dice);
        script.post(EventKind.RECORDING, recording.inProgress());
        conversation(events, customer, dice)
                .left(customer, "participant_hung_up")
                .after(dice.seconds(0, 5))
                .left(moderator, "participant_hung_up")
                .endedBy(moderator);
        return script.post(EventKind.RECORDING, recording.completed(Duration.between(start, events.now())))
                .scenario();
    }

    /** Two have joined: the first only waits, the second starts the conference. */
    private static ConferenceEvents opened(
            ConferenceEvents events, Participant moderator, Participant customer, Dice dice) {
        return events.joined(customer)
                .after(dice.seconds(1, 30))
                .joined(moderator)
                .started()
                .after(dice.seconds(1, 30));
    }

    private static ConferenceEvents conversation(ConferenceEvents events, Participant customer, Dice dice) {
        return events.spoke(customer)
                .after(dice.seconds(5, 60))
                .held(customer)
                .after(dice.seconds(5, 60))
                .unheld(customer)
                .muted(customer)
                .after(dice.seconds(1, 10))
                .unmuted(customer)
                .after(dice.seconds(5, 60));
    }

    private ConferenceEvents events(Script script, String sid, Duration ago, Dice dice) {
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(ago);
        return new ConferenceEvents(script, accountSid, sid, "support-" + dice.between(100, 999), start);
    }
}
