package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Video rooms. */
final class VideoScenarios {
    private final String accountSid;
    private final Clock clock;

    VideoScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.clock = clock;
    }

    Variants variants() {
        return new Variants().add(1, this::room);
    }

    private Scenario room(SeededRandom random) {
        Room room = new Room(random.sid("RM"), accountSid, "visit-" + random.between(100, 999), random.between(0, 50));
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(900);
        String participantSid = random.sid("PA");
        Form track = participant(room.event("track-added", 1, start.plusSeconds(3)), participantSid, "connected")
                .with("TrackSid", random.sid("MT"))
                .with("TrackKind", "video");
        Form leaves = participant(
                        room.event("participant-disconnected", 0, start.plusSeconds(240)),
                        participantSid,
                        "disconnected")
                .with("ParticipantDuration", 238);
        return new ScenarioBuilder(room.sid(), "", random)
                .post(EventKind.VIDEO, room.event("room-created", 3, start))
                .post(
                        EventKind.VIDEO,
                        participant(
                                room.event("participant-connected", 2, start.plusSeconds(2)),
                                participantSid,
                                "connected"))
                .post(EventKind.VIDEO, track)
                .post(EventKind.VIDEO, leaves)
                .post(
                        EventKind.VIDEO,
                        room.event("room-ended", 4, start.plusSeconds(540)).with("RoomDuration", 540))
                .build();
    }

    private static Form participant(Form event, String sid, String status) {
        return event.with("ParticipantSid", sid)
                .with("ParticipantStatus", status)
                .with("ParticipantIdentity", "Zoë O'Hara");
    }

    private record Room(String sid, String accountSid, String name, int firstNumber) {
        /** Video's sequence numbers say nothing of the order, by Twilio's own word; the given one is meant not to. */
        Form event(String event, int misleadingNumber, Instant at) {
            return new Form()
                    .with("AccountSid", accountSid)
                    .with("RoomName", name)
                    .with("RoomSid", sid)
                    .with("RoomStatus", event.equals("room-ended") ? "completed" : "in-progress")
                    .with("RoomType", "group")
                    .with("StatusCallbackEvent", event)
                    .withIso8601("Timestamp", at)
                    .with("SequenceNumber", firstNumber + misleadingNumber);
        }
    }
}
