package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import java.time.Clock;
import java.time.Instant;

/** Tasks that are given to workers. */
final class TaskRouterScenarios {
    private final String accountSid;
    private final Clock clock;

    TaskRouterScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.clock = clock;
    }

    Variants variants() {
        return new Variants().add(1, this::acceptedTask);
    }

    private Scenario acceptedTask(SeededRandom random) {
        String workspaceSid = random.sid("WS");
        String taskSid = random.sid("WT");
        String reservationSid = random.sid("WR");
        Instant start = clock.instant().minusSeconds(60);
        Form accepted = event("reservation.accepted", "Reservation", reservationSid, workspaceSid, start.plusSeconds(5))
                .with("TaskSid", taskSid)
                .with("ReservationSid", reservationSid)
                .with("WorkerSid", random.sid("WK"))
                .with("WorkerName", "Alice");
        return new ScenarioBuilder(taskSid, "", random)
                .postToAccountUrl(EventKind.TASKROUTER, task("task.created", taskSid, workspaceSid, start))
                .postToAccountUrl(EventKind.TASKROUTER, accepted)
                .postToAccountUrl(
                        EventKind.TASKROUTER, task("task.completed", taskSid, workspaceSid, start.plusSeconds(50)))
                .build();
    }

    private Form task(String event, String taskSid, String workspaceSid, Instant at) {
        return event(event, "Task", taskSid, workspaceSid, at)
                .with("TaskSid", taskSid)
                .with("TaskAttributes", "{\"caller\":\"O'Hara\"}");
    }

    private Form event(String event, String type, String resourceSid, String workspaceSid, Instant at) {
        return new Form()
                .with("EventType", event)
                .with("AccountSid", accountSid)
                .with("WorkspaceSid", workspaceSid)
                .with("WorkspaceName", "Support")
                .with("EventDescription", event)
                .with("ResourceType", type)
                .with("ResourceSid", resourceSid)
                .withIso8601("Timestamp", at);
    }
}
