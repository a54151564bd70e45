package dev.ringback.simulate.api.resource;

import dev.ringback.model.Call;
import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.simulate.api.state.CallbackTarget;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.simulate.traffic.CallRecording;
import dev.ringback.simulate.traffic.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records calls: {@code in-progress} from the start on, {@code processing} when it is stopped or the call ends, {@code completed} two seconds
 * later, and priced after a minute. {@code RecordingStatusCallback} is told of {@code completed}, unless it asks for more.
 */
final class RecordingLife {
    private static final Set<String> EVENTS = Set.of("in-progress", "completed", "absent");
    private static final Set<String> BY_DEFAULT = Set.of("completed");
    private static final Duration PROCESSED = Duration.ofSeconds(2);
    private static final Duration PRICED = Duration.ofMinutes(1);

    private final World world;
    private final Shelf<Recording> recordings;
    private final Map<String, Parameters> whenAnswered = new ConcurrentHashMap<>();

    RecordingLife(World world, CallLife calls) {
        this.world = world;
        this.recordings = world.shelves().recordings();
        calls.whenMoved(this::callMoved);
    }

    /** Records a call from when it is answered on; the parameters are those of its create. */
    void recordWhenAnswered(String callSid, Parameters form) {
        CallbackParameters.read(form, "RecordingStatusCallback", EVENTS);
        whenAnswered.put(callSid, form);
    }

    /** Begins to record a call; returns the recording as it is at first. */
    Held<Recording> start(Call call, String source, Parameters form, Instant at) {
        CallbackTarget callback =
                CallbackParameters.read(form, "RecordingStatusCallback", EVENTS).orElse(null);
        String channels = form.text("RecordingChannels");
        Recording recording = RecordingBuilder.builder()
                .accountSid(call.accountSid())
                .sid(world.chance().sid("RE"))
                .progress(World.status("in-progress"))
                .callSid(call.sid())
                .startTime(at)
                .channels("mono".equals(channels) ? 1 : 2)
                .source(source)
                .track(Objects.requireNonNullElse(form.text("RecordingTrack"), "both"))
                .dateCreated(at)
                .dateUpdated(at)
                .lastReceivedAt(at)
                .build();
        Held<Recording> held = Held.of(recording).calledBackAt(callback);
        recordings.put(held);
        tell(held, "in-progress");
        return held;
    }

    private void callMoved(Call call, Instant at) {
        String status = call.progress().status();
        if (status.equals("in-progress")) {
            Parameters form = whenAnswered.remove(call.sid());
            if (form != null) {
                start(call, "OutboundAPI", form, at);
            }
        } else if (CallStates.isOver(status)) {
            recordings
                    .all(
                            call.accountSid(),
                            held -> call.sid().equals(held.resource().callSid()))
                    .forEach(held -> stop(held.resource().sid(), at));
        }
    }

    /** Ends a recording; does nothing to one that has ended. */
    void stop(String sid, Instant at) {
        recordings
                .find(sid)
                .filter(held ->
                        held.status().equals("in-progress") || held.status().equals("paused"))
                .ifPresent(held -> {
                    set(sid, "processing", at);
                    world.timeline().at(at.plus(PROCESSED), then -> complete(sid, at, then));
                });
    }

    /** Gives a recording another status, such as {@code paused}. */
    void set(String sid, String status, Instant at) {
        recordings.update(
                sid,
                held -> held.with(RecordingBuilder.builder(held.resource())
                        .progress(World.status(status))
                        .dateUpdated(at)
                        .build()));
    }

    private void complete(String sid, Instant stopped, Instant at) {
        recordings
                .update(sid, held -> held.with(completed(held.resource(), stopped, at)))
                .ifPresent(held -> tell(held, "completed"));
        world.timeline().at(at.plus(PRICED), then -> recordings.update(sid, any -> any.priced(Prices.RECORDING)));
    }

    private static Recording completed(Recording recording, Instant stopped, Instant at) {
        Instant started = Objects.requireNonNullElse(recording.startTime(), recording.dateCreated());
        return RecordingBuilder.builder(recording)
                .progress(World.status("completed"))
                .duration(Duration.between(started, stopped))
                .mediaUrl(told(recording).url())
                .dateUpdated(at)
                .build();
    }

    private void tell(Held<Recording> held, String event) {
        CallbackTarget target = held.callback();
        if (target != null && target.wants(event, BY_DEFAULT)) {
            Recording recording = held.resource();
            CallRecording told = told(recording);
            Form form = event.equals("completed")
                    ? told.completed(Objects.requireNonNullElse(recording.duration(), Duration.ZERO))
                    : told.inProgress();
            world.callbacks().send(EventKind.RECORDING, recording.accountSid(), recording.sid(), target, form);
        }
    }

    private static CallRecording told(Recording recording) {
        return new CallRecording(
                recording.sid(),
                recording.accountSid(),
                "CallSid",
                Objects.requireNonNullElse(recording.callSid(), ""),
                Objects.requireNonNullElse(recording.source(), "OutboundAPI"),
                Objects.requireNonNullElse(recording.channels(), 1),
                Objects.requireNonNullElse(recording.startTime(), recording.dateCreated()));
    }
}
