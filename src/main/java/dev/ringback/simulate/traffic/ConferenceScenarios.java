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

    private Scenario live(SeededRandom random) {
        String sid = random.sid("CF");
        ScenarioBuilder scenario = new ScenarioBuilder(sid, "", random);
        Participant moderator = Participant.any("moderator", random);
        Participant customer = Participant.any("customer", random);
        Participant specialist = Participant.any("specialist", random);
        opened(events(scenario, sid, random.seconds(120, 300), random), moderator, customer, random)
                .joined(specialist)
                .after(random.seconds(1, 20))
                .muted(specialist)
                .held(customer);
        return scenario.sample(Sample.LIVE_CONFERENCE, sid).build();
    }

    private Scenario recordedToTheEnd(SeededRandom random) {
        String sid = random.sid("CF");
        ScenarioBuilder scenario = new ScenarioBuilder(sid, "room=support", random);
        Participant moderator = Participant.any("moderator", random);
        Participant customer = Participant.any("customer", random);
        ConferenceEvents events = events(scenario, sid, random.seconds(600, 1200), random);
        Instant start = opened(events, moderator, customer, random).now();
        CallRecording recording = CallRecording.ofConference(accountSid, sid, start, random);
        scenario.post(EventKind.RECORDING, recording.inProgress());
        conversation(events, customer, random)
                .left(customer, "participant_hung_up")
                .after(random.seconds(0, 5))
                .left(moderator, "participant_hung_up")
                .endedBy(moderator);
        return scenario.post(EventKind.RECORDING, recording.completed(Duration.between(start, events.now())))
                .build();
    }

    /** Two have joined: the first only waits, the second starts the conference. */
    private static ConferenceEvents opened(
            ConferenceEvents events, Participant moderator, Participant customer, SeededRandom random) {
        return events.joined(customer)
                .after(random.seconds(1, 30))
                .joined(moderator)
                .started()
                .after(random.seconds(1, 30));
    }

    private static ConferenceEvents conversation(ConferenceEvents events, Participant customer, SeededRandom random) {
        return events.spoke(customer)
                .after(random.seconds(5, 60))
                .held(customer)
                .after(random.seconds(5, 60))
                .unheld(customer)
                .muted(customer)
                .after(random.seconds(1, 10))
                .unmuted(customer)
                .after(random.seconds(5, 60));
    }

    private ConferenceEvents events(ScenarioBuilder scenario, String sid, Duration ago, SeededRandom random) {
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(ago);
        return new ConferenceEvents(scenario, accountSid, sid, "support-" + random.between(100, 999), start);
    }
}
