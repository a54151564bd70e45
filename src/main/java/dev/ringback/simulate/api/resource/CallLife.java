package dev.ringback.simulate.api.resource;

import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Moves calls from status to status: {@code queued}, {@code ringing}, {@code in-progress}, {@code completed} after half a minute; in the share
 * of failures nobody answers. The price appears a minute after the end.
 */
final class CallLife {
    private static final Duration INITIATED = Duration.ofMillis(500);
    private static final Duration RINGING = Duration.ofSeconds(1);
    private static final Duration ANSWERED = Duration.ofSeconds(4);
    private static final Duration COMPLETED = Duration.ofSeconds(34);
    private static final Duration PRICED = Duration.ofMinutes(1);
    private static final List<String> UNANSWERED = List.of("busy", "no-answer", "failed");

    private final World world;
    private final Shelf<Call> calls;
    private final CallCallbacks callbacks;
    private final List<BiConsumer<Call, Instant>> listeners = new CopyOnWriteArrayList<>();

    CallLife(World world) {
        this.world = world;
        this.calls = world.shelves().calls();
        this.callbacks = new CallCallbacks(world);
    }

    /** Tells somebody of each new status of each call, with its moment. */
    void whenMoved(BiConsumer<Call, Instant> listener) {
        listeners.add(listener);
    }

    /** Begins to place a call, which is stored already. */
    void begin(String sid, Instant start) {
        boolean answered = !world.chance()
                .hits(world.conditions().failed() + world.conditions().undelivered());
        world.timeline()
                .at(
                        start.plus(INITIATED),
                        at -> calls.find(sid)
                                .filter(held -> held.status().equals("queued"))
                                .ifPresent(held -> callbacks.tell(held, "initiated", "initiated", at)));
        world.timeline().at(start.plus(RINGING), at -> move(sid, "ringing", at));
        if (answered) {
            world.timeline().at(start.plus(ANSWERED), at -> move(sid, "in-progress", at));
            world.timeline().at(start.plus(COMPLETED), at -> move(sid, "completed", at));
        } else {
            String end = world.chance().pick(UNANSWERED);
            world.timeline().at(start.plus(ANSWERED), at -> move(sid, end, at));
        }
    }

    /** Gives a call a later status; does nothing to one that has come as far already, or is over. */
    void move(String sid, String status, Instant at) {
        Optional<Held<Call>> before = calls.find(sid);
        Optional<Held<Call>> moved = calls.update(sid, held -> later(held, status, at));
        if (before.isEmpty()
                || moved.isEmpty()
                || before.get().status().equals(moved.get().status())) {
            return;
        }
        callbacks.tell(moved.get(), event(status), status, at);
        listeners.forEach(listener -> listener.accept(moved.get().resource(), at));
        if (CallStates.isOver(status)) {
            world.timeline().at(at.plus(PRICED), then -> calls.update(sid, held -> held.priced(Prices.CALL)));
        }
    }

    private static Held<Call> later(Held<Call> held, String status, Instant at) {
        if (!CallStates.isLater(status, held.status())) {
            return held;
        }
        Call call = held.resource();
        CallBuilder changed =
                CallBuilder.builder(call).progress(World.status(status)).dateUpdated(at);
        if (status.equals("in-progress")) {
            changed.answeredAt(at);
        } else if (CallStates.isOver(status)) {
            changed.endedAt(at).duration(duration(call, at));
        }
        return held.with(changed.build());
    }

    private static Duration duration(Call call, Instant end) {
        Instant answered = call.answeredAt();
        return answered == null ? Duration.ZERO : Duration.between(answered, end);
    }

    /** The name by which {@code StatusCallbackEvent} asks for a status. */
    private static String event(String status) {
        if (status.equals("in-progress")) {
            return "answered";
        }
        return CallStates.isOver(status) ? "completed" : status;
    }
}
